using System.Collections.Immutable;
using System.Security.Cryptography;
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
    /// <returns>Null when either cannot be used; everything that is wrong with both.</returns>
    public static Diagnosed<AttackInput> Load(
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
        InputFile file = new(modelPath, () => File.OpenRead(modelPath));
        Diagnosed<MalModelDocument> model = MalModelReader.Read(
            file,
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
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(modelPath)))
            ),
            diagnostics.ToImmutable()
        );
    }
}
