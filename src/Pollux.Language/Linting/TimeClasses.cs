using System.Collections.Immutable;
using Pollux.Language.Specification;

namespace Pollux.Language.Linting;

/// <summary>A class of times to compromise: one distribution for steps of one kind, calibrated together.</summary>
/// <param name="Name">One letter.</param>
/// <param name="Distribution">Days of work of a capable team that wants this goal.</param>
/// <param name="Use">What it is used for.</param>
public sealed record TimeClass(char Name, TtcFunction Distribution, string Use);

/// <summary>The time classes of Pollux's languages; their sources are in <c>docs/language.md</c>.</summary>
public static class TimeClasses
{
    /// <summary>All classes, quickest median first.</summary>
    public static ImmutableArray<TimeClass> All { get; } =
    [
        new('S', Exponential(100), "a scripted action, flood, stop or implant"),
        new('H', Exponential(50), "one hands-on hop"),
        new('U', Exponential(8), "a user acts on a lure"),
        new('E', Exponential(5), "a privilege or directory path, a layer-2 position"),
        new('C', LogNormal(0, 1.5), "cracking a service ticket"),
        new('P', Exponential(0.5), "staging encryption"),
        new('L', LogNormal(0.7, 0.9), "understanding a loop from the stolen twin"),
        new('B', Exponential(0.3), "moving bulk data"),
        new('D', LogNormal(1.1, 1), "adapting an exploit, guessing online, radio, media, an update's release"),
        new('R', Exponential(0.1), "waiting for a drive-by"),
        new('K', LogNormal(2, 0.9), "understanding a loop from project files"),
        new('W', LogNormal(3.4, 0.9), "understanding a loop by watching; an implant in firmware or a project"),
        new('X', LogNormal(5, 0.8), "an own zero-day, taking over a supplier"),
    ];

    /// <summary>Reads a time as a class and the probability that the step succeeds at all.</summary>
    /// <param name="ttc">As written in the language; null means that the step takes no time.</param>
    /// <returns>Null when it is in no class; the class is null when the step takes no time.</returns>
    public static (double Probability, TimeClass? Class)? Classify(TtcExpression? ttc) =>
        ttc switch
        {
            null => (1, null),
            TtcFunction { Name: "Zero" } => (1, null),
            TtcFunction function => Find(function) is { } found ? (1, found) : null,
            TtcBinary(TtcOperator.Multiplication, TtcFunction left, TtcFunction right) => Gated(left, right)
                ?? Gated(right, left),
            _ => null,
        };

    private static (double, TimeClass?)? Gated(TtcFunction gate, TtcFunction time) =>
        gate is { Name: "Bernoulli", Arguments: [double probability] } && Find(time) is { } found
            ? (probability, found)
            : null;

    private static TimeClass? Find(TtcFunction function) => All.FirstOrDefault(c => c.Distribution.Equals(function));

    private static TtcFunction Exponential(double rate) => new("Exponential", [rate]);

    private static TtcFunction LogNormal(double mu, double sigma) => new("LogNormal", [mu, sigma]);
}
