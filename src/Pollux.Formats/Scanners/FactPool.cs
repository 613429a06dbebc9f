using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Scanners;

/// <summary>
/// One object for all properties that are equal: the same ports, protocols and products come with every host of a scan, and what is
/// understood of a large one must fit into memory. Keeps a bounded number.
/// </summary>
internal sealed class FactPool
{
    private const int MostKept = 100_000;
    private readonly Dictionary<(string Name, string Value), PropertyFact> known = [];

    /// <summary>The same observation with properties that others share.</summary>
    public Observation Share(Observation observation) =>
        observation with
        {
            Statements = ImmutableArray.CreateRange(observation.Statements, Share),
        };

    private Statement Share(Statement statement)
    {
        if (statement is not AssetStatement { Facts.Length: > 0 } asset)
        {
            return statement;
        }

        Fact[] facts = new Fact[asset.Facts.Length];
        for (int index = 0; index < facts.Length; index++)
        {
            facts[index] = asset.Facts[index] is PropertyFact property ? Share(property) : asset.Facts[index];
        }

        return asset with
        {
            Facts = ImmutableCollectionsMarshal.AsImmutableArray(facts),
        };
    }

    private PropertyFact Share(PropertyFact property)
    {
        if (known.TryGetValue((property.Name, property.Value), out PropertyFact? same))
        {
            return same;
        }

        if (known.Count < MostKept)
        {
            known.Add((property.Name, property.Value), property);
        }

        return property;
    }
}
