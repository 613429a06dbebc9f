using Pollux.Diagnostics;
using Pollux.Testing;

namespace Pollux.Language.Tests.Conformance;

/// <summary>
/// The published languages compile. Each needs a checkout of its repository, named by the variable; the first three also
/// <c>POLLUX_CORELANG</c>. <c>docs/conformance.md</c> names the versions.
/// </summary>
public sealed class LanguagesTests
{
    private const string CoreLang = "POLLUX_CORELANG";

    [Theory]
    [InlineData(CoreLang, "main.mal")]
    [InlineData("POLLUX_ICSLANG", "main.mal")]
    [InlineData("POLLUX_VEHICLELANG", "main.mal")]
    [InlineData("POLLUX_ENTERPRISELANG", "enterpriselang.mal")]
    public void The_language_compiles(string variable, string mainFile)
    {
        string path = SharedData.RequireFromVariable(variable, "src", "main", "mal", mainFile);
        bool isBuiltOnCoreLang = variable is "POLLUX_ICSLANG" or "POLLUX_VEHICLELANG";
        DirectoryInfo library = Directory.CreateTempSubdirectory("pollux-conformance");
        try
        {
            if (isBuiltOnCoreLang)
            {
                Directory.CreateSymbolicLink(
                    Path.Combine(library.FullName, "org.mal-lang.coreLang"),
                    Path.GetFullPath(SharedData.RequireFromVariable(CoreLang, "src", "main", "mal"))
                );
            }

            CompilerOptions options = CompilerOptions.Default with { IncludePath = [library.FullName] };
            Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile(path, options);
            compiled.HasErrors.ShouldBeFalse(string.Join('\n', compiled.Diagnostics));
            compiled.Value!.Specification.Assets.Length.ShouldBeGreaterThan(10);
        }
        finally
        {
            library.Delete(recursive: true);
        }
    }
}
