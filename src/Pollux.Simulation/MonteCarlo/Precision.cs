using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>When a run may stop: the 95 % intervals of some steps' probabilities are narrow enough.</summary>
/// <param name="HalfWidth">Half the widest interval that is good enough, above 0.</param>
/// <param name="Steps">The steps; empty for every attack step.</param>
/// <remarks>
/// Looked at after 512 samples and then each time that there are a quarter more, whatever the number of threads, so that the same request stops
/// at the same sample everywhere. The rule looks at the width alone, not at the estimate, so it favours no answer.
/// </remarks>
public sealed record Precision(double HalfWidth, ImmutableArray<int> Steps)
{
    // A whole number of batches, as every step to the next look is.
    private const int First = 32 * MonteCarloRun.BatchSize;

    /// <summary>After how many samples a request is looked at, ascending; the last is all of them.</summary>
    internal static IEnumerable<int> Checkpoints(SimulationRequest request)
    {
        if (request.Precision is not null)
        {
            for (
                int checkpoint = First;
                checkpoint < request.Samples;
                checkpoint += checkpoint / 4 / MonteCarloRun.BatchSize * MonteCarloRun.BatchSize
            )
            {
                yield return checkpoint;
            }
        }

        yield return request.Samples;
    }

    /// <summary>True when every interval is narrow enough.</summary>
    internal bool IsReached(int samples, Func<int, int> reachedOf, AttackGraph graph)
    {
        IEnumerable<int> steps = Steps.IsEmpty
            ? Enumerable.Range(0, graph.NodeCount).Where(node => graph.StepOf(node).IsAttackStep)
            : Steps;
        return steps.All(step => HalfWidthOf(reachedOf(step), samples) <= HalfWidth);
    }

    private static double HalfWidthOf(int reached, int samples)
    {
        ProportionInterval interval = ProportionInterval.Wilson(reached, samples);
        return (interval.High - interval.Low) / 2;
    }
}
