using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Nvd;

/// <summary>
/// Reads configurations: the form of NVD's API 2.0 (<c>configurations</c>), which the CVE Record Format has too (5.1,
/// <c>cpeApplicability</c>).
/// </summary>
internal static class NvdConfigurations
{
    private const int LongestVersion = 200;

    /// <summary>
    /// The configurations that can be read; each that cannot gives a diagnostic and is left out whole, since half a condition says
    /// something else.
    /// </summary>
    public static ImmutableArray<ProductConfiguration> Read(JsonItem? list, string id, DiagnosticBag diagnostics)
    {
        ImmutableArray<ProductConfiguration>.Builder read = ImmutableArray.CreateBuilder<ProductConfiguration>();
        foreach (JsonItem item in list?.Items ?? [])
        {
            string? problem = null;
            JsonItem place = item;
            ImmutableArray<ConfigurationNode> nodes =
            [
                .. (item["nodes"]?.Items ?? []).Select(node => Node(node, ref problem, ref place)),
            ];
            problem ??= nodes.IsEmpty ? "has no nodes" : null;
            ConfigurationOperator @operator = Operator(item, ref problem);
            if (problem is null)
            {
                read.Add(new ProductConfiguration(@operator, item["negate"]?.Boolean ?? false, nodes));
            }
            else
            {
                diagnostics.Add(NvdRules.BadConfiguration, place, $"A configuration of {id} {problem}.", id);
            }
        }

        return read.ToImmutable();
    }

    private static ConfigurationNode Node(JsonItem node, ref string? problem, ref JsonItem place)
    {
        ImmutableArray<CpeCriterion>.Builder criteria = ImmutableArray.CreateBuilder<CpeCriterion>();
        foreach (JsonItem match in node["cpeMatch"]?.Items ?? [])
        {
            if (Criterion(match) is { } criterion)
            {
                criteria.Add(criterion);
            }
            else if (problem is null)
            {
                string said = Excerpt.Of(match.Text("criteria") ?? "");
                (problem, place) = (
                    $"has '{said}', which is no CPE name, or does not say whether it is vulnerable",
                    match
                );
            }
        }

        if (problem is null && (criteria.Count == 0 || node["children"] is not null))
        {
            (problem, place) = ("has a node without CPE names of its own", node);
        }

        return new ConfigurationNode(
            Operator(node, ref problem),
            node["negate"]?.Boolean ?? false,
            criteria.ToImmutable()
        );
    }

    // Without an operator one is enough: NVD writes none where there is one node.
    private static ConfigurationOperator Operator(JsonItem item, ref string? problem)
    {
        string text = item.Text("operator")?.ToUpperInvariant() ?? "OR";
        if (text is not ("OR" or "AND"))
        {
            problem ??= $"has the operator '{Excerpt.Of(text)}'";
        }

        return text == "AND" ? ConfigurationOperator.And : ConfigurationOperator.Or;
    }

    private static CpeCriterion? Criterion(JsonItem match) =>
        CpeNames.Read(match.Text("criteria")) is { } cpe && match["vulnerable"]?.Boolean is { } vulnerable
            ? new CpeCriterion(cpe, vulnerable)
            {
                StartIncluding = Bound(match, "versionStartIncluding"),
                StartExcluding = Bound(match, "versionStartExcluding"),
                EndIncluding = Bound(match, "versionEndIncluding"),
                EndExcluding = Bound(match, "versionEndExcluding"),
            }
            : null;

    private static string? Bound(JsonItem match, string name) =>
        Excerpt.OneLineOrNull(match.Text(name), LongestVersion);
}
