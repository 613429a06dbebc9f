namespace Pollux.Simulation.Scenarios;

/// <summary>A loss in money: least plausible, most likely and most plausible figure.</summary>
public sealed record LossRange(double Low, double Likely, double High)
{
    /// <summary>The mean of the PERT distribution over the range, (low + 4 likely + high) / 6 (Malcolm et al. 1959).</summary>
    public double Mean => (Low + (4 * Likely) + High) / 6;
}
