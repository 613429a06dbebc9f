using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Changes;

/// <summary>One edition of a source with everything that it says.</summary>
/// <param name="Source">The source.</param>
/// <param name="Observations">
/// Its observations, sorted by record and, for records of one key, by content; each once. Their order has no other meaning.
/// </param>
public sealed record SourceObservations(Source Source, ImmutableArray<Observation> Observations)
{
    /// <summary>How many records of the source they stand for.</summary>
    public int Records => RecordsOf(Observations);

    /// <summary>Sorts observations and drops those that say the same under the same record key.</summary>
    /// <returns>The observations in order, and how many records those that were dropped stand for.</returns>
    internal static (ImmutableArray<Observation> Sorted, int Dropped) Normalise(
        IReadOnlyCollection<Observation> observations
    )
    {
        Observation[] sorted = [.. observations.OrderBy(observation => observation.Record, StringComparer.Ordinal)];
        ImmutableArray<Observation>.Builder kept = ImmutableArray.CreateBuilder<Observation>(sorted.Length);
        int start = 0;
        while (start < sorted.Length)
        {
            int end = start + 1;
            while (
                end < sorted.Length && string.Equals(sorted[end].Record, sorted[start].Record, StringComparison.Ordinal)
            )
            {
                end++;
            }

            AddGroup(sorted.AsSpan(start, end - start), kept);
            start = end;
        }

        return (kept.ToImmutable(), RecordsOf(sorted) - RecordsOf(kept));
    }

    /// <summary>How many records observations stand for.</summary>
    internal static int RecordsOf(IEnumerable<Observation> observations) =>
        observations.Sum(observation => observation.Records);

    private static void AddGroup(ReadOnlySpan<Observation> sameRecord, ImmutableArray<Observation>.Builder kept)
    {
        if (sameRecord.Length == 1)
        {
            kept.Add(sameRecord[0]);
            return;
        }

        SortedDictionary<string, Observation> byContent = new(StringComparer.Ordinal);
        foreach (Observation observation in sameRecord)
        {
            byContent.TryAdd(Files.TwinLines.ContentOf(observation), observation);
        }

        kept.AddRange(byContent.Values);
    }
}
