using System.Collections.Immutable;
using Pollux.Formats.Input;

namespace Pollux.Formats.Csaf;

/// <summary>What one vulnerability says to do about each product, and why a product is not affected; each list is gone through once.</summary>
internal sealed class CsafAdvice
{
    // Best remedy first (CSAF 2.0, 3.2.3.12.1).
    private static readonly ImmutableArray<string> Remedies =
    [
        "vendor_fix",
        "optional_patch",
        "mitigation",
        "workaround",
        "fix_planned",
        "no_fix_planned",
        "none_available",
    ];

    private readonly PerProduct remediations = new();
    private readonly PerProduct justifications = new();

    private CsafAdvice() { }

    /// <summary>Reads the remediations, flags and threats of a vulnerability.</summary>
    public static CsafAdvice Read(JsonItem vulnerability, CsafProducts products)
    {
        CsafAdvice advice = new();
        foreach (JsonItem remediation in vulnerability["remediations"]?.Items ?? [])
        {
            int rank = Remedies.IndexOf(remediation.Text("category") ?? "");
            if (rank >= 0)
            {
                advice.remediations.Add(rank, remediation.Text("details"), products.Concerned(remediation));
            }
        }

        // A flag's label is a word of the standard; an impact statement is prose and comes second (VEX profile, 4.5).
        foreach (JsonItem flag in vulnerability["flags"]?.Items ?? [])
        {
            advice.justifications.Add(0, flag.Text("label"), products.Concerned(flag));
        }

        foreach (JsonItem threat in vulnerability["threats"]?.Items ?? [])
        {
            if (threat.Text("category") is "impact")
            {
                advice.justifications.Add(1, threat.Text("details"), products.Concerned(threat));
            }
        }

        return advice;
    }

    /// <summary>The best remedy for a product, or null.</summary>
    public string? Remediation(string product) => remediations.Best(product);

    /// <summary>Why a product is not affected, or null.</summary>
    public string? Justification(string product) => justifications.Best(product);

    // Of each product the text of the lowest rank, the first one of that rank.
    private sealed class PerProduct
    {
        private readonly Dictionary<string, (int Rank, string Text)> best = new(StringComparer.Ordinal);
        private (int Rank, string Text)? forAll;

        public void Add(int rank, string? text, IEnumerable<string>? concerned)
        {
            if (Excerpt.OneLineOrNull(text, 500) is not { } line)
            {
                return;
            }

            if (concerned is null)
            {
                forAll = forAll is { } all && all.Rank <= rank ? forAll : (rank, line);
                return;
            }

            foreach (string product in concerned)
            {
                if (!best.TryGetValue(product, out (int Rank, string Text) known) || rank < known.Rank)
                {
                    best[product] = (rank, line);
                }
            }
        }

        public string? Best(string product) =>
            (best.TryGetValue(product, out (int Rank, string Text) own), forAll) switch
            {
                (true, { } all) when all.Rank < own.Rank => all.Text,
                (true, _) => own.Text,
                (false, { } all) => all.Text,
                _ => null,
            };
    }
}
