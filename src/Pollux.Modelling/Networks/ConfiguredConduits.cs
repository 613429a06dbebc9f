using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Reachability;
using Pollux.Modelling.Services;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;

namespace Pollux.Modelling.Networks;

/// <summary>
/// What configured filters let pass becomes conduits, beside those that the site declares: for each pair of zones with a device
/// between, the services that may be reached. Where a declared conduit says the same, the device enforces that one; where they
/// differ, that is a finding, and the model holds both: the worse case.
/// </summary>
internal static class ConfiguredConduits
{
    public const string Rule = "firewall-rule";

    // The Internet reaches nothing by an address that it does not route (RFC 1918, RFC 4193).
    private static readonly IntervalSet NotRouted = IntervalSet.Of(
        ((string[])["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]).Select(text =>
            AddressSets.ToInterval(text)!.Value
        )
    );

    public static void Apply(ModelDraft draft)
    {
        if (draft.Twin.Revision.Filters.IsEmpty)
        {
            return;
        }

        SiteReach reach = SiteReach.Of(draft.Twin.Revision);
        ImmutableArray<Side> sides = [.. ConfiguredZones.Find(draft, reach)];
        foreach (Side from in sides)
        {
            foreach (Side to in sides.Where(to => to.Zone != from.Zone))
            {
                Connect(draft, reach, sides, (from, to));
            }
        }
    }

    private static void Connect(
        ModelDraft draft,
        SiteReach reach,
        ImmutableArray<Side> sides,
        (Side From, Side To) ends
    )
    {
        (Side from, Side to) = ends;
        Way way = new();
        foreach ((Interval Network, UInt128? Where) source in Networks(from, reach))
        {
            foreach ((Interval Network, UInt128? Where) target in Networks(to, reach))
            {
                HeaderCube all = HeaderCube.Any with
                {
                    Sources = Addresses(source, reach),
                    Destinations = Addresses(target, reach),
                };
                ReachAnswer answer = reach.Ask(all, source.Where, target.Where);
                if (answer.Hops.IsEmpty)
                {
                    continue;
                }

                bool isWhole =
                    IsAttached(answer, sides, from, hop => hop.From) && IsAttached(answer, sides, to, hop => hop.To);
                bool isAddressed = source.Where is not null || IsAddressed(answer, target.Network);
                way.Note(answer);
                way.IsOpen |= isWhole && isAddressed && answer.Verdict == ReachVerdict.Permitted;
                way.IsAnything |=
                    isWhole
                    && isAddressed
                    && (
                        answer.Verdict is ReachVerdict.Permitted or ReachVerdict.InPart
                        || !answer.Doubts.IsEmpty
                        || answer.IsGivenUp
                    );
                AskServices(draft, reach, to, (source, target), (way, isWhole));
            }
        }

        if (!way.Devices.IsEmpty)
        {
            Add(draft, from, to, way);
        }
    }

    private static void AskServices(
        ModelDraft draft,
        SiteReach reach,
        Side to,
        ((Interval Network, UInt128? Where) Source, (Interval Network, UInt128? Where) Target) between,
        (Way Way, bool IsWhole) asked
    )
    {
        if (between.Target.Where is null)
        {
            return;
        }

        foreach (DraftAsset device in draft.Linked(to.Zone, "devices"))
        {
            foreach (
                UInt128 address in AddressesOf(device)
                    .Where(number => number >= between.Target.Network.First && number <= between.Target.Network.Last)
            )
            {
                foreach (DraftAsset service in draft.Linked(device, "services"))
                {
                    if (service.Twin is { } twin && ToMatch(draft.FactsOf(twin)) is { } match)
                    {
                        HeaderCube packets = new(
                            Addresses(between.Source, reach),
                            IntervalSet.Of(address),
                            match.Protocols,
                            match.SourcePorts,
                            match.DestinationPorts
                        );
                        ReachAnswer answer = reach.Ask(packets, between.Source.Where, address);
                        bool isAddressed =
                            between.Source.Where is not null || IsAddressed(answer, new Interval(address, address));
                        if (isAddressed && (asked.IsWhole || IsNamed(answer)))
                        {
                            asked.Way.Add(service, answer, asked.IsWhole);
                        }
                    }
                }
            }
        }
    }

    // The way is known in whole when its first device is attached to the one zone and its last to the other. Else devices stand
    // between whose configuration nobody gave, and a rule for any source speaks of the zones that are attached.
    private static bool IsAttached(
        ReachAnswer answer,
        ImmutableArray<Side> sides,
        Side end,
        Func<HopPassages, FilterInterface> side
    ) =>
        answer.Hops.Any(hop =>
            side(hop).Addresses.Select(address => AddressSets.ToInterval(address)).OfType<Interval>().ToArray()
                is var networks
            && (
                end.IsOutside
                    ? !networks.Any(network => sides.Any(other => Overlaps(other, network)))
                    : networks.Any(network => Overlaps(end, network))
            )
        );

    private static bool Overlaps(Side side, Interval network) =>
        side.Networks.Any(own => own.First <= network.Last && network.First <= own.Last);

    private static bool IsNamed(ReachAnswer answer) =>
        answer.Hops.All(hop =>
            hop.Passages.Where(passage => passage.IsPermitted)
                .All(passage =>
                    passage.By.All(by => by.Rule is { } rule && !rule.Value.Sources.Covers(AddressSets.AnyV4))
                )
        );

    // From outside a private address can only be named where a device translates a public one to it.
    private static bool IsAddressed(ReachAnswer answer, Interval target)
    {
        IntervalSet addresses = IntervalSet.Of([target]);
        return !NotRouted.Covers(addresses)
            || answer
                .Hops.SelectMany(hop => hop.Filter.Device.Translations)
                .Any(translation => translation.IsStatic && translation.Real.Overlaps(addresses));
    }

    private static void Add(ModelDraft draft, Side from, Side to, Way way)
    {
        bool toInternet = draft.Language.IsA(to.Zone.Type, "Internet");
        ImmutableArray<DraftAsset> declared =
        [
            .. draft.Linked(from.Zone, "outgoing").Where(conduit => draft.Linked(conduit, "to").Contains(to.Zone)),
        ];
        foreach (DraftAsset conduit in declared)
        {
            Enforce(draft, conduit, way);
        }

        if (toInternet)
        {
            // Ports outwards mean the servers of the world, of which none is in the model: any way out is a way out.
            if (way.IsAnything && declared.IsEmpty)
            {
                Create(draft, from, to, way, []);
            }

            return;
        }

        ImmutableHashSet<DraftAsset> known = [.. declared.SelectMany(conduit => Reach.Over(draft, conduit))];
        ImmutableArray<DraftAsset> extra =
        [
            .. way
                .Permitted.Keys.Where(service => !known.Contains(service))
                .OrderBy(service => service.Name, StringComparer.Ordinal),
        ];
        ReportDeclaredOnly(draft, declared, known, way);
        if (way.IsOpen && !declared.Any(conduit => IsOpen(draft, conduit)))
        {
            ReportExtra(draft, from, to, way, declared, "everything", extra);
            Create(draft, from, to, way, []);
        }
        else if (!way.IsOpen && !extra.IsEmpty)
        {
            ReportExtra(
                draft,
                from,
                to,
                way,
                declared,
                string.Join(", ", extra.Take(5).Select(service => service.Name)),
                extra
            );
            Create(draft, from, to, way, extra);
        }
        else if (way.IsAnything && way.Permitted.Count == 0 && declared.IsEmpty)
        {
            ReportNothingBehind(draft, from, to, way);
        }
    }

    private static void Create(ModelDraft draft, Side from, Side to, Way way, ImmutableArray<DraftAsset> services)
    {
        string names = string.Join(" and ", way.Devices.Select(device => device.Name));
        string reason = services.IsEmpty
            ? $"{names} lets packets pass from {from.Zone.Name} to {to.Zone.Name}: {way.Because()}"
            : $"{names} permits {services.Length} service(s) from {from.Zone.Name} to {to.Zone.Name}";
        Grounds grounds = new(Rule, reason, way.Records);
        DraftAsset? conduit = draft.Add($"{from.Zone.Name} to {to.Zone.Name} by {names}", "Conduit", grounds);
        if (conduit is null)
        {
            return;
        }

        draft.Link(conduit, "from", from.Zone, grounds);
        draft.Link(conduit, "to", to.Zone, grounds);
        Enforce(draft, conduit, way);
        foreach (DraftAsset service in services)
        {
            Permit permit = way.Permitted[service];
            draft.Link(
                conduit,
                "permits",
                service,
                new Grounds(Rule, permit.Reason, [.. permit.Records, .. service.Existence.Records])
            );
            if (permit.IsDoubtful)
            {
                draft.Report(
                    ReachabilityRules.Doubtful,
                    FindingSeverity.Info,
                    conduit,
                    $"{conduit.Name} may let {service.Name} be reached",
                    $"It depends on {permit.Reason}; the model takes it that it passes.",
                    permit.Records
                );
            }
        }

        ImmutableArray<Permit> permits = [.. services.Select(service => way.Permitted[service])];
        if (!permits.IsEmpty && permits.All(permit => permit.IsInspected))
        {
            draft.Defend(
                conduit,
                "inspected",
                1,
                new Grounds(Rule, "every rule that permits it inspects what passes", way.Records)
            );
        }
    }

    private static void Enforce(ModelDraft draft, DraftAsset conduit, Way way)
    {
        foreach ((string name, DeviceFilter filter) in way.Devices)
        {
            foreach (DraftAsset device in draft.Of(filter.AssetId))
            {
                draft.Link(
                    device,
                    "enforces",
                    conduit,
                    new Grounds(Rule, $"{name} stands between the zones by its interfaces and routes", [filter.Record])
                );
            }
        }
    }

    private static void ReportExtra(
        ModelDraft draft,
        Side from,
        Side to,
        Way way,
        ImmutableArray<DraftAsset> declared,
        string what,
        ImmutableArray<DraftAsset> extra
    )
    {
        // Where the site declares no zones and ways, nothing is missing from the declaration.
        bool isDeclaring = draft.OfType("Conduit").Any(conduit => conduit.Twin is not null);
        if (!isDeclaring)
        {
            return;
        }

        string than = declared.IsEmpty ? "no conduit is declared there" : $"{declared[0].Name} declares less";
        string by = extra.IsEmpty ? way.Because() : way.Permitted[extra[0]].Reason;
        draft.Report(
            ReachabilityRules.NotDeclared,
            FindingSeverity.High,
            way.DeviceOf(draft),
            $"{string.Join(" and ", way.Devices.Select(device => device.Name))} lets {from.Zone.Name} reach {what} in {to.Zone.Name}, which is not declared",
            $"By {by}; {than}.",
            way.Records
        );
    }

    private static void ReportDeclaredOnly(
        ModelDraft draft,
        ImmutableArray<DraftAsset> declared,
        ImmutableHashSet<DraftAsset> known,
        Way way
    )
    {
        // Only what was asked for, over a way that is known in whole, can be said to be closed.
        DraftAsset[] closed =
        [
            .. known
                .Where(service => way.Denied.ContainsKey(service) && !way.Permitted.ContainsKey(service))
                .OrderBy(service => service.Name, StringComparer.Ordinal),
        ];
        foreach (
            IGrouping<string, DraftAsset> services in closed.GroupBy(
                service => way.Denied[service],
                StringComparer.Ordinal
            )
        )
        {
            string names = string.Join(", ", services.Take(5).Select(service => service.Name));
            string more = services.Count() > 5 ? $" and {services.Count() - 5} more" : "";
            draft.Report(
                ReachabilityRules.NotConfigured,
                FindingSeverity.Medium,
                declared[0],
                $"{declared[0].Name} is declared to reach {names}{more}, which is not let pass",
                $"{services.Key}{(way.IsPartial ? "; not all lines of the device were understood" : "")}. The model keeps what is declared.",
                [.. declared[0].Existence.Records, .. way.Records]
            );
        }
    }

    private static void ReportNothingBehind(ModelDraft draft, Side from, Side to, Way way) =>
        draft.Report(
            ReachabilityRules.NothingBehind,
            FindingSeverity.Info,
            way.DeviceOf(draft),
            $"{from.Zone.Name} may reach {to.Zone.Name}, where no such service is known",
            $"{string.Join(" and ", way.Devices.Select(device => device.Name))} lets some packets pass ({way.Because()}), but no service that is known in {to.Zone.Name} takes them.",
            way.Records
        );

    private static bool IsOpen(ModelDraft draft, DraftAsset conduit) =>
        draft.Linked(conduit, "permits").IsEmpty && !conduit.Defenses.ContainsKey("blocked");

    private static IEnumerable<(Interval Network, UInt128? Where)> Networks(Side side, SiteReach reach) =>
        side.IsOutside
            ? [(AddressSets.AnyV4.Intervals[0], null)]
            : side.Networks.Select(network => (network, (UInt128?)network.First));

    private static IntervalSet Addresses((Interval Network, UInt128? Where) part, SiteReach reach) =>
        part.Where is null ? AddressSets.AnyV4.Except(NotRouted).Except(reach.Inside) : IntervalSet.Of([part.Network]);

    public static IEnumerable<UInt128> AddressesOf(DraftAsset device) =>
        (device.Twin?.PropertyValues(Properties.Address) ?? [])
            .Select(text => AddressSets.ToNumber(text))
            .OfType<UInt128>()
            .Distinct();

    public static ServiceMatch? ToMatch(ServiceFacts facts) =>
        facts.Port is { } port && ServiceMatch.ProtocolOf(facts.Transport ?? "tcp") is { } protocol
            ? ServiceMatch.Of(protocol, IntervalSet.Of((UInt128)port))
            : null;
}
