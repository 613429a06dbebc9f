using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Iptables;

/// <summary>Makes rules of the lines of the table <c>filter</c>, once all chains and interfaces are known.</summary>
internal sealed class IptablesChains(
    LineAccount account,
    IReadOnlySet<(string Table, string Chain)> chains,
    IReadOnlyDictionary<string, FilterInterface> interfaces
)
{
    private readonly Dictionary<string, int> orders = new(StringComparer.Ordinal);

    public ImmutableArray<FilterRule> Finish(
        IReadOnlyList<(ConfigurationLine Line, string Chain, IptablesMatch Match)> lines
    )
    {
        HashSet<string> ofOthers = ReachedFrom(lines, ["FORWARD", "INPUT"]);
        HashSet<string> ofOwn = ReachedFrom(lines, ["OUTPUT"]);
        Dictionary<string, int> last = lines
            .GroupBy(entry => entry.Chain, StringComparer.Ordinal)
            .ToDictionary(chain => chain.Key, chain => chain.Max(entry => entry.Line.Number), StringComparer.Ordinal);
        ImmutableArray<FilterRule>.Builder rules = ImmutableArray.CreateBuilder<FilterRule>();
        foreach ((ConfigurationLine line, string chain, IptablesMatch match) in lines)
        {
            if (!chains.Contains(("filter", chain)) && chain is not ("FORWARD" or "INPUT" or "OUTPUT"))
            {
                account.Refuse(line, $"no line defines the chain '{Excerpt.Of(chain)}'");
            }
            else if (match.Target is null)
            {
                account.Ignore(line, "counters");
            }
            else if (match.Target is "LOG" or "NFLOG" or "ULOG" or "TRACE")
            {
                account.Ignore(line, "logging");
            }
            else if (match.Target is "MARK" or "CONNMARK" or "TCPMSS" or "SET" or "CT")
            {
                account.Ignore(line, "link");
            }
            else if (ofOwn.Contains(chain) && !ofOthers.Contains(chain))
            {
                account.Ignore(line, "sent by the device itself");
            }
            else if (ToRule(line, chain, match, last[chain] == line.Number) is { } rule)
            {
                account.Understand();
                rules.Add(rule);
            }
        }

        return rules.ToImmutable();
    }

    private FilterRule? ToRule(ConfigurationLine line, string chain, IptablesMatch match, bool isLast)
    {
        FilterAction? action = match.Target switch
        {
            "ACCEPT" => FilterAction.Permit,
            "DROP" or "REJECT" => FilterAction.Deny,
            "RETURN" => FilterAction.Return,
            { } target when chains.Contains(("filter", target)) => FilterAction.Jump,
            _ => null,
        };
        if (action is null)
        {
            account.Refuse(line, $"what the target '{Excerpt.Of(match.Target!)}' does is not known");
            return null;
        }

        // Coming back from the last rule of a chain is coming back from the chain.
        if (match.IsGoto && !isLast)
        {
            account.Refuse(line, "going to a chain without coming back is not modelled");
            return null;
        }

        List<string> conditions = [.. match.Conditions];
        if (match.IsForOwnAddress && chain != "INPUT")
        {
            conditions.Add("for an address of the device itself");
        }

        ImmutableArray<string> from = Names(match.In, "in", conditions);
        ImmutableArray<string> to = Names(match.Out, "out", conditions);
        if (conditions.Count > 0)
        {
            account.Diagnostics.Add(
                ConfigurationRules.Conditional,
                $"The rule of '{Excerpt.Of(chain)}' fits only where this holds: {Excerpt.Of(string.Join("; ", conditions))}.",
                line.Number
            );
        }

        orders[chain] = orders.GetValueOrDefault(chain) + 1;
        return new FilterRule(
            chain,
            orders[chain],
            action.Value,
            match.Sources,
            match.Destinations,
            match.Services,
            line.Number,
            line.Short
        )
        {
            Name = match.Comment is null ? null : Excerpt.OneLineOrNull(match.Comment, 100),
            From = from,
            To = to,
            Target = action == FilterAction.Jump ? match.Target : null,
            Conditions = [.. conditions],
            IsForReplies = match.IsForReplies,
        };
    }

    // A name that several interfaces may have means those that the rules name; where none is known, it is a condition.
    private ImmutableArray<string> Names(InterfaceName? name, string way, List<string> conditions)
    {
        if (name is null || name is { Name: "+", IsNegated: false })
        {
            return [];
        }

        ImmutableArray<string> known = [.. interfaces.Keys.Where(name.Fits).Order(StringComparer.Ordinal)];
        if (known.IsEmpty)
        {
            conditions.Add($"{way} by {(name.IsNegated ? "any but " : "")}{name.Name}");
        }

        return known;
    }

    private static HashSet<string> ReachedFrom(
        IReadOnlyList<(ConfigurationLine Line, string Chain, IptablesMatch Match)> lines,
        IEnumerable<string> beginnings
    )
    {
        ILookup<string, string> jumps = lines
            .Where(entry => entry.Match.Target is not null)
            .ToLookup(entry => entry.Chain, entry => entry.Match.Target!, StringComparer.Ordinal);
        HashSet<string> reached = [.. beginnings];
        Queue<string> open = new(reached);
        while (open.TryDequeue(out string? chain))
        {
            foreach (string target in jumps[chain].Where(reached.Add))
            {
                open.Enqueue(target);
            }
        }

        return reached;
    }
}
