using System.Collections.Immutable;
using Pollux.Twin.Filtering;

namespace Pollux.Modelling.Tests.Reachability;

/// <summary>Small filtering devices to put together in tests: office 10.1.0.0/16, cell 10.2.0.0/24, the rest outside.</summary>
internal static class Filters
{
    public static readonly FilterInterface Office = new("e0", "office", 50, ["10.1.0.1/16"], IsUp: true, 1);

    public static readonly FilterInterface Cell = new("e1", "cell", 90, ["10.2.0.1/24"], IsUp: true, 2);

    public static readonly FilterInterface Outside = new("e2", "outside", 0, ["198.51.100.2/29"], IsUp: true, 3);

    public static FilterDevice Device(params FilterBinding[] bindings) => Device(0, bindings);

    public static FilterDevice Device(int doubtful, params FilterBinding[] bindings) =>
        new(
            "cisco-asa",
            FilterDefault.SecurityLevel,
            [Office, Cell, Outside],
            [.. bindings],
            [new FilterRoute("0.0.0.0/0", "outside", "198.51.100.1", 4)],
            [],
            new FilterReading(
                10,
                [],
                doubtful,
                [.. Enumerable.Range(1, doubtful).Select(line => new DoubtfulLine(line, "odd"))],
                doubtful
            )
        );

    public static FilterBinding Entry(string list, string at, FilterEnd end = FilterEnd.Deny) =>
        new(list, FilterPlace.Entry, at, end, 9);

    public static FilterRule Permit(string list, int order, string from, string to, params int[] tcpPorts) =>
        Rule(FilterAction.Permit, list, order, (from, to), tcpPorts);

    public static FilterRule Deny(string list, int order, string from, string to, params int[] tcpPorts) =>
        Rule(FilterAction.Deny, list, order, (from, to), tcpPorts);

    public static IntervalSet Addresses(string text) => IntervalSet.Of([AddressSets.ToInterval(text)!.Value]);

    private static FilterRule Rule(
        FilterAction action,
        string list,
        int order,
        (string From, string To) ends,
        int[] tcpPorts
    )
    {
        ImmutableArray<ServiceMatch> services =
            tcpPorts.Length == 0
                ? [ServiceMatch.Any]
                : [.. tcpPorts.Select(port => ServiceMatch.Of(ServiceMatch.Tcp, IntervalSet.Of((UInt128)port)))];
        return new FilterRule(
            list,
            order,
            action,
            Addresses(ends.From),
            Addresses(ends.To),
            services,
            100 + order,
            $"{list} {order}"
        );
    }
}
