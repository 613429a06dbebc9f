using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Modelling;
using Pollux.Simulation.AttackGraphs;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Scenarios;

/// <summary>A step that must not come true.</summary>
/// <param name="Node">The step in the graph.</param>
/// <param name="Loss">What it costs when it does; null when nobody says.</param>
/// <param name="LossKey">Two jewels of one key cost that once, not twice: steps of one asset, or assets that share a loss.</param>
public sealed record CrownJewel(int Node, LossRange? Loss, string LossKey)
{
    private readonly ImmutableArray<LossItem> given;

    /// <summary>
    /// Every loss that it causes, each with the key by which another jewel may cause the same; empty when nobody says. What a simulation of
    /// losses draws from; <see cref="Loss"/> is their sum, for people.
    /// </summary>
    public ImmutableArray<LossItem> Losses
    {
        get =>
            !given.IsDefault ? given
            : Loss is null ? []
            : [new LossItem(LossKey, LossKey, Loss)];
        init => given = value;
    }

    /// <summary>A goal that a user names: no loss is known, and it counts by itself.</summary>
    public static CrownJewel Named(AttackGraph graph, int node) => new(node, null, graph.NameOf(node));

    /// <summary>All crown jewels of a revision that its model holds, by node.</summary>
    public static ImmutableArray<CrownJewel> Of(
        Revision revision,
        ModelledTwin modelled,
        AttackGraph graph,
        DiagnosticBag diagnostics
    )
    {
        Dictionary<string, Asset> assets = revision.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        ILookup<string, AssetLink> losses = revision
            .Links.Where(link => string.Equals(link.Role, "losses", StringComparison.Ordinal))
            .ToLookup(link => link.FromId, StringComparer.Ordinal);
        SortedDictionary<int, CrownJewel> jewels = [];
        foreach (Asset asset in revision.Assets)
        {
            foreach (string step in asset.PropertyValues(Properties.CrownJewel))
            {
                int[] nodes =
                [
                    .. modelled.IndexesOf(asset.Id).Select(index => graph.NodeOf(index, step)).Where(node => node >= 0),
                ];
                if (nodes.Length == 0)
                {
                    diagnostics.Add(
                        new Diagnostic(
                            ScenarioRules.JewelWithoutStep,
                            $"The crown jewel '{asset.Name}:{step}' is not in the model, so nothing is said about it."
                        )
                    );
                }

                foreach (int node in nodes)
                {
                    ImmutableArray<LossItem> items = LossesOf(
                        asset,
                        losses[asset.Id].Select(link => assets[link.ToId])
                    );
                    jewels[node] = new CrownJewel(
                        node,
                        items.IsEmpty ? null : LossRange.Sum(items.Select(item => item.Range)),
                        items.IsEmpty ? asset.Id : string.Join(' ', items.Select(item => item.Key))
                    )
                    {
                        Losses = items,
                    };
                }
            }
        }

        return [.. jewels.Values];
    }

    // The asset's own figures first; else those of the losses that it causes. What a named loss costs stands on the asset too, so that
    // one named loss is still the same for every jewel that causes it.
    private static ImmutableArray<LossItem> LossesOf(Asset asset, IEnumerable<Asset> losses)
    {
        ImmutableArray<LossItem> named =
        [
            .. losses
                .Where(loss => RangeOf(loss) is not null)
                .Select(loss => new LossItem(loss.Id, loss.Name, RangeOf(loss)!)),
        ];
        return RangeOf(asset) is not { } own ? named
            : named.FirstOrDefault(item => item.Range == own) is { } same ? [same]
            : [new LossItem(asset.Id, asset.Name, own)];
    }

    // A figure that is missing takes the place of the nearest one given: nothing is invented around a single figure.
    private static LossRange? RangeOf(Asset asset)
    {
        double? low = Amount(asset, Properties.LossLow);
        double? likely = Amount(asset, Properties.LossLikely);
        double? high = Amount(asset, Properties.LossHigh);
        if (low is null && likely is null && high is null)
        {
            return null;
        }

        double middle = likely ?? (low is { } from && high is { } to ? (from + to) / 2 : low ?? high!.Value);
        LossShape shape =
            string.Equals(asset.Property(Properties.LossShape), "lognormal", StringComparison.Ordinal)
            && low > 0
            && low < high
                ? LossShape.Lognormal
                : LossShape.Pert;
        return shape == LossShape.Lognormal
            ? LossRange.Lognormal(low!.Value, high!.Value)
            : new LossRange(low ?? middle, middle, high ?? middle);
    }

    private static double? Amount(Asset asset, string property) =>
        double.TryParse(asset.Property(property), NumberStyles.Float, CultureInfo.InvariantCulture, out double amount)
        && amount >= 0
        && double.IsFinite(amount)
            ? amount
            : null;
}
