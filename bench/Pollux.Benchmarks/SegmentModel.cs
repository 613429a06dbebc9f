using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;

namespace Pollux.Benchmarks;

/// <summary>
/// Makes a model of any size for coreLang 1.0.0: segments of 101 assets each (a network, a routing firewall, two connection
/// rules, a group, twelve hosts of eight assets). Random choices come from a 64-bit linear congruential generator with the
/// constants of the reference models, so that the same segments come out as in <c>../shared/tools/coremodel.py</c>.
/// </summary>
internal sealed class SegmentModel
{
    private readonly LanguageGraph language;
    private readonly List<InstanceAsset> assets = [];
    private readonly List<InstanceLink> links = [];
    private ulong state;

    private SegmentModel(LanguageGraph language, ulong seed)
    {
        this.language = language;
        state = unchecked((seed * 2862933555777941757) + 3037000493);
    }

    /// <summary>Makes a model.</summary>
    /// <param name="language">coreLang.</param>
    /// <param name="segments">How many segments of 101 assets.</param>
    /// <param name="seed">Decides the random choices.</param>
    public static InstanceModel Create(LanguageGraph language, int segments, ulong seed = 1)
    {
        SegmentModel model = new(language, seed);
        model.AddAll(segments);
        return new InstanceModel(
            $"gen{segments}x{seed}",
            language.Specification.Id,
            language.Specification.Version,
            [.. model.assets],
            [.. model.links]
        );
    }

    private void AddAll(int segments)
    {
        List<int> networks = [];
        List<int> credentials = [];
        List<int> systems = [];
        for (int segment = 0; segment < segments; segment++)
        {
            int network = Add("Network", $"net{segment}");
            networks.Add(network);
            int firewall = Add("RoutingFirewall", $"fw{segment}");
            Link(network, "applications", firewall);
            int group = Add("Group", $"grp{segment}");
            for (int k = 0; k < 2; k++)
            {
                int rule = Add("ConnectionRule", $"cr{segment}_{k}", ("restricted", 0));
                int peer = k == 0 ? networks[0] : networks[Next(networks.Count)];
                Link(network, "netConnections", rule);
                if (peer != network)
                {
                    Link(peer, "netConnections", rule);
                }

                Link(firewall, "connectionRules", rule);
            }

            for (int host = 0; host < 12; host++)
            {
                AddHost($"{segment}_{host}", network, group, credentials, systems);
            }

            Link(group, "lowPrivApps", systems[Next(systems.Count)]);
        }
    }

    private void AddHost(string name, int network, int group, List<int> credentials, List<int> systems)
    {
        int hardware = Add("Hardware", $"hw{name}");
        int system = Add("Application", $"os{name}");
        int service = Add("Application", $"svc{name}");
        int vulnerability = Add(
            "SoftwareVulnerability",
            $"vuln{name}",
            ("networkAccessRequired", Next(2) == 0 ? 0 : 1),
            ("lowPrivilegesRequired", Next(4) == 0 ? 1 : 0),
            ("userInteractionRequired", Next(4) == 0 ? 1 : 0)
        );
        int identity = Add("Identity", $"id{name}");
        int secret = Add("Credentials", $"cred{name}");
        int user = Add("User", $"user{name}");
        int data = Add("Data", $"data{name}");
        Link(hardware, "sysExecutedApps", system);
        Link(system, "appExecutedApps", service);
        Link(service, "vulnerabilities", vulnerability);
        Link(network, "applications", system);
        Link(network, "applications", service);
        Link(identity, "credentials", secret);
        Link(user, "userIds", identity);
        Link(user, "hardwareSystems", hardware);
        Link(group, "groupIds", identity);
        Link(identity, "execPrivApps", system);
        Link(identity, "highPrivApps", service);
        Link(service, "containedData", data);
        Link(identity, "readPrivData", data);
        Link(identity, "writePrivData", data);
        credentials.Add(secret);
        systems.Add(system);
        if (Next(3) == 0)
        {
            Link(data, "information", credentials[Next(credentials.Count)]);
        }
    }

    private int Add(string type, string name, params (string Name, double Probability)[] defenses)
    {
        assets.Add(
            new InstanceAsset(
                assets.Count,
                name,
                type,
                defenses.ToImmutableSortedDictionary(
                    defense => defense.Name,
                    defense => defense.Probability,
                    StringComparer.Ordinal
                ),
                []
            )
        );
        return assets.Count - 1;
    }

    private void Link(int from, string field, int to)
    {
        AssociationEnd end = language.TypesByName[assets[from].Type].Fields[field];
        links.Add(new InstanceLink(from, end.OppositeField, to, field));
    }

    private int Next(int count)
    {
        state = unchecked((state * 6364136223846793005) + 1442695040888963407);
        return (int)((state >> 33) % (ulong)count);
    }
}
