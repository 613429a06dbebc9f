using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Linting;

namespace Pollux.Language.Tests.Linting;

/// <summary>A small language that breaks no rule; tests break one at a time.</summary>
internal static class LintTesting
{
    public const string Facts =
        "mitigation info: \"-\" d3fend info: \"-\" sr info: \"-\" observed info: \"a check\" cost info: \"low: a setting\"";

    public const string Words = "label info: \"Word\" user info: \"A sentence.\"";

    public static string Good { get; } =
        $$"""
            #id: "test.lint"
            #version: "1.0.0"
            category Things {
              asset Door {{Words}} {
                # locked [Disabled] {{Words}} {{Facts}} -> opened
                # watched [Bernoulli(0.5)] {{Words}} {{Facts}} -> unwatched
                | tried @T1078 {{Words}} -> opened
                | unwatched {{Words}} -> opened
                & opened [Bernoulli(0.5) * Exponential(50.0)] {{Words}} -> houses.entered, houses.allDoorsOpen
              }
              asset House {{Words}} {
                | entered [Exponential(100.0)] {{Words}}
                & allDoorsOpen {{Words}} lint info: "redundancy" -> entered
              }
            }
            associations {
              Door [doors] * <-- Leads --> * [houses] House
            }
            """;

    public static CompiledLanguage Compile(string mal)
    {
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile(
            "main.mal",
            CompilerOptions.Default with
            {
                Files = MemorySourceFiles.Empty.With("main.mal", mal),
            }
        );
        compiled.Value.ShouldNotBeNull(string.Join('\n', compiled.Diagnostics));
        return compiled.Value;
    }

    public static ImmutableArray<Diagnostic> Lint(string mal, LintOptions? options = null) =>
        LanguageLinter.Lint(Compile(mal), options ?? LintOptions.Default);

    /// <summary>The one thing that a change of the good language breaks.</summary>
    public static Diagnostic Break(string good, string bad, LintOptions? options = null)
    {
        Good.ShouldContain(good);
        return Lint(Good.Replace(good, bad, StringComparison.Ordinal), options).ShouldHaveSingleItem();
    }
}
