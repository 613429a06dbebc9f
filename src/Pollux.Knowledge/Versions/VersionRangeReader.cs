using System.Text.RegularExpressions;
using Pollux.Diagnostics;

namespace Pollux.Knowledge.Versions;

/// <summary>Reads what a source writes about versions; see <see cref="VersionRange.Parse"/>.</summary>
internal static partial class VersionRangeReader
{
    private const int MaximumLength = 1_000;

    public static Diagnosed<VersionRange> Read(string text, VersionScheme scheme)
    {
        if (text.Length > MaximumLength)
        {
            return Failed(text, $"it has {text.Length} characters, more than {MaximumLength}");
        }

        string body = Uri.UnescapeDataString(text).Trim().Trim('"');
        Match vers = VersPrefix.Match(body);
        VersionScheme own = scheme;
        bool literal = false;
        if (vers.Success)
        {
            own = VersionSchemes.OfEcosystem(vers.Groups["type"].Value);
            literal = vers.Groups["type"].Value.Equals("generic", StringComparison.OrdinalIgnoreCase);
            body = body[vers.Length..];
        }

        // Vendors write underscores for spaces; in an ecosystem's version they are part of it.
        body = Spaces.Replace(own == VersionScheme.Vendor ? body.Replace('_', ' ') : body, " ").Trim();
        (string head, string? condition, string? exceptions) = SplitNotes(body);
        RangeBuilder builder = new(own);
        string? problem = head.Length == 0 ? "it names no version" : builder.Add(RangeTokens.Split(head));
        problem ??= exceptions is null ? null : builder.AddExceptions(RangeTokens.Split(exceptions));
        return problem is null ? new(builder.Build(text, condition) with { IsLiteral = literal }, [])
            // A vers: range of an ecosystem may still hold a version that only the vendor style reads.
            : own == VersionScheme.Vendor ? Failed(text, problem)
            : Read(body, VersionScheme.Vendor) is { Value: { } vendor } ? new(vendor with { Text = text }, [])
            : Failed(text, problem);
    }

    /// <summary>Cuts off what is not a version: brackets, and what begins with a word that sets a condition.</summary>
    private static (string Head, string? Condition, string? Exceptions) SplitNotes(string text)
    {
        List<string> conditions = [];
        string? exceptions = null;
        string head = text;
        Match word = Condition.Match(head);
        if (word.Success && word.Index > 0)
        {
            conditions.Add(head[word.Index..].Trim());
            head = head[..word.Index];
        }

        head = Brackets.Replace(
            head,
            match =>
            {
                string note = match.Groups["note"].Value.Trim();
                if (Excluding.Match(note) is { Success: true } excluding)
                {
                    exceptions = note[excluding.Length..];
                    return " ";
                }

                if (Build.IsMatch(note))
                {
                    return " " + note;
                }

                if (!Neutral.IsMatch(note))
                {
                    conditions.Add(note);
                }

                return " ";
            }
        );
        string all = string.Join("; ", conditions);
        return (head.Trim(), all.Length == 0 ? null : all, exceptions);
    }

    private static Diagnosed<VersionRange> Failed(string text, string problem) =>
        new(
            null,
            [
                new Diagnostic(
                    VersionRules.RangeNotUnderstood,
                    $"The versions '{(text.Length <= 120 ? text : text[..120] + "...")}' are not understood: {problem}."
                ),
            ]
        );

    [GeneratedRegex(@"^vers:(?<type>[A-Za-z0-9.+-]+)/", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex VersPrefix { get; }

    // Words after which no version of this product follows.
    [GeneratedRegex(
        @"\b(only if|if|when|with|without|installed|in connection|running|where|while|when|deployed|part of|on)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Condition { get; }

    [GeneratedRegex(@"(^|\s)\((?<note>[^()]*)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Brackets { get; }

    [GeneratedRegex(
        @"^(excluding|except(\s+for)?|not|but not)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Excluding { get; }

    [GeneratedRegex(
        @"^(build|sp|hf|update|rev|patch)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Build { get; }

    // Brackets that narrow nothing: other names, what is included, end of life.
    [GeneratedRegex(
        @"^(all editions|formerly|including|incl\.?|part of|also known|aka|eol|end of life|inclusive)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Neutral { get; }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces { get; }
}
