using System.Collections.Immutable;
using System.Globalization;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Tables;

namespace Pollux.Modelling.Devices;

/// <summary>Which type a device has.</summary>
/// <param name="Type">The type.</param>
/// <param name="Confidence">From 0 to 1; 1 for what the site declares.</param>
/// <param name="Reason">Why, as one sentence.</param>
/// <param name="IsGuess">True when nothing is known and the type is only the default.</param>
internal readonly record struct DeviceType(string Type, double Confidence, string Reason, bool IsGuess = false);

/// <summary>
/// Finds the type of a device: walks down the language's tree of types, at each fork to the branch with most evidence, as long as
/// that is at least <see cref="Threshold"/>. Pieces of evidence for one branch are combined as independent: 1 - (1-a)(1-b)...
/// </summary>
internal sealed class DeviceTyping(ImmutableArray<RoleRow> roles, LanguageTypes language)
{
    /// <summary>The least evidence that makes a type more special than the source says.</summary>
    public const double Threshold = 0.5;

    /// <summary>The evidence from which on a declared type is contradicted.</summary>
    public const double Contradiction = 0.8;

    // A machine of unknown kind is attacked like a computer: the type with the most ways in.
    private const string Default = "Computer";

    // Devices of a site say the same few hundred things; the table is searched once for each.
    private readonly Dictionary<(RoleHint Hint, string Text), ImmutableArray<RoleRow>> rowsByHint = [];

    /// <summary>Walks down from a type.</summary>
    /// <param name="start">The type that the sources are sure of.</param>
    /// <param name="hints">What is known of the device.</param>
    public DeviceType Find(string start, ImmutableArray<DeviceHint> hints)
    {
        ImmutableArray<Evidence> evidence = [.. Weigh(hints)];
        string type = start;
        double confidence = 1;
        while (BestChild(type, evidence) is { } child)
        {
            (type, confidence) = child;
        }

        if (!string.Equals(type, start, StringComparison.Ordinal))
        {
            return new DeviceType(type, confidence, Explain(type, confidence, evidence));
        }

        return language.IsAbstract(start)
            ? new DeviceType(Default, 0, "nothing says what it is, so it is taken as a computer", IsGuess: true)
            : new DeviceType(start, 1, "the source says so");
    }

    private IEnumerable<Evidence> Weigh(ImmutableArray<DeviceHint> hints)
    {
        foreach (DeviceHint hint in hints)
        {
            foreach (RoleRow row in RowsOf(hint))
            {
                yield return new Evidence(row.Type, row.Weight * hint.Trust, hint.Key, hint.Description);
            }
        }
    }

    private ImmutableArray<RoleRow> RowsOf(DeviceHint hint)
    {
        if (!rowsByHint.TryGetValue((hint.Hint, hint.Text), out ImmutableArray<RoleRow> rows))
        {
            rows =
            [
                .. roles.Where(row =>
                    row.Hint == hint.Hint && row.Patterns.Any(pattern => WordMatch.Contains(hint.Text, pattern))
                ),
            ];
            rowsByHint.Add((hint.Hint, hint.Text), rows);
        }

        return rows;
    }

    private (string Type, double Confidence)? BestChild(string type, ImmutableArray<Evidence> evidence)
    {
        (string Type, double Confidence)? best = null;
        foreach (string child in language.Children(type))
        {
            double confidence = Combine(child, evidence);
            if (confidence >= Threshold && (best is null || confidence > best.Value.Confidence))
            {
                best = (child, confidence);
            }
        }

        return best;
    }

    private double Combine(string branch, ImmutableArray<Evidence> evidence) =>
        1 - Strongest(branch, evidence).Aggregate(1.0, (doubt, piece) => doubt * (1 - piece.Weight));

    // Of each piece of evidence only the strongest hint counts: a product's name fits several rows, but is one thing known.
    private IEnumerable<Evidence> Strongest(string branch, ImmutableArray<Evidence> evidence) =>
        evidence
            .Where(piece => language.IsA(piece.Type, branch))
            .GroupBy(piece => piece.Key, StringComparer.Ordinal)
            .Select(group => group.MaxBy(piece => piece.Weight))
            .OrderByDescending(piece => piece.Weight)
            .ThenBy(piece => piece.Description, StringComparer.Ordinal);

    private string Explain(string type, double confidence, ImmutableArray<Evidence> evidence)
    {
        IEnumerable<string> reasons = Strongest(type, evidence).Select(piece => piece.Description).Take(3);
        string sure = confidence.ToString("0.00", CultureInfo.InvariantCulture);
        return $"{string.Join("; ", reasons)} (confidence {sure})";
    }

    private readonly record struct Evidence(string Type, double Weight, string Key, string Description);
}
