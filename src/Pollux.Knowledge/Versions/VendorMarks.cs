using System.Collections.Frozen;

namespace Pollux.Knowledge.Versions;

/// <summary>The marks that vendors put behind a version, from the weightiest to the least.</summary>
internal static class VendorMarks
{
    /// <summary>Alpha, beta and release candidates: before the release.</summary>
    public const int PreRelease = 0;

    /// <summary>A plain number behind a hyphen or a space: 6.1.1-2.</summary>
    public const int Revision = 1;

    /// <summary>How many marks there are.</summary>
    public const int Count = 8;

    /// <summary>True for marks that stand in the place of an update of a version, not for those that number packages and builds.</summary>
    public static bool IsUpdate(int mark) => mark is PreRelease or ServicePack or Update or Patch or HotFix;

    private const int Edition = 2;
    private const int ServicePack = 3;
    private const int Update = 4;
    private const int Patch = 5;
    private const int HotFix = 6;
    private const int Build = 7;

    private static readonly FrozenDictionary<string, (int Mark, string Phase)> Words = new Dictionary<
        string,
        (int, string)
    >(StringComparer.OrdinalIgnoreCase)
    {
        ["dev"] = (PreRelease, "0"),
        ["nightly"] = (PreRelease, "0"),
        ["snapshot"] = (PreRelease, "0"),
        ["alpha"] = (PreRelease, "1"),
        ["beta"] = (PreRelease, "2"),
        ["milestone"] = (PreRelease, "3"),
        ["m"] = (PreRelease, "3"),
        ["pre"] = (PreRelease, "3"),
        ["preview"] = (PreRelease, "3"),
        ["ea"] = (PreRelease, "1"),
        ["rc"] = (PreRelease, "4"),
        ["cr"] = (PreRelease, "4"),
        ["r"] = (Edition, ""),
        ["sp"] = (ServicePack, ""),
        ["su"] = (ServicePack, ""),
        ["service pack"] = (ServicePack, ""),
        ["servicepack"] = (ServicePack, ""),
        ["fp"] = (ServicePack, ""),
        ["feature pack"] = (ServicePack, ""),
        ["mp"] = (ServicePack, ""),
        ["update"] = (Update, ""),
        ["upd"] = (Update, ""),
        ["u"] = (Update, ""),
        ["ru"] = (Update, ""),
        ["cu"] = (Update, ""),
        ["patch"] = (Patch, ""),
        ["p"] = (Patch, ""),
        ["pl"] = (Patch, ""),
        ["hf"] = (HotFix, ""),
        ["hotfix"] = (HotFix, ""),
        ["hot fix"] = (HotFix, ""),
        ["fix"] = (HotFix, ""),
        ["kit"] = (HotFix, ""),
        ["ir"] = (HotFix, ""),
        ["ext"] = (HotFix, ""),
        ["i"] = (Build, ""),
        ["rev"] = (Build, ""),
        ["build"] = (Build, ""),
        ["bld"] = (Build, ""),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Silent = new[] { "ga", "final", "release", "lts", "stable" }.ToFrozenSet(
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The mark that a word stands for; null when it is none.</summary>
    /// <param name="word">The word, any case.</param>
    /// <returns>The mark, and for pre-releases which phase, as a number in text.</returns>
    public static (int Mark, string Phase)? Find(string word) => Words.TryGetValue(word, out var found) ? found : null;

    /// <summary>True for words that say nothing about the order.</summary>
    public static bool IsSilent(string word) => Silent.Contains(word);
}
