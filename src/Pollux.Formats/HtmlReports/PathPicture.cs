using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Formats.HtmlReports;

/// <summary>An attack path as a picture: a lane for each zone in the order of the path, a box for each asset, arrows in the order of the hops.</summary>
internal static class PathPicture
{
    private const double LaneWidth = 172;
    private const double LaneGap = 8;
    private const double NodeWidth = 148;
    private const double NodeHeight = 40;
    private const double RowHeight = 62;
    private const double HeadHeight = 30;

    public static HtmlBuilder Draw(AttackPath path, JewelResult jewel)
    {
        ImmutableArray<Node> nodes = Layout(path);
        int lanes = nodes.Max(node => node.Lane) + 1;
        double width = Math.Max(1_072, (lanes * (LaneWidth + LaneGap)) - LaneGap);
        double height = HeadHeight + ((nodes.Max(node => node.Row) + 1) * RowHeight) + 8;
        string names = string.Join(", ", nodes.Select(node => node.Asset));
        HtmlBuilder svg = new();
        svg.Add(
            $"""<svg viewBox="0 0 {width} {height}" role="img" aria-label="Most likely path: {names}. The same path is given as text.">"""
        );
        svg.Add(
            $"""<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="mk" d="M0 0 8 4 0 8z"/></marker></defs>"""
        );
        foreach (IGrouping<int, Node> lane in nodes.GroupBy(node => node.Lane))
        {
            double x = lane.Key * (LaneWidth + LaneGap);
            svg.Add(
                $"""<rect class="lane" x="{x + 0.5}" y="0.5" width="{LaneWidth - 1}" height="{height - 1}" rx="6"/>"""
            );
            string name = lane.First().LaneName;
            svg.Add(
                $"""<text class="fg" x="{x + 12}" y="20">{IntervalPictures.Short(name, 23)}<title>{name}</title></text>"""
            );
        }

        for (int index = 1; index < nodes.Length; index++)
        {
            svg.Add($"""<path class="flow" d="{Arrow(nodes[index - 1], nodes[index])}" marker-end="url(#arrow)"/>""");
        }

        for (int index = 0; index < nodes.Length; index++)
        {
            DrawNode(
                svg,
                nodes[index],
                isGoal: index == nodes.Length - 1,
                AssessmentText.Percent(jewel.Probability.Value)
            );
        }

        svg.Add($"</svg>");
        return svg;
    }

    private static void DrawNode(HtmlBuilder svg, Node node, bool isGoal, string probability)
    {
        string second = isGoal ? $"{probability} of attacks" : node.Detail;
        svg.Add($"""<g transform="translate({node.X} {node.Y})"><title>{node.Asset} ({node.AssetType})</title>""");
        svg.Add(
            $"""<rect class="{(isGoal ? "goalbox" : "node on")}" width="{NodeWidth}" height="{NodeHeight}" rx="5"/>"""
        );
        svg.Add(
            $"""<text class="{(isGoal ? "att" : "fg")}" x="9" y="17">{IntervalPictures.Short(node.Asset, 19)}</text>"""
        );
        svg.Add(
            $"""<text class="{(isGoal ? "t3" : "t3 monot")}" x="9" y="32">{IntervalPictures.Short(second, 21)}</text></g>"""
        );
    }

    // One box for each run of hops on one asset; lanes by zone in order of first appearance, rows by order within the lane.
    private static ImmutableArray<Node> Layout(AttackPath path)
    {
        List<Node> nodes = [];
        List<string> lanes = [];
        string lane = "Outside";
        foreach (IGrouping<int, PathHop> run in Runs(path.Hops))
        {
            PathHop last = run.Last();
            lane = LaneOf(last) ?? lane;
            if (!lanes.Contains(lane, StringComparer.Ordinal))
            {
                lanes.Add(lane);
            }

            int laneIndex = lanes.IndexOf(lane);
            string techniques = string.Join(
                " ",
                run.SelectMany(hop => hop.Techniques.Take(1))
                    .Select(technique => technique.Id)
                    .Distinct(StringComparer.Ordinal)
                    .Take(2)
            );
            string detail =
                techniques.Length > 0
                    ? $"{techniques} · {AssessmentText.Time(last.Days)}"
                    : AssessmentText.Time(last.Days);
            nodes.Add(
                new Node(
                    last.Asset,
                    last.AssetType,
                    lane,
                    laneIndex,
                    nodes.Count(node => node.Lane == laneIndex),
                    detail
                )
            );
        }

        return [.. nodes];
    }

    private static IEnumerable<IGrouping<int, PathHop>> Runs(ImmutableArray<PathHop> hops)
    {
        int run = 0;
        return hops.Select(
                (hop, index) =>
                {
                    if (index > 0 && !string.Equals(hop.Asset, hops[index - 1].Asset, StringComparison.Ordinal))
                    {
                        run++;
                    }

                    return (Run: run, Hop: hop);
                }
            )
            .ToArray()
            .GroupBy(pair => pair.Run, pair => pair.Hop);
    }

    private static string? LaneOf(PathHop hop) =>
        hop.AssetType switch
        {
            "Internet" => "Outside",
            "Person" or "Account" or "Group" or "Credential" or "Directory" or "Supplier" => "People and identities",
            "ControlLoop" or "ProcessUnit" or "SafetyFunction" or "Function" or "Loss" => "Process and business",
            _ => hop.Zone,
        };

    private static string Arrow(Node from, Node to)
    {
        if (from.Lane == to.Lane)
        {
            double x = from.X + (NodeWidth / 2);
            return $"M{HtmlBuilder.N(x)} {HtmlBuilder.N(from.Y + NodeHeight)}L{HtmlBuilder.N(x)} {HtmlBuilder.N(to.Y - 1)}";
        }

        bool isForward = to.Lane > from.Lane;
        double startX = isForward ? from.X + NodeWidth : from.X;
        double endX = isForward ? to.X - 1 : to.X + NodeWidth + 1;
        double startY = from.Y + (NodeHeight / 2);
        double endY = to.Y + (NodeHeight / 2);
        double bend = (startX + endX) / 2;
        return $"M{HtmlBuilder.N(startX)} {HtmlBuilder.N(startY)}C{HtmlBuilder.N(bend)} {HtmlBuilder.N(startY)} {HtmlBuilder.N(bend)} {HtmlBuilder.N(endY)} {HtmlBuilder.N(endX)} {HtmlBuilder.N(endY)}";
    }

    private sealed record Node(string Asset, string AssetType, string LaneName, int Lane, int Row, string Detail)
    {
        public double X => (Lane * (LaneWidth + LaneGap)) + ((LaneWidth - NodeWidth) / 2);

        public double Y => HeadHeight + (Row * RowHeight);
    }
}
