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

    private static FrozenDictionary<string, string> Words(params (string Word, string Step)[] words) =>
        words.ToFrozenDictionary(pair => Plain(pair.Word), pair => pair.Step, StringComparer.Ordinal);
}
