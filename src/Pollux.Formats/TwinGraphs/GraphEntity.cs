using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Formats.TwinGraphs;

/// <summary>An entity of a graph of twins, as NGSI-LD and DTDL have it.</summary>
/// <param name="Id">Its identifier in the graph.</param>
/// <param name="Type">Its type: of Pollux's language when <paramref name="IsOwn"/>, else of somebody else's model.</param>
/// <param name="IsOwn">True when Pollux wrote it.</param>
/// <param name="Place">Line and column.</param>
internal sealed record GraphEntity(string Id, string Type, bool IsOwn, (int Line, int Column) Place)
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its properties: names with one text each; a name stands several times when it has several.</summary>
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>What it is linked to: a role with the identifier of another entity.</summary>
    public ImmutableArray<(string Role, string Target)> Links { get; init; } = [];

    /// <summary>The identifiers that Pollux wrote.</summary>
    public ImmutableArray<Identifier> Identifiers { get; init; } = [];

    /// <summary>The entity that it is only unique within; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>How many records it stands for.</summary>
    public int Records { get; init; } = 1;

    /// <summary>The first text of the first of these properties that has one.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            foreach ((string found, string value) in Values)
            {
                if (found == name)
                {
                    return value;
                }
            }
        }

        return null;
    }
}
