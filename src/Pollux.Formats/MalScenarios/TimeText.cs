using System.Buffers;
using Pollux.Diagnostics;
using Pollux.Language;
using Pollux.Language.Specification;
using Pollux.Simulation.Distributions;

namespace Pollux.Formats.MalScenarios;

/// <summary>Reads a time to compromise that is written as text: the name of a distribution, or any expression that MAL allows.</summary>
internal static class TimeText
{
    private const int MaximumLength = 10_000;
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,()+-*/^ "
    );

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text; <c>Instant</c>, which only MAL-Simulator knows, takes no time.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    /// <returns>Null when something is wrong.</returns>
    public static Distribution? Parse(string text, out string? problem)
    {
        problem = null;
        if (text is "Instant")
        {
            return ConstantTime.Zero;
        }

        if (text.Length > MaximumLength || text.AsSpan().ContainsAnyExcept(Allowed))
        {
            problem = "It is no time to compromise of MAL.";
            return null;
        }

        // The compiler reads languages only, so the time is put into the smallest one.
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile(
            "time.mal",
            CompilerOptions.Default with
            {
                Files = MemorySourceFiles.Empty.With(
                    "time.mal",
                    $"#id: \"time\"\n#version: \"1.0.0\"\ncategory C {{ asset A {{ | s [{text}] }} }}\n"
                ),
            }
        );
        TtcExpression? expression = compiled.Value?.Specification.Assets[0].Steps[0].Ttc;
        if (expression is null)
        {
            problem =
                compiled.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Level == Severity.Error)?.Message
                ?? "It is no time to compromise of MAL.";
            return null;
        }

        Distribution time = TtcCompiler.Compile(expression, out problem);
        return problem is null ? time : null;
    }
}
