using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Fidelity;

/// <summary>The judgements behind the figures, in one place; <c>docs/fidelity.md</c> shows them.</summary>
public static class FidelityScale
{
    /// <summary>After so many days what was seen counts half: plants are scanned once a quarter at best.</summary>
    public const double HalfLifeDays = 90;

    /// <summary>From 0 to 1 for an age in days.</summary>
    public static double FreshnessOf(double days) => Math.Pow(0.5, Math.Max(0, days) / HalfLifeDays);

    /// <summary>
    /// How sure an identifier of this kind tells one device from all others: what a maker or a directory assigned hardly fails, an address is
    /// given to the next device tomorrow.
    /// </summary>
    public static double SurenessOf(IdentifierKind kind) =>
        kind switch
        {
            IdentifierKind.AssignedId => 1,
            IdentifierKind.Serial => 1,
            IdentifierKind.Mac => 0.95,
            IdentifierKind.Fqdn => 0.9,
            IdentifierKind.Product => 0.5,
            IdentifierKind.Name => 0.8,
            IdentifierKind.HostName => 0.7,
            _ => 0.4,
        };

    /// <summary>The same of several identifiers: that of the surest; 0 for none.</summary>
    public static double SurenessOf(ImmutableArray<Identifier> identifiers) =>
        identifiers.IsEmpty ? 0 : identifiers.Max(identifier => SurenessOf(identifier.Kind));
}
