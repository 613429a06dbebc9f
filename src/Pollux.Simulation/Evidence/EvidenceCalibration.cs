using System.Collections.Immutable;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// Simulates attacks, shows the alarms alone to <see cref="EvidenceRun"/>, and compares its answers with what is known to have happened.
/// </summary>
public static class EvidenceCalibration
{
    /// <summary>The horizons that are asked for, days from now.</summary>
    public static ImmutableArray<double> Horizons { get; } = [0, 1.0 / 24, 8.0 / 24, 1, 7];

    // Whether it did what is nearly certain or nearly impossible anyway is no question.
    private const double LeastOpen = 0.05;
    private const int TriesPerQuestion = 40;

    /// <summary>Tries answers out.</summary>
    /// <param name="request">The site; its alarms are not looked at.</param>
    /// <param name="world">The world in which attacks are simulated.</param>
    /// <param name="cases">How many cases, 1 or more; one in four is none of an attack.</param>
    /// <param name="questions">How many questions for each attack, 1 or more.</param>
    /// <param name="seed">Decides the cases.</param>
    /// <param name="cancellationToken">Stops between cases.</param>
    public static CalibrationResult Run(
        EvidenceRequest request,
        CalibrationWorld world,
        int cases,
        int questions,
        ulong seed,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(questions, 1);
        request = WithoutKnowing(request, world);
        int quiet = (cases + 2) / 3;
        SimulatedSite site = new(request, world, seed);
        CalibrationCase[] results = new CalibrationCase[cases + quiet];
        int threads = request.Scenario.Request.Threads;
        Parallel.For(
            0,
            results.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            },
            i => results[i] = Try(request, site, i, i < cases, questions, seed, cancellationToken)
        );
        return new CalibrationResult(world, [.. results]);
    }

    /// <summary>The worlds of a calibration: the one that is assumed, and others that the answers were not made for.</summary>
    /// <param name="request">The site.</param>
    /// <param name="others">Who else may attack, one world for each.</param>
    public static ImmutableArray<CalibrationWorld> Worlds(
        EvidenceRequest request,
        ImmutableArray<AttackerProfile> others
    )
    {
        string? dead = MostInformativeKind(request);
        return
        [
            CalibrationWorld.AsAssumed,
            new CalibrationWorld("times to compromise times 3") { TimeFactor = 3 },
            new CalibrationWorld("true positives halved, false alarms doubled")
            {
                TruePositiveFactor = 0.5,
                FalsePositiveFactor = 2,
            },
            .. dead is null ? [] : (CalibrationWorld[])[new($"no {dead} works") { DeadKind = dead }],
            .. others.Select(other => new CalibrationWorld($"attacker: {other.Name}") { Attacker = other }),
        ];
    }

    /// <summary>
    /// The kind of detectors that tells most about attacks: by how many of its alarms one leads to, each counted by how rare it is otherwise.
    /// </summary>
    public static string? MostInformativeKind(EvidenceRequest request)
    {
        const int samples = 200;
        SimulatedSite site = new(request, CalibrationWorld.AsAssumed, 1);
        double[] performed = new double[request.Detectors.Length];
        for (uint sample = 0; sample < samples; sample++)
        {
            double[] times = site.Simulate(sample, isAttacked: true).Times;
            for (int i = 0; i < performed.Length; i++)
            {
                performed[i] += request.Detectors[i].Nodes.Any(node => times[node] <= 0) ? 1.0 / samples : 0;
            }
        }

        return request
            .Detectors.Select((detector, i) => (detector.Kind, Weight: performed[i] * Weight(request, detector)))
            .GroupBy(pair => pair.Kind, StringComparer.Ordinal)
            .OrderByDescending(kind => kind.Sum(pair => pair.Weight))
            .ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;
    }

    private static double Weight(EvidenceRequest request, SiteDetector detector)
    {
        double falseAlarms = Math.Max(1e-6, detector.FalsePositiveRate * request.Assumptions.LookbackDays);
        return detector.TruePositiveRate * Math.Log(1 + (detector.TruePositiveRate / falseAlarms));
    }

    // An attacker whom the answers are not made for must not be among those whom they reckon with.
    private static EvidenceRequest WithoutKnowing(EvidenceRequest request, CalibrationWorld world) =>
        request with
        {
            Assumptions = request.Assumptions with
            {
                OtherAttackers = [.. request.Assumptions.OtherAttackers.Where(other => other != world.Attacker)],
            },
        };

    private static CalibrationCase Try(
        EvidenceRequest request,
        SimulatedSite site,
        int number,
        bool isAttacked,
        int questions,
        ulong seed,
        CancellationToken cancellationToken
    )
    {
        SimulatedCase truth = site.Simulate((uint)number, isAttacked);
        EvidenceResult result = EvidenceRun.Run(
            request with
            {
                Alarms = truth.Alarms,
                ForecastDays = Horizons[^1],
                Scenario = request.Scenario with { Request = request.Scenario.Request with { Threads = 1 } },
            },
            cancellationToken
        );
        return new CalibrationCase(
            isAttacked,
            result.UnderAttack.Value,
            result.Fit,
            result.LogProbability,
            truth.Alarms.Length,
            result.Stages,
            result.After.Effective,
            isAttacked ? [.. Ask(result, truth, number, questions, seed)] : []
        );
    }

    // One half of the questions is any that is open before the evidence, the other half one that is still open after it, where there is one:
    // else nearly all predictions would be nearly 0 or 1, and say little of those in between.
    private static IEnumerable<Prediction> Ask(
        EvidenceResult result,
        SimulatedCase truth,
        int number,
        int questions,
        ulong seed
    )
    {
        StepChance chance = new(seed, (uint)number, StepKey.OfName("questions of a case"));
        int[] nodes =
        [
            .. Enumerable
                .Range(0, truth.Times.Length)
                .Where(node => result.Request.Scenario.Graph.StepOf(node).IsAttackStep),
        ];
        int left = TriesPerQuestion * questions;
        for (int asked = 0; asked < questions && left > 0; left--)
        {
            int node = nodes[(int)(chance.NextUniform() * nodes.Length)];
            double days = Horizons[(int)(chance.NextUniform() * Horizons.Length)];
            double prior = result.Before.ShareBy(node, days);
            if (!IsOpen(prior, LeastOpen))
            {
                continue;
            }

            double probability = result.After.ShareBy(node, days);
            if (asked % 2 == 1 && left > TriesPerQuestion && !IsOpen(probability, 2 * LeastOpen))
            {
                continue;
            }

            asked++;
            yield return new Prediction(number, probability, prior, truth.Times[node] <= days);
        }
    }

    private static bool IsOpen(double probability, double least) => probability >= least && probability <= 1 - least;
}
