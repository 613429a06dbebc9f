using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;
using Interval = Pollux.Twin.Filtering.Interval;

namespace Pollux.Modelling.Tests.Reachability;

/// <summary>
/// The algebra of packet heads against an evaluation of every single packet of a small world: 4 addresses, 3 protocols, 3 ports
/// on either side, lists that lead to each other, rules that are off, that fit only replies or only perhaps.
/// </summary>
public sealed class FirstMatchLaws
{
    private const int Addresses = 4;
    private const int Protocols = 3;
    private const int Ports = 3;

    private static readonly Gen<IntervalSet> SomeAddresses = Subset(Addresses);
    private static readonly Gen<IntervalSet> SomeProtocols = Subset(Protocols);
    private static readonly Gen<IntervalSet> SomePorts = Subset(Ports);

    private static readonly Gen<ServiceMatch> Service =
        from protocols in SomeProtocols
        from sources in SomePorts
        from destinations in SomePorts
        select new ServiceMatch(protocols, sources, destinations);

    private static readonly Gen<FilterRule> Rule =
        from action in Gen.Frequency(
            (4, Gen.Constant(FilterAction.Permit)),
            (4, Gen.Constant(FilterAction.Deny)),
            (2, Gen.Constant(FilterAction.Jump)),
            (1, Gen.Constant(FilterAction.Return))
        )
        from sources in SomeAddresses
        from destinations in SomeAddresses
        from services in Service.ListOf(2)
        from kind in Gen.Choose(0, 9)
        select new FilterRule("", 0, action, sources, destinations, [.. services], 0, "")
        {
            Target = action == FilterAction.Jump ? "b" : null,
            IsActive = kind != 0,
            IsForReplies = kind == 1,
            Conditions = kind == 2 ? ["perhaps"] : [],
        };

    private static readonly Gen<ImmutableArray<Sourced<FilterRule>>> RuleBase =
        from first in Rule.ListOf(6)
        from second in Rule.ListOf(4)
        select first
            .Select((rule, index) => Sourced(rule with { List = "a", Order = index + 1, Line = index + 1 }))
            // The second list leads nowhere, so that there is no circle.
            .Concat(
                second.Select(
                    (rule, index) =>
                        Sourced(
                            rule with
                            {
                                List = "b",
                                Order = index + 1,
                                Line = 100 + index,
                                Action = rule.Action == FilterAction.Jump ? FilterAction.Permit : rule.Action,
                                Target = null,
                            }
                        )
                )
            )
            .ToImmutableArray();

