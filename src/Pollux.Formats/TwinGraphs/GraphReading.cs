using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.TwinGraphs;

/// <summary>Counts what becomes of the records of a graph, and puts the document together.</summary>
/// <param name="format">The format's short name.</param>
/// <param name="rules">What it complains with.</param>
/// <param name="diagnostics">Gets the complaints.</param>
/// <param name="limits">What is read at most.</param>
internal sealed class GraphReading(string format, GraphRules rules, DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly Dictionary<string, GraphEntity> entities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> ignoredBy = new(StringComparer.Ordinal);
    private DateTimeOffset? newest;
    private int received;
    private int refused;

    /// <summary>Counts a record.</summary>
    public void Count()
    {
        if (++received > limits.Records)
        {
            throw new InputLimitException($"There are more than {limits.Records} objects.");
        }
    }

    /// <summary>Keeps an entity; one whose identifier was there before is refused.</summary>
    public void Keep(GraphEntity entity)
    {
        if (!entities.TryAdd(entity.Id, entity))
        {
            Refuse(entity.Place, "An object with this identifier stands in it before.", entity.Id);
        }
    }

    /// <summary>The entity with an identifier; null when there is none so far.</summary>
    public GraphEntity? Find(string id) => entities.GetValueOrDefault(id);

    /// <summary>Puts another version of an entity in its place.</summary>
    public void Change(GraphEntity entity) => entities[entity.Id] = entity;

    /// <summary>Counts a record that says nothing.</summary>
    public void Ignore(string why, int count = 1) => ignoredBy[why] = ignoredBy.GetValueOrDefault(why) + count;

    /// <summary>Counts a record that cannot be used.</summary>
    public void Refuse((int Line, int Column) place, string why, string? record = null)
    {
        refused++;
        diagnostics.Add(rules.Unidentified, why, place.Line, place.Column, record: record);
    }

    /// <summary>Takes note of when something was true.</summary>
    public void Note(string? text)
    {
        if (InputTime.Utc(text) is { } at)
        {
            newest = newest is null || at > newest ? at : newest;
        }
    }

    /// <summary>The document; null when there is no record in it.</summary>
    /// <param name="scope">Where the identifiers are unique.</param>
    public ImportedDocument? Finish(string scope)
    {
        if (received == 0)
        {
            diagnostics.Add(rules.Nothing, "There is no object in it that is one of the format's.");
            return null;
        }

        TwinGraph graph = new(scope, entities.Values);
        ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
        foreach (GraphEntity entity in entities.Values)
        {
            if (!graph.IsWhole(entity))
            {
                for (int record = 0; record < entity.Records; record++)
                {
                    Refuse(entity.Place, "What it is part of is not in the file.", entity.Id);
                }
            }
            else if (graph.Read(entity) is { } observation)
            {
                observations.Add(observation);
            }
            else
            {
                Ignore(
                    $"neither devices nor pieces of the process ({Excerpt.OneLine(entity.Type, 60)})",
                    entity.Records
                );
            }
        }

        foreach ((string why, int count) in ignoredBy)
        {
            diagnostics.Add(rules.NotForTwin, $"{count} of them: {why}.");
        }

        string ids = string.Join(", ", entities.Keys.Order(StringComparer.Ordinal).Take(50));
        Source source = new(
            format,
            ids.Length > 0 ? $"graph of {Excerpt.OneLine(ids, 1_000)}" : "types",
            newest?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "undated",
            newest,
            IsComplete: false
        );
        return new ImportedDocument(source, observations.ToImmutable(), ignoredBy.Values.Sum(), refused);
    }
}

/// <summary>What is said of a graph that cannot be read.</summary>
/// <param name="Nothing">No object in it.</param>
/// <param name="Unidentified">An object that cannot be used.</param>
/// <param name="NotForTwin">Objects that say nothing for a twin.</param>
internal sealed record GraphRules(DiagnosticRule Nothing, DiagnosticRule Unidentified, DiagnosticRule NotForTwin);
