using System.Collections.Immutable;
using Pollux.Cli.Twin;
using Pollux.Diagnostics;
using Pollux.Knowledge.Matching;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Modelling;
using Pollux.Modelling.Tables;

namespace Pollux.Cli.Modelling;

/// <summary>A twin file as an instance model: what every command that attacks a site begins with.</summary>
/// <param name="Input">The twin file, resolved.</param>
/// <param name="Language">The language that it is modelled in.</param>
/// <param name="Matches">How its products stand to vulnerabilities, and which products need mapping.</param>
/// <param name="Modelled">The model, with its reasons and findings.</param>
public sealed record SiteModel(TwinInput Input, LanguageGraph Language, MatchReport Matches, ModelledTwin Modelled)
{
    /// <summary>Reads the language, the tables and the twin, and models it.</summary>
    /// <returns>Null when the twin or the language cannot be used; everything that is wrong with any of them.</returns>
    public static async Task<Diagnosed<SiteModel>> LoadAsync(
        CommandEnvironment environment,
        string path,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile(
            Path.Combine(environment.HomeDirectory, "packs", "core", "language", "core.mal"),
            CompilerOptions.Default
        );
        if (compiled.Value is not { } language)
        {
            return new Diagnosed<SiteModel>(null, compiled.Diagnostics);
        }

        Diagnosed<LanguageGraph> graph = LanguageGraph.Build(language.Specification);
        Diagnosed<SiteModel> model = await LoadAsync(environment, graph.Value!, path, cancellationToken);
        return model with { Diagnostics = [.. graph.Diagnostics, .. model.Diagnostics] };
    }

    /// <summary>Reads the tables and the twin, and models it in a language that is read already: Pollux's own, or one that extends it.</summary>
    /// <returns>Null when the twin cannot be used; everything that is wrong with it and the tables.</returns>
    public static async Task<Diagnosed<SiteModel>> LoadAsync(
        CommandEnvironment environment,
        LanguageGraph language,
        string path,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<ModellingTables> tables = await ModellingTables.LoadAsync(
            Path.Combine(environment.HomeDirectory, "packs", "core", "rules"),
            cancellationToken
        );
        Diagnosed<TwinInput> twin = TwinInput.Load(path, TwinTypes.Of(language.Specification));
        ImmutableArray<Diagnostic> diagnostics = [.. tables.Diagnostics, .. twin.Diagnostics];
        if (twin.Value is not { } input)
        {
            return new Diagnosed<SiteModel>(null, diagnostics);
        }

        MatchReport matches = VulnerabilityMatcher.Match(input.Revision, cancellationToken);
        ModelledTwin modelled = TwinModel.Build(
            input.Revision,
            language,
            new ModellingInput(tables.Value!) { Matches = matches.Matches }
        );
        return new Diagnosed<SiteModel>(new SiteModel(input, language, matches, modelled), diagnostics);
    }
}
