using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Pollux.Language.Distributions;

/// <summary>
/// All distributions that a time to compromise may name: the list of malc (the MAL reference compiler), with the ranges of each
/// parameter. What samples them keeps to these names.
/// </summary>
public static class DistributionSignatures
{
    private static readonly DistributionParameter Probability = new("probability", 0, Maximum: 1);
    private static readonly DistributionParameter Shape = Positive("shape");
    private static readonly DistributionParameter StandardDeviation = Positive("standardDeviation");

    /// <summary>All distributions, by name.</summary>
    public static ImmutableArray<DistributionSignature> All { get; } =
    [
        new("Bernoulli", [Probability], DistributionUse.Both),
        new("Binomial", [new("trials", 0), Probability]),
        new("Disabled", [], DistributionUse.Defenses),
        new("EasyAndCertain", []),
        new("EasyAndUncertain", []),
        new("Enabled", [], DistributionUse.Defenses),
        new("Exponential", [Positive("lambda")]),
        new("Gamma", [Shape, Positive("scale")]),
        new("HardAndCertain", []),
        new("HardAndUncertain", []),
        new("Infinity", []),
        new("LogNormal", [new("mean"), StandardDeviation]),
        new("Pareto", [Positive("min"), Shape]),
        new("TruncatedNormal", [new("mean"), StandardDeviation]),
        new("Uniform", [new("min"), new("max")]),
        new("VeryHardAndCertain", []),
        new("VeryHardAndUncertain", []),
        new("Zero", []),
    ];

    private static readonly FrozenDictionary<string, DistributionSignature> ByName = All.ToFrozenDictionary(
        signature => signature.Name,
        StringComparer.Ordinal
    );

    /// <summary>The distribution of a name; null when there is none.</summary>
    public static DistributionSignature? Find(string name) => ByName.GetValueOrDefault(name);

    private static DistributionParameter Positive(string name) => new(name, 0, IsMinimumExcluded: true);
}
