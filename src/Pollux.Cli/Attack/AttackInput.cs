using System.Collections.Immutable;
using System.Security.Cryptography;
using Pollux.Cli.Modelling;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Cli.Attack;

/// <summary>A language and a model, read and unfolded.</summary>
/// <param name="Graph">The attack graph.</param>
/// <param name="EntryPoints">The entry points that the model itself names, by full name.</param>
/// <param name="ModelSha256">The SHA-256 of the model's file, in hexadecimal.</param>
internal sealed record AttackInput(AttackGraph Graph, ImmutableArray<string> EntryPoints, string ModelSha256)
{
    /// <summary>Reads both files and unfolds them.</summary>
    /// <param name="environment">The outside world: where the tables are that turn a twin into a model.</param>
    /// <param name="languagePath">The language.</param>
    /// <param name="modelPath">A model file, or a twin file when its name ends in <c>.twin</c>.</param>
    /// <param name="includePath">Where the language's includes are looked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when either cannot be used; everything that is wrong with both.</returns>
    public static async Task<Diagnosed<AttackInput>> LoadAsync(
        CommandEnvironment environment,
        string languagePath,
        string modelPath,
        ImmutableArray<string> includePath,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        Diagnosed<CompiledLanguage> language = LanguageFile.Load(
            languagePath,
            CompilerOptions.Default with
            {
                IncludePath = includePath,
            }
        );
        diagnostics.AddRange(language.Diagnostics);
        if (language.Value is null)
        {
            return new(null, diagnostics.ToImmutable());
        }

        Diagnosed<LanguageGraph> resolved = LanguageGraph.Build(language.Value.Specification, languagePath);
        diagnostics.AddRange(resolved.Diagnostics);
        Diagnosed<MalModelDocument> model = modelPath.EndsWith(".twin", StringComparison.OrdinalIgnoreCase)
            ? await ModelTwinAsync(environment, resolved.Value!, modelPath, cancellationToken)
            : MalModelReader.Read(
                new InputFile(modelPath, () => File.OpenRead(modelPath)),
                resolved.Value!,
                InputLimits.Default,
                cancellationToken
            );
        diagnostics.AddRange(model.Diagnostics);
        if (model.Value is not { } document)
        {
            return new(null, diagnostics.ToImmutable());
        }

        Diagnosed<AttackGraph> graph = AttackGraph.Build(resolved.Value!, document.Model, cancellationToken);
        diagnostics.AddRange(graph.Diagnostics);
        return new(
            new AttackInput(
                graph.Value!,
                [.. document.EntryPoints.Select(entry => entry.FullName)],
                Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(modelPath, cancellationToken)))
            ),
            diagnostics.ToImmutable()
        );
    }

    // A twin says nothing of attackers, so its model has no entry points.
    private static async Task<Diagnosed<MalModelDocument>> ModelTwinAsync(
        CommandEnvironment environment,
        LanguageGraph language,
        string path,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<SiteModel> site = await SiteModel.LoadAsync(environment, language, path, cancellationToken);
        return new(
            site.Value is { } model ? new MalModelDocument(model.Modelled.Model, "", []) : null,
            site.Diagnostics
        );
    }
}
