using System.Collections.Immutable;

namespace Pollux.Simulation.Campaigns;

/// <summary>The order of tactics, as the matrices of ATT&amp;CK print it. Two domains' orders are merged into one.</summary>
public sealed class TacticOrder
{
    // The matrices of v18.1, and the names of v19; a bundle's own matrix goes before them.
    private static readonly string[] Enterprise =
    [
        "reconnaissance",
        "resource-development",
        "initial-access",
        "execution",
        "persistence",
        "privilege-escalation",
        "defense-evasion",
        "stealth",
        "defense-impairment",
        "credential-access",
        "discovery",
        "lateral-movement",
        "collection",
        "command-and-control",
        "exfiltration",
        "impact",
    ];

    private static readonly string[] Ics =
    [
        "initial-access",
        "execution",
        "persistence",
        "privilege-escalation",
        "evasion",
        "discovery",
        "lateral-movement",
        "collection",
        "command-and-control",
        "inhibit-response-function",
        "impair-process-control",
        "impact",
    ];

    private TacticOrder(ImmutableArray<string> tactics) => Tactics = tactics;

    /// <summary>The order of ATT&amp;CK v18.1, Enterprise and ICS together.</summary>
    public static TacticOrder Known { get; } = new TacticOrder([.. Enterprise]).With(Ics);

    /// <summary>The short names, first to last.</summary>
    public ImmutableArray<string> Tactics { get; }

    /// <summary>An order of these tactics alone; one that repeats counts where it first stands.</summary>
    public static TacticOrder Of(IEnumerable<string> tactics) => new([.. tactics.Distinct(StringComparer.Ordinal)]);

    /// <summary>This order with the tactics of another one that it lacks, each before the one that it precedes there.</summary>
    public TacticOrder With(IEnumerable<string> others)
    {
        List<string> merged = [.. Tactics];
        int place = merged.Count;
        foreach (string tactic in others.Reverse())
        {
            int found = merged.IndexOf(tactic);
            if (found < 0)
            {
                merged.Insert(place, tactic);
            }
            else
            {
                place = found;
            }
        }

        return new TacticOrder([.. merged]);
    }

    /// <summary>The position of a tactic; unknown ones come last.</summary>
    public int PositionOf(string tactic) => Tactics.IndexOf(tactic) is >= 0 and var index ? index : int.MaxValue;
}
