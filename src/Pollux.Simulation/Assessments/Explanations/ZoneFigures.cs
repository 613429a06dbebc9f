using System.Collections.Immutable;
using Pollux.Twin.Assets;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>The figures of zones.</summary>
internal static class ZoneFigures
{
    public static ImmutableArray<FigureRule> Rules { get; } =
    [
        new(
            "/zones/*/level",
            "zone:{0}.level",
            scope =>
                Account(
                    scope,
                    "Level",
                    Of(scope).Level is { } level ? FigureScope.Number(level) : "not said",
                    "The zone's IEC 62443 or Purdue level, 0 to 5.",
                    "As the site description says."
                )
        ),
        new(
            "/zones/*/devices",
            "zone:{0}.devices",
            scope =>
                Account(
                    scope,
                    "Devices",
                    $"{Of(scope).Devices}",
                    "Devices of the model that stand in the zone.",
                    "Counted: a device stands in the zone that it is linked to, a part in that of what it belongs to."
                )
        ),
        new(
            "/zones/*/reached",
            "zone:{0}.reached",
            scope =>
                Account(
                    scope,
                    "Foothold",
                    AssessmentText.Percent(Of(scope).Reached),
                    $"The share of simulated attacks in which the attacker, within {scope.Horizon}, can send traffic in the zone, or reads, changes or stops something on a device that stands in it.",
                    scope.Wilson(Of(scope).Reached)
                )
        )
        {
            Leaves = FigureRule.OfEstimate,
        },
        new(
            "/zones/*/medianDays",
            "zone:{0}.median",
            scope =>
                Account(
                    scope,
                    "Half by",
                    AssessmentText.Time(Of(scope).MedianDays, scope.Run.HorizonDays),
                    "The time within which half of all simulated attacks had a foothold there, those that never had included.",
                    Of(scope).MedianDays is { } days
                        ? $"the {Math.Ceiling((scope.Run.Samples / 2.0) - 1e-9):0}th smallest of {scope.Run.Samples} times: {FigureScope.Number(days)} days"
                        : $"fewer than half of {scope.Run.Samples} attacks got there within {scope.Horizon}"
                )
        ),
        new(
            "/zones/*/lossThrough",
            "zone:{0}.lossThrough",
            scope =>
                Account(
                    scope,
                    "Loss that leads through it",
                    Of(scope).LossThrough is { } loss ? scope.Money(loss) : "unknown",
                    "The expected loss of the crown jewels whose most likely path leads through the zone. Zones on one path count it each.",
                    string.Join(
                        " + ",
                        scope
                            .Assessment.Jewels.Where(jewel =>
                                jewel.Path is { } path
                                && path.Hops.Any(hop =>
                                    string.Equals(hop.Zone, Of(scope).Name, StringComparison.Ordinal)
                                )
                            )
                            .Select(jewel => $"{FigureScope.Number(jewel.ExpectedLoss?.Value ?? 0)} ({jewel.Title})")
                            .DefaultIfEmpty("0: no such path leads through it")
                    )
                )
        ),
    ];

    private static ZoneResult Of(FigureScope scope) => scope.Assessment.Zones[scope.At[0]];

    private static FigureAccount Account(
        FigureScope scope,
        string words,
        string value,
        string meaning,
        string formula
    ) =>
        new($"{words}: zone {Of(scope).Name}", value, meaning, formula)
        {
            RestsOn = [.. scope.SaidOf(Of(scope).Name, Properties.Level, Properties.Network)],
            Assumptions = scope.AttackAssumptions(),
            Changes = ["Conduits that are closed or narrowed in the site description; the mitigations of the list."],
        };
}
