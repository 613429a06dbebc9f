using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Risk;

/// <summary>
/// Risk in money over a year, after Open FAIR (The Open Group, Risk Taxonomy O-RT 3.0 and Risk Analysis O-RA 2.0): how often attacks begin, which
/// share of them causes which loss, and how large such a loss is, simulated year by year.
/// </summary>
/// <param name="Frequency">How many attacks begin in a year.</param>
/// <param name="Years">How many years were simulated.</param>
/// <param name="ExpectedAnnualLoss">The mean loss of a year: attacks in a year times the expected loss of one.</param>
/// <param name="AnyLoss">Probability that a year brings any loss.</param>
/// <param name="Median">Half of all years lose no more.</param>
/// <param name="P90">Nine of ten years lose no more.</param>
/// <param name="P95">19 of 20 years lose no more.</param>
/// <param name="P99">99 of 100 years lose no more.</param>
/// <param name="Worst">The greatest loss of any simulated year.</param>
/// <param name="Appetite">The greatest loss in a year that the site accepts; null when it does not say.</param>
/// <param name="AboveAppetite">Probability that a year loses more than that; null likewise.</param>
/// <param name="Curve">The loss exceedance curve: by loss, rising; the probability falls.</param>
/// <param name="Contributions">What each loss contributes, the greatest first.</param>
public sealed record RiskResult(
    AttackFrequency Frequency,
    int Years,
    Estimate ExpectedAnnualLoss,
    Estimate AnyLoss,
    Estimate Median,
    Estimate P90,
    Estimate P95,
    Estimate P99,
    double Worst,
    double? Appetite,
    Estimate? AboveAppetite,
    ImmutableArray<ExceedancePoint> Curve,
    ImmutableArray<LossContribution> Contributions
);

/// <summary>One point of a loss exceedance curve.</summary>
/// <param name="Loss">A loss in a year.</param>
/// <param name="Probability">Probability that a year loses more.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record ExceedancePoint(double Loss, double Probability, double Low, double High);

/// <summary>What one loss contributes to the risk of a year.</summary>
/// <param name="Name">The loss's name.</param>
/// <param name="Jewels">The crown jewels that cause it, in words.</param>
/// <param name="PerAttack">Probability that one attack causes it.</param>
/// <param name="Range">What it costs when it comes true.</param>
/// <param name="ExpectedAnnualLoss">Its part of the mean loss of a year; the parts add up to the whole.</param>
/// <param name="Share">Its share of the mean loss of a year, 0 to 1.</param>
/// <param name="ShareInBadYears">Its share of what the worst tenth of the years loses, 0 to 1.</param>
public sealed record LossContribution(
    string Name,
    ImmutableArray<string> Jewels,
    Estimate PerAttack,
    Scenarios.LossRange Range,
    Estimate ExpectedAnnualLoss,
    double Share,
    double ShareInBadYears
);
