using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Simulation.Campaigns;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.Campaigns;

/// <summary>
/// Reads a campaign that a person wrote: a sequence of phases, each with its techniques. The record is the campaign. See docs/campaigns.md
/// for the form.
/// </summary>
internal sealed class CampaignYamlReader
{
    private static readonly string[] CampaignKeys = ["id", "name", "source", "attack", "phases"];
    private static readonly string[] PhaseKeys = ["name", "needs", "techniques"];
    private static readonly string[] TechniqueKeys = ["id", "domain", "name", "text"];

    // Versions below this one keep the domains' ids apart: T0xxx is ICS, T1xxx Enterprise.
    private const int FirstSharedVersion = 19;

    private readonly DiagnosticBag diagnostics;
    private string version = "";

    private CampaignYamlReader(DiagnosticBag diagnostics) => this.diagnostics = diagnostics;

    public static CampaignDocument? Read(
        InputFile input,
        DiagnosticBag diagnostics,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        if (UntrustedYaml.Load(input, diagnostics, limits, cancellationToken) is not { } root)
        {
            return null;
        }

        if (Value(root as YamlMappingNode, "campaign") is not YamlMappingNode campaign)
        {
            diagnostics.Add(CampaignFileRules.UnknownFormat, root, "There is no map 'campaign' at the top.");
            return null;
        }

        Campaign? read = new CampaignYamlReader(diagnostics).ReadCampaign(campaign);
        return read is null ? null : new CampaignDocument([read], [], null, new CampaignCounts(1, 1, 0, 0, 0));
    }

    private Campaign? ReadCampaign(YamlMappingNode node)
    {
        ReportUnknown(node, CampaignKeys);
        string? id = CampaignTexts.Name(Text(node, "id"));
        string? name = CampaignTexts.Name(Text(node, "name")) ?? id;
        version = CampaignTexts.Version(Text(node, "attack"));
        if (version.Length == 0)
        {
            diagnostics.Add(CampaignFileRules.NoVersion, node, "'attack' gives no version such as \"18.1\".");
        }

        if (name is null || Value(node, "phases") is not YamlSequenceNode phases)
        {
            diagnostics.Add(
                CampaignFileRules.NoCampaign,
                node,
                "A campaign needs a 'name' or an 'id', and a list 'phases'."
            );
            return null;
        }

        List<CampaignTechnique> techniques = [];
        Dictionary<(string, string), int> indexes = [];
        ImmutableArray<CampaignPhase>.Builder read = ImmutableArray.CreateBuilder<CampaignPhase>();
        foreach (YamlNode phase in phases.Children)
        {
            if (ReadPhase(phase, read.Count, techniques, indexes) is { } understood)
            {
                read.Add(understood);
            }
        }

        if (techniques.Count == 0)
        {
            diagnostics.Add(CampaignFileRules.NoCampaign, node, "No phase names a technique.");
            return null;
        }

        return new Campaign(
            id ?? name,
            name,
            CampaignKind.Campaign,
            CampaignOrder.AsGiven,
            read.ToImmutable(),
            [.. techniques]
        )
        {
            Source = CampaignTexts.Name(Text(node, "source")) ?? "",
        };
    }

    private CampaignPhase? ReadPhase(
        YamlNode node,
        int index,
        List<CampaignTechnique> techniques,
        Dictionary<(string, string), int> indexes
    )
    {
        if (node is not YamlMappingNode phase || Value(phase, "techniques") is not YamlSequenceNode list)
        {
            diagnostics.Add(
                CampaignFileRules.BadRecord,
                node,
                "A phase is a map with a list 'techniques'; it is left out."
            );
            return null;
        }

        ReportUnknown(phase, PhaseKeys);
        string? needs = Text(phase, "needs");
        if (needs is not (null or "any" or "all"))
        {
            diagnostics.Add(
                CampaignFileRules.WrongKindOfValue,
                Value(phase, "needs")!,
                $"'needs' is 'any' or 'all', not '{Excerpt.Of(needs)}'; 'all' is taken."
            );
        }

        List<int> used = [];
        foreach (YamlNode item in list.Children)
        {
            if (ReadTechnique(item) is not { } technique)
            {
                continue;
            }

            if (!indexes.TryGetValue((technique.Key.Domain, technique.Key.Id), out int known))
            {
                if (techniques.Count >= Campaign.MaximumTechniques)
                {
                    throw new InputLimitException(
                        $"The campaign has more than {Campaign.MaximumTechniques} techniques."
                    );
                }

                known = techniques.Count;
                indexes.Add((technique.Key.Domain, technique.Key.Id), known);
                techniques.Add(technique);
            }

            if (!used.Contains(known))
            {
                used.Add(known);
            }
        }

        string name = CampaignTexts.Name(Text(phase, "name")) ?? $"phase {index + 1}";
        return new CampaignPhase(name, needs is "any" ? PhaseNeeds.Any : PhaseNeeds.All, [.. used]);
    }

    // "T0843", "ics:T0843" or a map with an id and what was done.
    private CampaignTechnique? ReadTechnique(YamlNode node)
    {
        YamlMappingNode? map = node as YamlMappingNode;
        if (map is not null)
        {
            ReportUnknown(map, TechniqueKeys);
        }

        string written = (map is null ? (node as YamlScalarNode)?.Value : Text(map, "id"))?.Trim() ?? "";
        string[] parts = written.Split(':', 2);
        string id = parts[^1].Trim();
        string told = parts.Length == 2 ? parts[0] : Text(map, "domain") ?? "";
        string domain = CampaignTexts.Domain(told);
        if (!TechniqueKey.IsId(id) || (told.Length > 0 && domain.Length == 0))
        {
            diagnostics.Add(
                CampaignFileRules.BadRecord,
                node,
                $"'{Excerpt.Of(written)}' is no technique such as T0843, ics:T0843 or enterprise:T1566.001; it is left out."
            );
            return null;
        }

        return new CampaignTechnique(
            new TechniqueKey(domain.Length > 0 ? domain : DomainByNumber(id), version, id),
            CampaignTexts.Name(Text(map, "name")) ?? "",
            [],
            CampaignTexts.Text(Text(map, "text"))
        );
    }

    private string DomainByNumber(string id) =>
        int.TryParse(version.Split('.')[0], out int major) && major >= FirstSharedVersion ? ""
        : id.StartsWith("T0", StringComparison.Ordinal) ? "ics"
        : "enterprise";

    private void ReportUnknown(YamlMappingNode node, string[] known)
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name, StringComparer.Ordinal))
            {
                string written = (key as YamlScalarNode)?.Value ?? "a list or map";
                diagnostics.Add(
                    CampaignFileRules.WrongKindOfValue,
                    key,
                    $"The key '{Excerpt.Of(written)}' is not known here.",
                    hint: Spelling.DidYouMean(written, known)
                );
            }
        }
    }

    private static YamlNode? Value(YamlMappingNode? map, string key) =>
        map?.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } name } && name == key).Value;

    private static string? Text(YamlMappingNode? map, string key) => (Value(map, key) as YamlScalarNode)?.Value;
}
