using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Agents;

/// <summary>Things that each happen with the same probability in each turn, independently.</summary>
/// <param name="Rate">The probability, above 0.</param>
/// <param name="Members">The things, ascending.</param>
internal sealed record RareGroup(double Rate, ImmutableArray<int> Members)
{
    private const long LongestGap = 1_000_000_000_000_000;

    // By how much the logarithm of a uniform number is multiplied to become the number of failures before a success.
    private readonly double gapFactor = 1 / NearOne.LogOfOnePlus(-Rate);

    /// <summary>Draws how many failures come before the next success; by inversion. Of a rate of 1 the factor is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Gap(ref StepChance chance)
    {
        double gap = Math.Log(chance.NextUniform()) * gapFactor;
        return gap < LongestGap ? (long)gap : LongestGap;
    }
}

/// <summary>
/// Draws which of many rare things happen, turn after turn, without a draw for each that does not: the number of trials until the next
/// success is geometric, and carrying the rest over to the next turn changes nothing, as trials have no memory.
/// </summary>
internal sealed class RareEvents(ImmutableArray<RareGroup> groups)
{
    private readonly long[] until = new long[groups.Length];
    private StepChance chance;

    /// <summary>Gathers things of one rate; those of rate 0 are left out.</summary>
    /// <param name="rates">The rate of each thing, by its number.</param>
    public static ImmutableArray<RareGroup> GroupsOf(IEnumerable<double> rates) =>
        [
            .. rates
                .Select((rate, thing) => (rate, thing))
                .Where(pair => pair.rate > 0)
                .GroupBy(pair => pair.rate, pair => pair.thing)
                .OrderBy(group => group.Key)
                .Select(group => new RareGroup(group.Key, [.. group])),
        ];

    /// <summary>Begins an episode.</summary>
    public void Begin(StepChance stream)
    {
        chance = stream;
        for (int group = 0; group < until.Length; group++)
        {
            until[group] = groups[group].Gap(ref chance);
        }
    }

    /// <summary>
    /// Writes what happens in one turn, each thing at most once.
    /// </summary>
    /// <returns>How many.</returns>
    public int Turn(Span<int> happened)
    {
        int count = 0;
        for (int group = 0; group < until.Length; group++)
        {
            ImmutableArray<int> members = groups[group].Members;
            long next = until[group];
            while (next < members.Length)
            {
                happened[count++] = members[(int)next];
                next += 1 + groups[group].Gap(ref chance);
            }

            until[group] = next - members.Length;
        }

        return count;
    }
}
