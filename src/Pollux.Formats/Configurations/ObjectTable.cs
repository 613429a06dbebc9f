using System.Collections.Immutable;
using Pollux.Formats.Input;

namespace Pollux.Formats.Configurations;

/// <summary>
/// The objects and groups of a configuration: each has items of its own and may take in others by name. Resolving one gives all
/// items below it; a circle is walked once.
/// </summary>
/// <typeparam name="T">What an object holds: intervals of addresses, services.</typeparam>
/// <param name="comparer">How names are compared.</param>
/// <param name="mostItems">How many items resolving may gather, all objects together.</param>
internal sealed class ObjectTable<T>(StringComparer comparer, int mostItems)
{
    // No device accepts deeper groups; a file that has them is not worth a deeper stack.
    private const int Deepest = 64;

    private readonly Dictionary<string, Definition> definitions = new(comparer);
    private readonly Dictionary<string, Resolved<T>> resolved = new(comparer);
    private long gathered;

    /// <summary>The names that are defined.</summary>
    public IReadOnlyCollection<string> Names => definitions.Keys;

    public bool IsDefined(string name) => definitions.ContainsKey(name);

    /// <summary>Says that a name is defined, even when nothing is in it.</summary>
    public void Define(string name) => Of(name);

    /// <summary>Forgets a name.</summary>
    public void Remove(string name) => definitions.Remove(name);

    public void Add(string name, params ReadOnlySpan<T> items) => Of(name).Items.AddRange(items);

    /// <summary>Takes another object in.</summary>
    public void AddMember(string name, string member) => Of(name).Members.Add(member);

    /// <summary>Says that what is in the object is not all that it means, and why.</summary>
    public void AddCondition(string name, string condition) => Of(name).Conditions.Add(condition);

    /// <summary>Everything below a name.</summary>
    public Resolved<T> Resolve(string name) => Resolve(name, 0, []);

    private Resolved<T> Resolve(string name, int depth, HashSet<string> open)
    {
        if (resolved.TryGetValue(name, out Resolved<T>? known))
        {
            return known;
        }

        if (!definitions.TryGetValue(name, out Definition? definition))
        {
            return new Resolved<T>([], [$"'{Excerpt.Of(name)}' is not defined"], name);
        }

        if (depth > Deepest || !open.Add(name))
        {
            return new Resolved<T>([], [$"'{Excerpt.Of(name)}' lies in a circle or too deep"], null);
        }

        List<T> items = [.. definition.Items];
        List<string> conditions = [.. definition.Conditions];
        string? undefined = null;
        foreach (string member in definition.Members)
        {
            Resolved<T> inner = Resolve(member, depth + 1, open);
            items.AddRange(inner.Items);
            conditions.AddRange(inner.Conditions);
            undefined ??= inner.Undefined;
        }

        open.Remove(name);
        gathered += items.Count;
        if (gathered > mostItems)
        {
            throw new InputLimitException($"The groups of the configuration hold more than {mostItems} members.");
        }

        Resolved<T> result = new([.. items], [.. conditions.Distinct(StringComparer.Ordinal).Take(20)], undefined);
        if (open.Count == 0)
        {
            resolved[name] = result;
        }
        else if (result.Conditions.IsEmpty)
        {
            // Without a circle below it the answer does not depend on where the walk began.
            resolved[name] = result;
        }

        return result;
    }

    private Definition Of(string name)
    {
        if (!definitions.TryGetValue(name, out Definition? definition))
        {
            definitions.Add(name, definition = new Definition([], [], []));
        }

        return definition;
    }

    private sealed record Definition(List<T> Items, List<string> Members, List<string> Conditions);
}

/// <summary>What an object holds.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Conditions">Why that is perhaps not all; empty when it is.</param>
/// <param name="Undefined">A name below it that nothing defines; null when there is none.</param>
internal sealed record Resolved<T>(ImmutableArray<T> Items, ImmutableArray<string> Conditions, string? Undefined);
