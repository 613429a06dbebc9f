using System.Collections.Immutable;
using System.Security.Cryptography;
using Pollux.Cli.Modelling;
using Pollux.Cli.Twin;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Cli.Attack;

/// <summary>A language and a model, read and unfolded.</summary>
/// <param name="Graph">The attack graph.</param>
/// <param name="EntryPoints">The entry points that the model itself names, by full name.</param>
/// <param name="ModelSha256">The SHA-256 of the model's file, in hexadecimal.</param>
internal sealed record AttackInput(AttackGraph Graph, ImmutableArray<string> EntryPoints, string ModelSha256)
{
    /// <summary>Pollux's own language with its words; null when another language was named.</summary>
    public LanguagePack? Pack { get; init; }

    /// <summary>The site that the model was made from; null for a model file.</summary>
    public SiteModel? Site { get; init; }

    /// <summary>Reads both files and unfolds them.</summary>
    /// <param name="environment">Where Pollux's own language is.</param>
    /// <param name="languagePath">The language's file; null for Pollux's own.</param>
    /// <param name="modelPath">An instance model, or a twin.</param>
    /// <param name="includePath">Where included languages are looked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when either cannot be used; everything that is wrong with both.</returns>
    public static async Task<Diagnosed<AttackInput>> LoadAsync(
        CommandEnvironment environment,
        string? languagePath,
        string modelPath,
        ImmutableArray<string> includePath,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        LanguagePack? pack = languagePath is null ? LoadPack(environment, diagnostics) : null;
        LanguageGraph? language = languagePath is null
            ? pack?.Graph
            : LoadLanguage(languagePath, includePath, diagnostics);
        if (language is null)
        {
            return new(null, diagnostics.ToImmutable());
        }

        Diagnosed<AttackInput> loaded = modelPath.EndsWith(".twin", StringComparison.OrdinalIgnoreCase)
            ? await LoadTwinAsync(environment, modelPath, language, diagnostics, cancellationToken)
                .ConfigureAwait(false)
            : LoadModel(modelPath, language, diagnostics, cancellationToken);
        return loaded with { Value = loaded.Value is null ? null : loaded.Value with { Pack = pack } };
    }

    private static LanguagePack? LoadPack(
        CommandEnvironment environment,
        ImmutableArray<Diagnostic>.Builder diagnostics
    )
    {
        Diagnosed<LanguagePack> pack = CorePack.Load(environment);
        diagnostics.AddRange(pack.Diagnostics);
        return pack.Value;
    }

    private static Diagnosed<AttackInput> LoadModel(
        string modelPath,
        LanguageGraph language,
        ImmutableArray<Diagnostic>.Builder diagnostics,
        CancellationToken cancellationToken
    )
    {
        InputFile file = new(modelPath, () => OrdinaryFile.Open(modelPath));
        Diagnosed<MalModelDocument> model = MalModelReader.Read(file, language, InputLimits.Default, cancellationToken);
        diagnostics.AddRange(model.Diagnostics);
        return model.Value is { } document
            ? Unfold(
                language,
                document.Model,
                [.. document.EntryPoints.Select(entry => entry.FullName)],
                modelPath,
                diagnostics,
                cancellationToken
            )
            : new(null, diagnostics.ToImmutable());
    }

    /// <summary>Reads and resolves a language's file; null when it cannot be used.</summary>
    internal static LanguageGraph? LoadLanguage(
        string path,
        ImmutableArray<string> includePath,
        ImmutableArray<Diagnostic>.Builder diagnostics
    )
    {
        Diagnosed<CompiledLanguage> compiled = LanguageFile.Load(
            path,
            CompilerOptions.Default with
            {
                IncludePath = includePath,
            }
        );
        diagnostics.AddRange(compiled.Diagnostics);
        if (compiled.Value is not { } language)
        {
            return null;
        }

        Diagnosed<LanguageGraph> resolved = LanguageGraph.Build(language.Specification, path);
        diagnostics.AddRange(resolved.Diagnostics);
        return resolved.Value;
    }

    // A twin knows the types of Pollux's own language only.
    private static async Task<Diagnosed<AttackInput>> LoadTwinAsync(
        CommandEnvironment environment,
        string path,
        LanguageGraph language,
        ImmutableArray<Diagnostic>.Builder diagnostics,
        CancellationToken cancellationToken
    )
    {
        const string own = "org.pollux.core";
        if (!string.Equals(language.Specification.Id, own, StringComparison.Ordinal))
        {
            diagnostics.Add(
                new Diagnostic(
                    AttackRules.BadOption,
                    $"A twin is modelled in {own}; the language given is {language.Specification.Id}.",
                    new SourceLocation(path),
                    "Leave --language out for a twin."
                )
            );
            return new(null, diagnostics.ToImmutable());
        }

        Diagnosed<SiteModel> site = await SiteModel
            .LoadAsync(environment, language, path, cancellationToken)
            .ConfigureAwait(false);
        diagnostics.AddRange(site.Diagnostics);
        if (site.Value is not { } model)
        {
            return new(null, diagnostics.ToImmutable());
        }

        Diagnosed<AttackInput> unfolded = Unfold(
            model.Language,
            model.Modelled.Model,
            [],
            path,
            diagnostics,
            cancellationToken
        );
        return unfolded with { Value = unfolded.Value! with { Site = model } };
    }

    private static Diagnosed<AttackInput> Unfold(
        LanguageGraph language,
        InstanceModel model,
        ImmutableArray<string> entryPoints,
        string path,
        ImmutableArray<Diagnostic>.Builder diagnostics,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<AttackGraph> graph = AttackGraph.Build(language, model, cancellationToken);
        diagnostics.AddRange(graph.Diagnostics);
        using Stream file = OrdinaryFile.Open(path);
        string digest = Convert.ToHexStringLower(SHA256.HashData(file));
        return new(new AttackInput(graph.Value!, entryPoints, digest), diagnostics.ToImmutable());
    }
}
