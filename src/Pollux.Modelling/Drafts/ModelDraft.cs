using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Modelling.Devices;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Instances;
using Pollux.Modelling.Services;
using Pollux.Modelling.Traffic;
using Pollux.Modelling.Twins;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Drafts;

/// <summary>
/// The model while rules add to it. It lets nothing in that the language does not know, so that a rule need not check;
/// assets and links are met in the order in which they were added. One thread.
/// </summary>
internal sealed class ModelDraft
{
    private readonly List<DraftAsset> assets = [];
    private readonly Dictionary<string, int> useOfName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DraftAsset>> byTwinId = new(StringComparer.Ordinal);
    private readonly Dictionary<(DraftAsset From, string Role), List<DraftAsset>> linked = [];
    private readonly Dictionary<DraftLink, Grounds> links = [];
    private readonly List<Finding> findings = [];
    private readonly Dictionary<string, ServiceFacts> factsById = new(StringComparer.Ordinal);
    private ProcessFlows? processFlows;

    public ModelDraft(Revision revision, LanguageTypes language, ModellingInput input)
    {
        Twin = new TwinIndex(revision, language);
        Language = language;
        Input = input;
        Typing = new DeviceTyping(input.Tables.Roles, language);
    }

    public TwinIndex Twin { get; }

    public LanguageTypes Language { get; }

    public ModellingInput Input { get; }

    public DeviceTyping Typing { get; }

    /// <summary>The flows to devices of the process.</summary>
    public ProcessFlows ProcessFlows => processFlows ??= new ProcessFlows(this);

    /// <summary>How each flow of the revision was judged, in its order; a rule sets it.</summary>
    public ImmutableArray<FlowVerdict> Traffic { get; set; } = [];

    /// <summary>The assets of a type or below, in the order of their names.</summary>
    public ImmutableArray<DraftAsset> OfType(string type) =>
        [
            .. assets
                .Where(asset => !asset.IsRemoved && Language.IsA(asset.Type, type))
                .OrderBy(asset => asset.Name, StringComparer.Ordinal),
        ];

    /// <summary>What is known of a service of the twin.</summary>
    public ServiceFacts FactsOf(Asset service)
    {
        if (!factsById.TryGetValue(service.Id, out ServiceFacts? facts))
        {
            factsById[service.Id] = facts = ServiceFacts.Of(service, Input.Tables);
        }

        return facts;
    }

    /// <summary>The assets made from a twin asset.</summary>
    public IReadOnlyList<DraftAsset> Of(string twinAssetId) => byTwinId.GetValueOrDefault(twinAssetId, []);

    /// <summary>The assets linked under a role, in the order of their names.</summary>
    public ImmutableArray<DraftAsset> Linked(DraftAsset from, string role) =>
        linked.TryGetValue((from, role), out List<DraftAsset>? others)
            ? [.. others.Where(other => !other.IsRemoved).OrderBy(other => other.Name, StringComparer.Ordinal)]
            : [];

    /// <summary>Adds an asset; returns null and reports it when the language does not have the type.</summary>
    public DraftAsset? Add(string name, string type, Grounds grounds, Asset? twin = null, Grounds? typeGrounds = null)
    {
        if (!Language.Exists(type))
        {
            Report(
                LanguageRules.TypeNotInLanguage,
                FindingSeverity.Medium,
                null,
                $"{name} has the type {type}, which the language does not have",
                $"'{type}' is not a type of {Language.Id}; '{name}' is left out of the model."
                    + Spelling.Question(type, Language.TypeNames),
                grounds.Records,
                twinAssetId: twin?.Id
            );
            return null;
        }

        DraftAsset asset = new(UniqueName(name), type, twin, grounds, typeGrounds ?? grounds);
        assets.Add(asset);
        if (twin is not null)
        {
            Alias(twin.Id, asset);
        }

        return asset;
    }

    /// <summary>Lets a further twin asset stand for a draft asset.</summary>
    public void Alias(string twinAssetId, DraftAsset asset)
    {
        if (!byTwinId.TryGetValue(twinAssetId, out List<DraftAsset>? same))
        {
            byTwinId[twinAssetId] = same = [];
        }

        same.Add(asset);
    }

    /// <summary>Links two assets; false when the language knows no such link. A link that is there already keeps its grounds.</summary>
    public bool Link(DraftAsset from, string role, DraftAsset to, Grounds grounds)
    {
        if (Language.FindRole(from.Type, role, to.Type) is not { } end)
        {
            return false;
        }

        DraftLink link = DraftLink.To(end, from, to);
        if (links.TryAdd(link, grounds))
        {
            Remember(link.Left, link.RightField, link.Right);
            Remember(link.Right, link.LeftField, link.Left);
        }

        return true;
    }

    /// <summary>Takes a link out again.</summary>
    public void Unlink(DraftAsset from, AssociationEnd end, DraftAsset to)
    {
        DraftLink link = DraftLink.To(end, from, to);
        if (links.Remove(link))
        {
            linked[(link.Left, link.RightField)].Remove(link.Right);
            linked[(link.Right, link.LeftField)].Remove(link.Left);
        }
    }

