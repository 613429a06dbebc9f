using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Testing;

namespace Pollux.Formats.Tests.MalModels;

/// <summary>The example models and their language.</summary>
internal static class ModelFiles
{
    public static LanguageGraph Language { get; } = Compile();

    public static string PathOf(string file) =>
        RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "MalModels", "testdata", file);

    public static Diagnosed<MalModelDocument> Read(string file) =>
        MalModelReader.Read(
            new InputFile(file, () => File.OpenRead(PathOf(file))),
            Language,
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );

    public static Diagnosed<MalModelDocument> ReadText(string text) => ReadBytes(Encoding.UTF8.GetBytes(text));

    public static Diagnosed<MalModelDocument> ReadBytes(byte[] content) =>
        MalModelReader.Read(
            InputFile.FromBytes("model", content),
            Language,
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );

    private static LanguageGraph Compile()
    {
        Diagnosed<CompiledLanguage> compiled = LanguageFile.Load(PathOf("language.mal"), CompilerOptions.Default);
        compiled.HasErrors.ShouldBeFalse(string.Join('\n', compiled.Diagnostics));
        return LanguageGraph.Build(compiled.Value!.Specification).Value!;
    }
}
