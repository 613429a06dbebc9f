using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Pollux.Knowledge.Versions;

/// <summary>Reads a version in a vendor's style; see <see cref="VendorKey"/>.</summary>
internal static partial class VendorVersionReader
{
    /// <summary>The version, or null when a part of the text is not understood: half a version is none.</summary>
    public static VendorKey? Read(string text)
    {
        Match match = Shape.Match(Spell(text));
        if (!match.Success || Commit.IsMatch(text))
        {
            return null;
        }

        string core = match.Groups["core"].Value;
        string prefix = match.Groups["prefix"].Value.ToUpperInvariant();
        ImmutableArray<VendorElement> elements = ReadElements(core);
        ImmutableArray<VendorElement>[] marks =
        [
            .. Enumerable.Repeat(ImmutableArray<VendorElement>.Empty, VendorMarks.Count),
        ];
        return ReadMarks(match.Groups["marks"].Value, marks) ? new VendorKey(prefix, elements, [.. marks]) : null;
    }

    /// <summary>One spelling for what is written in many: underscores, brackets inside, marks without a space before them.</summary>
    private static string Spell(string text)
    {
        // 1.6.0_113 is a revision, R29_P1 a mark.
        string hyphens = DottedMark.Replace(Underscore.Replace(text, "-"), "-");
        string spaced = Spaces
            .Replace(ExtendedMark.Replace(hyphens, "").Replace('_', ' ').Replace('~', ' '), " ")
            .Trim();
        spaced = Brackets.Replace(spaced, ".${inside}.").Trim('.');
        spaced = MonthlyUpdate.Replace(Leading.Replace(spaced, ""), match => $"patch {Month(match)}");
        return AttachedMark.Replace(spaced, " ${mark}${number}");
    }

    private static int Month(Match match) =>
        1 + Array.IndexOf(Months, match.Groups["month"].Value[..3].ToUpperInvariant());

    private static ImmutableArray<VendorElement> ReadElements(string dotted) =>
        [.. dotted.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part => VendorElement.Read(part))];

    private static bool ReadMarks(string text, ImmutableArray<VendorElement>[] marks)
    {
        int index = 0;
        while (index < text.Length)
        {
            Match match = Mark.Match(text, index);
            if (!match.Success || match.Length == 0)
            {
                return false;
            }

            index += match.Length;
            if (!Place(match, marks))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Place(Match match, ImmutableArray<VendorElement>[] marks)
    {
        string word = match.Groups["word"].Value;
        string number = match.Groups["number"].Value;
        if (word.Length == 0)
        {
            marks[VendorMarks.Revision] = [.. marks[VendorMarks.Revision], .. ReadElements(number)];
            return true;
        }

        if (VendorMarks.IsSilent(word))
        {
            return number.Length == 0;
        }

        if (VendorMarks.Find(word) is not { } found || !marks[found.Mark].IsEmpty)
        {
            return false;
        }

        if (number.Length == 0 && found.Mark != VendorMarks.PreRelease)
        {
            return false;
        }

        ImmutableArray<VendorElement> phase = found.Phase.Length == 0 ? [] : [VendorElement.Read(found.Phase)];
        marks[found.Mark] = [.. phase, .. ReadElements(number)];
        return true;
    }

    private static readonly string[] Months =
    [
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OCT",
        "NOV",
        "DEC",
    ];

    private const string MarkWords =
        "service pack|servicepack|feature pack|hot fix|hotfix|milestone|snapshot|nightly|preview|update|patch|alpha|build|beta|"
        + "upd|dev|pre|rev|kit|bld|fix|rc|cr|sp|fp|mp|ru|cu|pl|hf|ir|r|u|p|m";

    // Texts are at most ProductVersion.MaximumLength long, so the time-outs are never met.
    // A core is numbers and letters between dots. Without a digit only one or two capitals stand as a version: K, FB.
    [GeneratedRegex(
        @"^(?<prefix>[A-Za-z]{2,4}-(?=[vV]?\.?[0-9])|[A-Za-z]{1,4}(?=[0-9]))?[vV]?\.?(?<core>[0-9][0-9A-Za-z]*(\.[0-9A-Za-z]+)*|[A-Za-z](\.[0-9A-Za-z]+)+|[A-Z]{1,2})(?<marks>([ \-+,:].*)?)$",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Shape { get; }

    [GeneratedRegex(
        @"\G([ \-+,:]+(?<word>rev)[ .]*(?<number>[A-Za-z])|[ \-+,:]+(?<word>"
            + MarkWords
            + @"|ext|ea|su|i|ga|final|release|lts|stable)[ .#]*(?<number>[0-9]+[A-Za-z]?(\.[0-9]+[A-Za-z]?)*)?|[\-+]+(?<number>[0-9]+[A-Za-z]?(\.[0-9]+[A-Za-z]?)*))(?=$|[ \-+,:])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Mark { get; }

    [GeneratedRegex(
        @"(?<=[0-9])(?<mark>" + MarkWords + @")(?<number>[0-9])(?=[0-9.]*($|[ \-]|[a-z]{1,6}[0-9]))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex AttachedMark { get; }

    [GeneratedRegex(@"(?<=[0-9])_(?=[0-9])", RegexOptions.None, 1_000)]
    private static partial Regex Underscore { get; }

    // The name of a commit has no order.
    [GeneratedRegex("^(?=[0-9]*[a-f])[0-9a-f]{12,40}$", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Commit { get; }

    // 2024 November Security Update.
    [GeneratedRegex(
        @"\b(?<month>january|february|march|april|may|june|july|august|september|october|november|december) security update$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex MonthlyUpdate { get; }

    // 2.4.3-ext-8: the number belongs to the word.
    [GeneratedRegex(@"(?<=[0-9]-ext)-(?=[0-9])", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex ExtendedMark { get; }

    // 9.0.0.M1, 4.1.100.Final: marks, where a dot makes them look like a part of the number.
    [GeneratedRegex(
        @"(?<=[0-9])\.(?=(m[0-9]+|alpha[0-9]*|beta[0-9]*|rc[0-9]+|cr[0-9]+|sp[0-9]+|snapshot|final|ga|release)([ \-.+]|$))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex DottedMark { get; }

    [GeneratedRegex(@"(?<=[0-9A-Za-z])\((?<inside>[0-9A-Za-z.]+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Brackets { get; }

    [GeneratedRegex(
        @"^((versions?|ver|firmware|fw|software|sw|release|rel|revision|rev)\b[ .:]*)+(?=[0-9A-Za-z])|^s?v\.? ?(?=[0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Leading { get; }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces { get; }
}