    /// <summary>Sets a defence unless something surer set it before.</summary>
    public void Defend(DraftAsset asset, string defense, double probability, Grounds grounds)
    {
        if (Language.HasDefense(asset.Type, defense))
        {
            asset.Defenses.TryAdd(defense, new DraftDefense(Math.Clamp(probability, 0, 1), grounds));
        }
    }

    /// <summary>Notes something wrong or worth knowing.</summary>
    public void Report(
        DiagnosticRule rule,
        FindingSeverity severity,
        DraftAsset? asset,
        string title,
        string reason,
        IEnumerable<RecordReference> evidence,
        string? nextStep = null,
        string? twinAssetId = null
    ) =>
        findings.Add(
            new Finding(
                rule,
                severity,
                asset?.Name,
                asset?.Twin?.Id ?? twinAssetId,
                title,
                reason,
                nextStep ?? rule.Hint,
                [.. evidence.Distinct()]
            )
        );

    /// <summary>The finished model: assets by name, links by their ends.</summary>
    public ModelledTwin Finish()
    {
        ImmutableArray<DraftAsset> kept =
        [
            .. assets.Where(asset => !asset.IsRemoved).OrderBy(asset => asset.Name, StringComparer.Ordinal),
        ];
        Dictionary<DraftAsset, int> indexes = [];
        foreach (DraftAsset asset in kept)
        {
            indexes.Add(asset, indexes.Count);
        }

        ImmutableArray<KeyValuePair<InstanceLink, Grounds>> keptLinks =
        [
            .. links
                .Where(link => !link.Key.Left.IsRemoved && !link.Key.Right.IsRemoved)
                .Select(link => KeyValuePair.Create(link.Key.ToInstance(indexes), link.Value))
                .OrderBy(link => link.Key.Left)
                .ThenBy(link => link.Key.RightField, StringComparer.Ordinal)
                .ThenBy(link => link.Key.Right)
                .ThenBy(link => link.Key.LeftField, StringComparer.Ordinal),
        ];
        InstanceModel model = new(
            Twin.Revision.Site,
            Language.Id,
            Language.Version,
            [.. kept.Select(ToInstance)],
            [.. keptLinks.Select(link => link.Key)]
        );
        return new ModelledTwin(
            model,
            Finding.Sort(findings.Distinct()),
            [.. kept.Select(ToGrounds)],
            [.. keptLinks.Select(link => link.Value)],
            byTwinId.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair =>
                    pair.Value.Where(indexes.ContainsKey).Select(asset => indexes[asset]).Order().ToImmutableArray(),
                StringComparer.Ordinal
            )
        )
        {
            Traffic = Traffic,
        };
    }

    private static InstanceAsset ToInstance(DraftAsset asset, int index) =>
        new(
            index,
            asset.Name,
            asset.Type,
            asset.Defenses.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => pair.Value.Probability,
                StringComparer.Ordinal
            ),
            [.. Origin(asset)]
        );

    private static AssetGrounds ToGrounds(DraftAsset asset) =>
        new(
            asset.Twin?.Id,
            asset.Existence,
            asset.TypeGrounds,
            asset.Defenses.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => pair.Value.Grounds,
                StringComparer.Ordinal
            )
        );

    private static IEnumerable<string> Origin(DraftAsset asset)
    {
        yield return $"{asset.Existence.Rule}: {asset.Existence.Reason}";
        if (!ReferenceEquals(asset.TypeGrounds, asset.Existence))
        {
            yield return $"{asset.TypeGrounds.Rule}: {asset.TypeGrounds.Reason}";
        }

        foreach ((string name, DraftDefense defense) in asset.Defenses)
        {
            string probability = defense.Probability.ToString("0.###", CultureInfo.InvariantCulture);
            yield return $"{defense.Grounds.Rule}: {name} {probability}, {defense.Grounds.Reason}";
        }
    }

    private void Remember(DraftAsset from, string role, DraftAsset to)
    {
        if (!linked.TryGetValue((from, role), out List<DraftAsset>? others))
        {
            linked[(from, role)] = others = [];
        }

        others.Add(to);
    }

    private string UniqueName(string name)
    {
        string unique = name;
        while (!useOfName.TryAdd(unique, 1))
        {
            unique = $"{name} ({++useOfName[name]})";
        }

        return unique;
    }

    private readonly record struct DraftLink(DraftAsset Left, string LeftField, DraftAsset Right, string RightField)
    {
        public static DraftLink To(AssociationEnd end, DraftAsset from, DraftAsset to) =>
            end.IsLeft
                ? new DraftLink(to, end.Association.LeftField, from, end.Association.RightField)
                : new DraftLink(from, end.Association.LeftField, to, end.Association.RightField);

        public InstanceLink ToInstance(Dictionary<DraftAsset, int> indexes) =>
            new(indexes[Left], LeftField, indexes[Right], RightField);
    }
}
