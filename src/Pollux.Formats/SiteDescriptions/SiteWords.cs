using System.Collections.Frozen;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Plain words for consequences, and what helps with words that are not known.</summary>
internal static class SiteWords
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> StepByWordByType =
        new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal)
        {
            ["ControlLoop"] = Words(
                ("manipulated", "manipulated"),
                ("disturbed", "disturbed"),
                ("viewLost", "viewDenied"),
                ("viewDenied", "viewDenied"),
                ("viewFalse", "viewManipulated"),
                ("viewManipulated", "viewManipulated"),
                ("controlLost", "controlLost")
            ),
            ["ProcessUnit"] = Words(
                ("halted", "halted"),
                ("stopped", "halted"),
                ("damaged", "damaged"),
                ("destroyed", "damaged"),
                ("offSpec", "offSpec"),
                ("badProduct", "offSpec"),
                ("excursion", "excursion"),
                ("outOfLimits", "excursion")
            ),
            ["SafetyFunction"] = Words(("defeated", "defeated"), ("bypassed", "defeated")),
            ["Function"] = Words(
                ("interrupted", "interrupted"),
                ("stopped", "interrupted"),
                ("down", "interrupted"),
                ("defrauded", "defrauded"),
                ("fraud", "defrauded")
            ),
            ["Data"] = Words(
                ("stolen", "stolen"),
                ("leaked", "stolen"),
                ("altered", "altered"),
                ("falsified", "altered"),
                ("lost", "unrecoverable"),
                ("destroyed", "unrecoverable"),
                ("unrecoverable", "unrecoverable")
            ),
            ["Device"] = Words(
                ("control", "control"),
                ("controlled", "control"),
                ("takenOver", "control"),
                ("lost", "lost"),
                ("stopped", "lost"),
                ("down", "lost")
            ),
            ["Computer"] = Words(("encrypted", "encrypted"), ("ransomed", "encrypted"), ("wiped", "wiped")),
            ["Controller"] = Words(("reprogrammed", "programChanged"), ("programChanged", "programChanged")),
            ["TwinPlatform"] = Words(("read", "mapStolen"), ("mapStolen", "mapStolen"), ("falsified", "twinFalsified")),
            ["Directory"] = Words(("dominated", "dominated"), ("takenOver", "dominated"), ("lost", "lost")),
            ["Zone"] = Words(("reached", "reached"), ("entered", "reached")),
            ["Principal"] = Words(("impersonated", "assume"), ("takenOver", "assume"), ("assume", "assume")),
            ["Credential"] = Words(("stolen", "known"), ("known", "known")),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The attack step that a plain word means for a type of asset, or null.</summary>
    public static string? Step(string type, string word) =>
        SiteTypes
            .Lineage(type)
            .Select(at => StepByWordByType.GetValueOrDefault(at)?.GetValueOrDefault(Plain(word)))
            .FirstOrDefault(step => step is not null);

    /// <summary>The words that may be said of a type of asset, as the language spells its steps, sorted.</summary>
    public static IEnumerable<string> StepWords(string type) =>
        SiteTypes
            .Lineage(type)
            .SelectMany(at => StepByWordByType.GetValueOrDefault(at)?.Values.AsEnumerable() ?? [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>All steps that words stand for, by the type that the table names them at; for the test against the language.</summary>
    public static IEnumerable<(string Type, string Step)> All() =>
        StepByWordByType.SelectMany(type => type.Value.Values.Select(step => (type.Key, step))).Distinct();

    /// <summary>A word without letter case, spaces, hyphens and underscores, as words are compared.</summary>
    public static string Plain(string word) =>
        word.All(char.IsAsciiLetterLower)
            ? word
            : string.Concat(word.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>The nearest of some words when it is near enough to be meant, else null.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string plain = Plain(word);
        (string? best, int distance) = (null, int.MaxValue);
        foreach (string candidate in known)
        {
            int apart = Distance(plain, Plain(candidate));
            if (apart < distance)
            {
                (best, distance) = (candidate, apart);
            }
        }

        return distance <= Math.Max(1, Math.Min(plain.Length, 64) / 3) ? best : null;
    }

    /// <summary>"Did you mean 'x'?", or null when nothing is near.</summary>
    public static string? DidYouMean(string word, IEnumerable<string> known) =>
        Nearest(word, known) is { } near ? $"Did you mean '{near}'?" : null;

    private static FrozenDictionary<string, string> Words(params (string Word, string Step)[] words) =>
        words.ToFrozenDictionary(pair => Plain(pair.Word), pair => pair.Step, StringComparer.Ordinal);

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each count one.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 8 || a.Length > 64 || b.Length > 64)
        {
            return int.MaxValue;
        }

        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1),
                        cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                    ),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
