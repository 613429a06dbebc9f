namespace Pollux.Knowledge.Calibration;

/// <summary>How far a vulnerability applies to one product of the twin: what a match adds to the facts.</summary>
/// <param name="Patched">Probability that this product does not have the flaw (any more), 0 to 1.</param>
/// <param name="PatchedReason">Why, as one sentence.</param>
/// <param name="Shielded">
/// Probability that the flaw is there but cannot be reached: 1 when a VEX statement says not affected, else the tested share
/// of a virtual patch, 0 when there is none.
/// </param>
/// <param name="ShieldedReason">Why, as one sentence.</param>
public sealed record Applicability(double Patched, string PatchedReason, double Shielded, string ShieldedReason)
{
    /// <summary>The product surely has the flaw and nothing shields it.</summary>
    public static Applicability Certain { get; } =
        new(0, "The version is taken to be affected.", 0, "Nothing is known to shield it.");
}