    [Fact]
    public void Every_packet_belongs_to_the_rule_that_a_walk_through_the_list_finds()
    {
        Prop.ForAll(
                RuleBase.ToArbitrary(),
                rules =>
                {
                    ImmutableArray<RuleShare> shares = new FirstMatch(rules).Divide("a", HeaderSpace.Of(World));
                    foreach (Packet packet in Packets)
                    {
                        RuleShare[] holding = [.. shares.Where(share => Holds(share.Space, packet))];
                        holding.Length.ShouldBe(1, packet.ToString());
                        (Sourced<FilterRule>? rule, ImmutableArray<int> doubts) = Walk(rules, packet);
                        (holding[0].Rule?.Value.Line).ShouldBe(rule?.Value.Line, packet.ToString());
                        holding[0].Doubts.Select(doubt => doubt.Value.Line).ShouldBe(doubts, packet.ToString());
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_rule_is_called_shadowed_exactly_when_no_packet_of_its_list_reaches_it()
    {
        Prop.ForAll(
                RuleBase.ToArbitrary(),
                rules =>
                {
                    ImmutableArray<Sourced<FilterRule>> flat =
                    [
                        .. rules.Where(rule =>
                            rule.Value.List == "a" && rule.Value.Action is FilterAction.Permit or FilterAction.Deny
                        ),
                    ];
                    int[] shadowed = [.. RuleAudit.Shadowed(flat).Select(rule => rule.Rule.Value.Line)];
                    foreach (Sourced<FilterRule> rule in flat)
                    {
                        bool fitsAny = Packets.Any(packet => Fits(rule.Value, packet));
                        bool isActive = rule.Value is { IsActive: true, IsForReplies: false };
                        bool isReached = Packets.Any(packet =>
                            Fits(rule.Value, packet) && IsReached(flat, rule.Value, packet)
                        );
                        shadowed.Contains(rule.Value.Line).ShouldBe(isActive && fitsAny && !isReached);
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sets_of_numbers_agree_with_sets_of_single_numbers()
    {
        Prop.ForAll(
                Intervals().ToArbitrary(),
                Intervals().ToArbitrary(),
                (left, right) =>
                {
                    IntervalSet first = IntervalSet.Of(left);
                    IntervalSet second = IntervalSet.Of(right);
                    HashSet<int> one = [.. Numbers(left)];
                    HashSet<int> two = [.. Numbers(right)];
                    Numbers(first.Union(second).Intervals).ShouldBe(one.Union(two).Order());
                    Numbers(first.Intersect(second).Intervals).ShouldBe(one.Intersect(two).Order());
                    Numbers(first.Except(second).Intervals).ShouldBe(one.Except(two).Order());
                    first.Overlaps(second).ShouldBe(one.Overlaps(two));
                    first.Covers(second).ShouldBe(one.IsSupersetOf(two));
                    Enumerable
                        .Range(0, 25)
                        .ShouldAllBe(number => first.Contains((UInt128)number) == one.Contains(number));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static HeaderCube World { get; } =
        new(All(Addresses), All(Addresses), All(Protocols), All(Ports), All(Ports));

    private static ImmutableArray<Packet> Packets { get; } =
    [
        .. from source in Enumerable.Range(0, Addresses)
        from destination in Enumerable.Range(0, Addresses)
        from protocol in Enumerable.Range(0, Protocols)
        from sourcePort in Enumerable.Range(0, Ports)
        from destinationPort in Enumerable.Range(0, Ports)
        select new Packet(source, destination, protocol, sourcePort, destinationPort),
    ];

    private static IntervalSet All(int count) => IntervalSet.Of(0, (UInt128)(count - 1));

    private static Gen<IntervalSet> Subset(int count) =>
        Gen.Frequency(
            (2, Gen.Constant(All(count))),
            (
                5,
                Gen.Choose(0, (1 << count) - 1)
                    .Select(bits =>
                        IntervalSet.Of(
                            Enumerable
                                .Range(0, count)
                                .Where(number => (bits >> number & 1) == 1)
                                .Select(number => new Interval((UInt128)number, (UInt128)number))
                        )
                    )
            )
        );

    private static Gen<Interval[]> Intervals() =>
        (
            from first in Gen.Choose(0, 20)
            from length in Gen.Choose(0, 4)
            select new Interval((UInt128)first, (UInt128)(first + length))
        ).ArrayOf();

    private static IEnumerable<int> Numbers(IEnumerable<Interval> intervals) =>
        intervals
            .SelectMany(interval => Enumerable.Range((int)interval.First, (int)(interval.Last - interval.First) + 1))
            .Distinct()
            .Order();

    private static Sourced<FilterRule> Sourced(FilterRule rule) =>
        new(rule, new RecordReference("asa:x@1", $"line {rule.Line}", null, 1));

    private static bool Holds(HeaderSpace space, Packet packet) =>
        space.Cubes.Count(cube =>
            cube.Sources.Contains((UInt128)packet.Source)
            && cube.Destinations.Contains((UInt128)packet.Destination)
            && cube.Protocols.Contains((UInt128)packet.Protocol)
            && cube.SourcePorts.Contains((UInt128)packet.SourcePort)
            && cube.DestinationPorts.Contains((UInt128)packet.DestinationPort)
        ) == 1;

    private static bool Fits(FilterRule rule, Packet packet) =>
        rule.Sources.Contains((UInt128)packet.Source)
        && rule.Destinations.Contains((UInt128)packet.Destination)
        && rule.Services.Any(service =>
            service.Protocols.Contains((UInt128)packet.Protocol)
            && service.SourcePorts.Contains((UInt128)packet.SourcePort)
            && service.DestinationPorts.Contains((UInt128)packet.DestinationPort)
        );

    private static bool IsReached(ImmutableArray<Sourced<FilterRule>> rules, FilterRule rule, Packet packet) =>
        !rules.Any(other =>
            other.Value.Order < rule.Order
            && other.Value is { IsActive: true, IsForReplies: false, Conditions.IsEmpty: true }
            && Fits(other.Value, packet)
        );

    // As a device does it: rule by rule, one packet at a time.
    private static (Sourced<FilterRule>? Rule, ImmutableArray<int> Doubts) Walk(
        ImmutableArray<Sourced<FilterRule>> rules,
        Packet packet
    )
    {
        List<FilterRule> doubts = [];
        Sourced<FilterRule>? decided = Walk(rules, "a", packet, doubts);
        return (
            decided,
            [
                .. doubts
                    .Where(doubt => decided is null || doubt.Action != decided.Value.Action)
                    .Select(doubt => doubt.Line),
            ]
        );
    }

    private static Sourced<FilterRule>? Walk(
        ImmutableArray<Sourced<FilterRule>> rules,
        string list,
        Packet packet,
        List<FilterRule> doubts
    )
    {
        foreach (
            Sourced<FilterRule> rule in rules.Where(rule => rule.Value.List == list).OrderBy(rule => rule.Value.Order)
        )
        {
            if (rule.Value is not { IsActive: true, IsForReplies: false } || !Fits(rule.Value, packet))
            {
                continue;
            }

            if (!rule.Value.Conditions.IsEmpty)
            {
                doubts.Add(rule.Value);
                continue;
            }

            switch (rule.Value.Action)
            {
                case FilterAction.Return:
                    return null;
                case FilterAction.Jump when Walk(rules, rule.Value.Target!, packet, doubts) is { } inner:
                    return inner;
                case FilterAction.Jump:
                    continue;
                default:
                    return rule;
            }
        }

        return null;
    }

    private readonly record struct Packet(
        int Source,
        int Destination,
        int Protocol,
        int SourcePort,
        int DestinationPort
    );
}
