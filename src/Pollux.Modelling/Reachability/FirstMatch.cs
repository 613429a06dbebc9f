using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Reachability;

/// <summary>Packets that one rule decides.</summary>
/// <param name="Space">The packets.</param>
/// <param name="Rule">The rule; null for the packets that no rule of the list decides.</param>
/// <param name="Doubts">
/// Rules before it that fit if their conditions hold, and would decide otherwise; in the order of the list.
/// </param>
public sealed record RuleShare(
    HeaderSpace Space,
    Sourced<FilterRule>? Rule,
    ImmutableArray<Sourced<FilterRule>> Doubts
);

/// <summary>Divides packets among the rules of a list: each packet belongs to the first active rule that fits it.</summary>
public sealed class FirstMatch
{
    // Lists that lead to each other in a circle, or through very many, are followed no further.
    private const int DeepestJump = 32;

    private readonly Dictionary<string, ImmutableArray<Entry>> lists;

    /// <summary>Prepares the rules of a device.</summary>
    public FirstMatch(IEnumerable<Sourced<FilterRule>> rules) =>
        lists = rules
            .Where(rule => rule.Value is { IsActive: true, IsForReplies: false })
            .GroupBy(rule => rule.Value.List, StringComparer.Ordinal)
            .ToDictionary(
                list => list.Key,
                list =>
                    list.OrderBy(rule => rule.Value.Order)
                        .Select(rule => new Entry(rule, HeaderCube.Of(rule.Value)))
                        .ToImmutableArray(),
                StringComparer.Ordinal
            );

    /// <summary>Divides packets that come in by one interface and go out by another.</summary>
    /// <param name="list">The list's name; one that does not exist has no rules.</param>
    /// <param name="space">The packets.</param>
    /// <param name="from">The interface that they come in by; null when rules do not ask.</param>
    /// <param name="to">The interface that they go out by; null likewise.</param>
    /// <returns>Shares that are disjoint and together are the packets given; those without a rule last.</returns>
    internal ImmutableArray<RuleShare> Divide(
        string list,
        HeaderSpace space,
        FilterInterface? from = null,
        FilterInterface? to = null
    )
    {
        List<RuleShare> decided = [];
        List<Pending> rest = Run(list, [new Pending(space, [])], new Way(from, to), decided, 0);
        decided.AddRange(rest.Select(pending => new RuleShare(pending.Space, null, pending.Doubts)));
        return [.. decided];
    }

    private List<Pending> Run(string list, List<Pending> pending, Way way, List<RuleShare> decided, int depth)
    {
        List<Pending> returned = [];
        if (depth > DeepestJump)
        {
            throw new SpaceTooLargeException();
        }

        foreach (Entry entry in lists.GetValueOrDefault(list, []))
        {
            if (pending.Count == 0)
            {
                break;
            }

            FilterRule rule = entry.Rule.Value;
            if (!Fits(rule.From, way.From) || !Fits(rule.To, way.To))
            {
                continue;
            }

            List<Pending> next = [];
            foreach (Pending part in pending)
            {
                (HeaderSpace inside, HeaderSpace outside) = part.Space.Split(entry.Cubes);
                Keep(next, outside, part.Doubts);
                if (inside.IsEmpty)
                {
                    continue;
                }

                if (!rule.Conditions.IsEmpty)
                {
                    // It may fit or not: what follows decides, and this rule is a doubt about the answer.
                    Keep(next, inside, part.Doubts.Add(entry.Rule));
                    continue;
                }

                switch (rule.Action)
                {
                    case FilterAction.Jump:
                        next.AddRange(Run(rule.Target ?? "", [part with { Space = inside }], way, decided, depth + 1));
                        break;
                    case FilterAction.Return:
                        returned.Add(part with { Space = inside });
                        break;
                    default:
                        decided.Add(new RuleShare(inside, entry.Rule, Against(rule.Action, part.Doubts)));
                        break;
                }
            }

            pending = next;
        }

        return [.. pending, .. returned];
    }

    private static void Keep(List<Pending> parts, HeaderSpace space, ImmutableArray<Sourced<FilterRule>> doubts)
    {
        if (!space.IsEmpty)
        {
            parts.Add(new Pending(space, doubts));
        }
    }

    // A rule that would decide the same is no doubt.
    private static ImmutableArray<Sourced<FilterRule>> Against(
        FilterAction action,
        ImmutableArray<Sourced<FilterRule>> doubts
    ) => doubts.IsEmpty ? doubts : doubts.RemoveAll(doubt => doubt.Value.Action == action);

    private static bool Fits(ImmutableArray<string> names, FilterInterface? place) =>
        names.IsEmpty
        || place is null
        || names.Contains(place.Name, StringComparer.Ordinal)
        || (place.Zone is { } zone && names.Contains(zone, StringComparer.Ordinal));

    private readonly record struct Entry(Sourced<FilterRule> Rule, ImmutableArray<HeaderCube> Cubes);

    private readonly record struct Pending(HeaderSpace Space, ImmutableArray<Sourced<FilterRule>> Doubts);

    private readonly record struct Way(FilterInterface? From, FilterInterface? To);
}
