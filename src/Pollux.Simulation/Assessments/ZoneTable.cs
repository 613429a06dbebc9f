using System.Collections.Immutable;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Assessments;

/// <summary>In which zone each asset of a model stands: its own link, else that of the device that it belongs to.</summary>
internal sealed class ZoneTable
{
    private const string ZoneType = "Zone";
    private const string InternetType = "Internet";

    // The roles that lead from a part to what it is part of.
    private static readonly ImmutableHashSet<string> OwnerRoles = ["device", "affects", "holders", "controller"];

    private readonly int[] zoneOfAsset;

    public ZoneTable(AttackGraph graph)
    {
        InstanceModel model = graph.Model;
        zoneOfAsset = new int[model.Assets.Length];
        Array.Fill(zoneOfAsset, -1);
        int[] owner = new int[model.Assets.Length];
        Array.Fill(owner, -1);
        int[] devices = new int[model.Assets.Length];
        foreach (InstanceLink link in model.Links)
        {
            Add(graph, link.Left, link.RightField, link.Right, owner, devices);
            Add(graph, link.Right, link.LeftField, link.Left, owner, devices);
        }

        Zones =
        [
            .. Enumerable
                .Range(0, model.Assets.Length)
                .Where(asset => graph.IsOfType(asset, ZoneType) && !graph.IsOfType(asset, InternetType)),
        ];
        foreach (int zone in Zones)
        {
            zoneOfAsset[zone] = zone;
        }

        for (int asset = 0; asset < owner.Length; asset++)
        {
            int above = owner[asset];
            for (int depth = 0; zoneOfAsset[asset] < 0 && above >= 0 && depth < 3; depth++, above = owner[above])
            {
                zoneOfAsset[asset] = zoneOfAsset[above];
            }
        }

        DevicesOf = [.. devices];
    }

    /// <summary>The zones but the Internet, by index in the model.</summary>
    public ImmutableArray<int> Zones { get; }

    /// <summary>For each asset that is a zone, how many devices stand in it.</summary>
    public ImmutableArray<int> DevicesOf { get; }

    /// <summary>The zone of an asset, or -1; of several the first.</summary>
    public int this[int asset] => zoneOfAsset[asset];

    private void Add(AttackGraph graph, int from, string role, int to, int[] owner, int[] devices)
    {
        if (string.Equals(role, "zones", StringComparison.Ordinal) && graph.IsOfType(from, "Device"))
        {
            devices[to]++;
            if (!graph.IsOfType(to, InternetType))
            {
                zoneOfAsset[from] = zoneOfAsset[from] < 0 ? to : Math.Min(zoneOfAsset[from], to);
            }
        }
        else if (OwnerRoles.Contains(role))
        {
            owner[from] = owner[from] < 0 ? to : Math.Min(owner[from], to);
        }
    }
}
