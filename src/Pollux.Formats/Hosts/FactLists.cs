using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Hosts;

/// <summary>Small help for lists of facts.</summary>
internal static class FactLists
{
    private const int LongestValue = 1_000;

    /// <summary>Adds a property when there is a text, in one line and bounded.</summary>
    public static void AddText(this ICollection<Fact> facts, string name, string? value)
    {
        if (Excerpt.OneLineOrNull(value, LongestValue) is { } text)
        {
            facts.Add(new PropertyFact(name, text));
        }
    }
}
