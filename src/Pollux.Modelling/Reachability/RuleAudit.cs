using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Reachability;

/// <summary>A rule that can never decide, because rules before it take every packet that it fits.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="By">The rules that take its packets, in the order of the list.</param>
/// <param name="IsContradicted">True when at least one of them does otherwise: the rule does not do what it seems to do.</param>
public sealed record ShadowedRule(
    Sourced<FilterRule> Rule,
    ImmutableArray<Sourced<FilterRule>> By,
    bool IsContradicted
);

/// <summary>Looks for rules that do nothing, or too much.</summary>
public static class RuleAudit
{
    /// <summary>
    /// The rules that can never decide. Exact for what a packet's head decides; rules with conditions, and those that lead to
    /// other lists, take nothing away from the rules after them.
    /// </summary>
    /// <param name="rules">The rules of a device.</param>
    /// <returns>In the order of the rules; a rule whose packets have too many parts is left out.</returns>
    public static ImmutableArray<ShadowedRule> Shadowed(IEnumerable<Sourced<FilterRule>> rules) =>
        [
            .. rules
                .Where(rule => rule.Value is { IsActive: true, IsForReplies: false })
                .GroupBy(rule => rule.Value.List, StringComparer.Ordinal)
                .OrderBy(list => list.Key, StringComparer.Ordinal)
                .SelectMany(list => ShadowedIn([.. list.OrderBy(rule => rule.Value.Order)])),
        ];

    private static IEnumerable<ShadowedRule> ShadowedIn(Sourced<FilterRule>[] rules)
    {
        List<(Sourced<FilterRule> Rule, ImmutableArray<HeaderCube> Cubes)> before = new(rules.Length);
        foreach (Sourced<FilterRule> rule in rules)
        {
            ImmutableArray<HeaderCube> cubes = HeaderCube.Of(rule.Value);
            if (!cubes.IsEmpty && Cover(rule, cubes, before) is { } shadowed)
            {
                yield return shadowed;
            }

            if (rule.Value.Conditions.IsEmpty && rule.Value.Action != FilterAction.Jump)
            {
                before.Add((rule, cubes));
            }
        }
    }

    private static ShadowedRule? Cover(
        Sourced<FilterRule> rule,
        ImmutableArray<HeaderCube> cubes,
        List<(Sourced<FilterRule> Rule, ImmutableArray<HeaderCube> Cubes)> before
    )
    {
        ImmutableArray<Sourced<FilterRule>>.Builder by = ImmutableArray.CreateBuilder<Sourced<FilterRule>>();
        try
        {
            // The cubes of one rule may overlap; those of a space may not.
            HeaderSpace rest = HeaderSpace.Of(HeaderCube.Any).Split(cubes).Inside;
            foreach ((Sourced<FilterRule> earlier, ImmutableArray<HeaderCube> taken) in before)
            {
                if (!Includes(earlier.Value.From, rule.Value.From) || !Includes(earlier.Value.To, rule.Value.To))
                {
                    continue;
                }

                (HeaderSpace inside, HeaderSpace outside) = rest.Split(taken);
                if (!inside.IsEmpty)
                {
                    by.Add(earlier);
                    rest = outside;
                }

                if (rest.IsEmpty)
                {
                    return new ShadowedRule(
                        rule,
                        by.ToImmutable(),
                        by.Any(other => other.Value.Action != rule.Value.Action)
                    );
                }
            }
        }
        catch (SpaceTooLargeException)
        {
            return null;
        }

        return null;
    }

    private static bool Includes(ImmutableArray<string> wider, ImmutableArray<string> narrower) =>
        wider.IsEmpty || (!narrower.IsEmpty && narrower.All(name => wider.Contains(name, StringComparer.Ordinal)));
}
