using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>Refuses a request that no program may make.</summary>
internal static class EvidenceChecks
{
    public static void Check(EvidenceRequest request)
    {
        EvidenceAssumptions assumptions = request.Assumptions;
        Require(request.Histories is >= 16 and <= EvidenceRequest.MaximumHistories, request.Histories, "histories");
        Require(request.Groups is >= 2 and <= 64, request.Groups, "groups");
        Require(request.Moves is >= 1 and <= 1_000, request.Moves, "moves");
        Require(request.Sweeps is >= 0 and <= 1_000, request.Sweeps, "sweeps");
        Require(request.Alarms.Length <= EvidenceRequest.MaximumAlarms, request.Alarms.Length, "alarms");
        Require(request.ForecastDays is > 0 and < double.PositiveInfinity, request.ForecastDays, "days of forecast");
        Require(assumptions.AttackProbability is >= 0 and <= 1, assumptions.AttackProbability, "probability of attack");
        Require(
            assumptions.OtherAttackerProbability is >= 0 and <= 1,
            assumptions.OtherAttackerProbability,
            "probability of another attacker"
        );
        Require(
            assumptions.LookbackDays is > 0 and < double.PositiveInfinity,
            assumptions.LookbackDays,
            "days of look-back"
        );
        Require(assumptions.DelayDays is > 0 and < double.PositiveInfinity, assumptions.DelayDays, "days of delay");
        Require(assumptions.FalseRateShape > 0, assumptions.FalseRateShape, "shape of false alarm rates");
        SpeedBelief speed = assumptions.Speed;
        Require(speed.Spread is >= 0 and < 10, speed.Spread, "spread of speed");
        Require(speed.WideSpread >= speed.Spread && speed.WideSpread < 10, speed.WideSpread, "wide spread of speed");
        Require(speed.WideProbability is >= 0 and <= 1, speed.WideProbability, "probability of the wide spread");
        CheckFactors(assumptions.DetectionFactors, "factors on detection");
        CheckFactors(assumptions.FalseAlarmFactors, "factors on false alarms");
        foreach (SiteDetector detector in request.Detectors)
        {
            Require(detector.TruePositiveRate is >= 0 and <= 1, detector.TruePositiveRate, "true positive rate");
            Require(
                detector.FalsePositiveRate is >= 0 and < double.PositiveInfinity,
                detector.FalsePositiveRate,
                "false positive rate"
            );
            Require(detector.Coverage is >= 0 and <= 1, detector.Coverage, "coverage");
            foreach (int node in detector.Nodes)
            {
                Require((uint)node < (uint)request.Scenario.Graph.NodeCount, node, "node of a detector");
            }
        }

        foreach (DetectorAlarm alarm in request.Alarms)
        {
            Require((uint)alarm.Detector < (uint)request.Detectors.Length, alarm.Detector, "detector of an alarm");
            Require(
                alarm.DaysAgo >= 0 && alarm.DaysAgo <= assumptions.LookbackDays,
                alarm.DaysAgo,
                "age of an alarm in days"
            );
        }
    }

    private static void CheckFactors(ImmutableArray<WeightedValue> factors, string name)
    {
        Require(!factors.IsDefaultOrEmpty, factors.Length, name);
        Require(factors.Sum(factor => factor.Weight) > 0, 0, name);
        foreach (WeightedValue factor in factors)
        {
            Require(factor.Value is > 0 and < double.PositiveInfinity, factor.Value, name);
            Require(factor.Weight is >= 0 and < double.PositiveInfinity, factor.Weight, name);
        }
    }

    private static void Require<T>(bool isRight, T value, string name)
    {
        if (!isRight)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The {name} are out of range.");
        }
    }
}
