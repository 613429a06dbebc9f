using System.Collections.Immutable;

namespace Pollux.Language.Packs;

/// <summary>Reads the facts that a defence states as meta information; a single <c>-</c> says that there is none.</summary>
internal static class DefenseMeta
{
    public static string ReadText(ImmutableSortedDictionary<string, string> meta, string key) =>
        meta.GetValueOrDefault(key, "").Trim() is not "-" and { } text ? text : "";

    public static ImmutableArray<string> ReadIds(ImmutableSortedDictionary<string, string> meta, string key) =>
        [.. ReadText(meta, key).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Null when the text does not begin with a class and a colon.</summary>
    public static (CostClass Class, string Reason)? ReadCost(string text)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        CostClass? cost = parts[0] switch
        {
            "none" => CostClass.None,
            "low" => CostClass.Low,
            "medium" => CostClass.Medium,
            "high" => CostClass.High,
            _ => null,
        };
        return cost is { } found && parts.Length == 2 && parts[1].Length > 0 ? (found, parts[1]) : null;
    }
}
