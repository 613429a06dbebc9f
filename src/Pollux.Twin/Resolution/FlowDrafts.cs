using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>Gathers the flows that records state between the assets that their ends turned out to be.</summary>
internal sealed class FlowDrafts(TrafficPeers peers, Dictionary<Mention, string> ids, DiagnosticBag diagnostics)
{
    private readonly Dictionary<(string? Client, string? Service, string Name), FlowDraft> drafts = new();
    private readonly HashSet<string> outside = new(StringComparer.Ordinal);
    private int between;
    private int unanswered;
    private string? example;

    public ImmutableArray<Flow> ToFlows(List<FlowSaying> sayings)
    {
        foreach (FlowSaying saying in sayings)
        {
            Add(saying);
        }

        Report();
        return
        [
            .. drafts
                .OrderBy(pair => pair.Key.Client, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Service, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Name, StringComparer.Ordinal)
                .Select(pair => pair.Value.ToFlow(pair.Key.Client, pair.Key.Service, pair.Key.Name)),
        ];
    }

    private void Add(FlowSaying saying)
    {
        Mention client = saying.Client.Leader;
        Mention service = saying.Service.Leader;
        string? clientId = ids.GetValueOrDefault(client);
        string? serviceId = ids.GetValueOrDefault(service);
        string? clientAddress = clientId is null ? OutsideAddress(client) : null;
        string? serviceAddress = serviceId is null ? OutsideAddress(service) : null;
        string name = Texts.Label(saying.Service);
        if (clientAddress is not null && serviceAddress is not null)
        {
            between++;
        }
        else if ((clientId ?? clientAddress) is null || (serviceId ?? serviceAddress) is null)
        {
            unanswered++;
            example ??= saying.Record.Record;
        }
        else
        {
            (string?, string?, string) key = (clientId, serviceId, name);
            if (!drafts.TryGetValue(key, out FlowDraft? draft))
            {
                drafts.Add(key, draft = new FlowDraft());
            }

            draft.Add(saying, clientAddress ?? serviceAddress);
        }
    }

    private string? OutsideAddress(Mention leader)
    {
        if (!peers.IsOutside(leader))
        {
            return null;
        }

        Mention root = leader.Parent?.Leader ?? leader;
        string? address = Texts.Value(root, IdentifierKind.IpAddress);
        if (address is not null)
        {
            outside.Add(address);
        }

        return address;
    }

    private void Report()
    {
        if (outside.Count > 0)
        {
            string rest =
                between > 0 ? $"; {between} flow(s) between two of them are no concern of the site and left out" : "";
            diagnostics.Add(
                FlowRules.PeersOutside,
                $"{outside.Count} public address(es) in no zone's network, such as {outside.Min(StringComparer.Ordinal)}, "
                    + $"were seen only in traffic and stand for the Internet{rest}."
            );
        }

        if (unanswered > 0)
        {
            diagnostics.Add(
                FlowRules.NeverAnswered,
                $"{unanswered} flow(s), such as '{example}', go to what never answered and no other source knows; left out."
            );
        }
    }

    private sealed class FlowDraft
    {
        private readonly List<Sourced<FlowActivity>> activities = new(1);
        private readonly Dictionary<(string Source, string? Application), int> positions = new();
        private readonly HashSet<string> addresses = new(StringComparer.Ordinal);

        // Of thousands of peers outside each source keeps one sum; between assets every record stands for itself.
        public void Add(FlowSaying saying, string? outsideAddress)
        {
            if (outsideAddress is null)
            {
                activities.Add(new Sourced<FlowActivity>(saying.Activity, saying.Record));
                return;
            }

            addresses.Add(outsideAddress);
            (string, string?) key = (saying.Record.SourceKey, saying.Activity.Application);
            if (positions.TryGetValue(key, out int position))
            {
                Sourced<FlowActivity> sum = activities[position];
                activities[position] = sum with { Value = sum.Value.And(saying.Activity) };
            }
            else
            {
                positions.Add(key, activities.Count);
                activities.Add(new Sourced<FlowActivity>(saying.Activity, saying.Record));
            }
        }

        public Flow ToFlow(string? clientId, string? serviceId, string service) =>
            new(clientId, serviceId, service, addresses.Count, [.. activities]);
    }
}
