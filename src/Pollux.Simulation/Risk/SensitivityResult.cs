using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Risk;

/// <summary>
/// Which assumptions move the answer most (a tornado): each alone at the low and the high end of its range, everything else as it is, with the same
/// chance, so that the difference is the assumption and not luck.
/// </summary>
/// <param name="Answer">What is asked, in words: the expected annual loss, or, without money, the expected number of crown jewels lost.</param>
/// <param name="Base">The answer with every assumption at its best guess.</param>
/// <param name="Bars">The assumptions that move it, the greatest swing first.</param>
/// <param name="Assumptions">How many assumptions there are.</param>
/// <param name="Screened">How many first attacks each was tried on before the ones listed were tried on all.</param>
public sealed record SensitivityResult(
    string Answer,
    double Base,
    ImmutableArray<SensitivityBar> Bars,
    int Assumptions,
    int Screened
);

/// <summary>What one assumption does to the answer.</summary>
/// <param name="Id">The assumption's id, stable over runs.</param>
/// <param name="Words">What it is.</param>
/// <param name="Basis">What its best guess and its range rest on.</param>
/// <param name="Low">The low end of its range, in words: <c>a third</c>, <c>off</c>, <c>12 %</c>.</param>
/// <param name="High">The high end.</param>
/// <param name="AtLow">The answer at the low end.</param>
/// <param name="AtHigh">The answer at the high end.</param>
/// <param name="Swing">The answer at the high end less that at the low end; negative where more of it means less risk.</param>
public sealed record SensitivityBar(
    string Id,
    string Words,
    string Basis,
    string Low,
    string High,
    double AtLow,
    double AtHigh,
    Estimate Swing
);
