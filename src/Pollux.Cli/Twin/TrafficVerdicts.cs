using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Modelling;
using Pollux.Modelling.Tables;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary>How the observed traffic of a twin fits what is declared and configured, as modelling judges it.</summary>
internal static class TrafficVerdicts
{
    /// <summary>Judges the flows of a revision.</summary>
    /// <returns>One for each flow, in their order; none when there are no flows or the language cannot be read.</returns>
    public static async Task<Diagnosed<IReadOnlyList<FlowVerdict>>> JudgeAsync(
        CommandEnvironment environment,
        Revision revision,
        CancellationToken cancellationToken
    )
    {
        // What reading the language says was said when the twin was resolved.
        if (
            revision.Flows.IsEmpty
            || CorePack.Load(environment).Value is not { } pack
            || LanguageGraph.Build(pack.Language.Specification).Value is not { } language
        )
        {
            return new Diagnosed<IReadOnlyList<FlowVerdict>>([], []);
        }

        Diagnosed<ModellingTables> tables = await ModellingTables.LoadAsync(
            Path.Combine(environment.HomeDirectory, "packs", "core", "rules"),
            cancellationToken
        );
        ModelledTwin modelled = TwinModel.Build(revision, language, new ModellingInput(tables.Value!));
        return new Diagnosed<IReadOnlyList<FlowVerdict>>(modelled.Traffic, tables.Diagnostics);
    }
}
