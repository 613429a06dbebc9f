using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>Gathers, for each thing, what all records say of it, and makes assets of that.</summary>
internal sealed class AssetDrafts
{
    private readonly TypeHierarchy types;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<Mention, AssetDraft> draftByLeader = new();

    // In import order, parents before their children.
    private readonly List<AssetDraft> drafts = [];

    public AssetDrafts(Mentions mentions, TypeHierarchy types, TrafficPeers peers, DiagnosticBag diagnostics)
    {
        this.types = types;
        this.diagnostics = diagnostics;
        foreach (Mention mention in mentions.All.Where(mention => peers.IsAsset(mention.Leader)))
        {
            DraftOf(mention).Mentions.Add(mention);
        }

        foreach (AssetSaying saying in mentions.Sayings)
        {
            draftByLeader.GetValueOrDefault(saying.Subject.Leader)?.Add(saying);
        }

        foreach (FlowSaying flow in mentions.Flows.Where(flow => flow.Activity.Answered is true))
        {
            draftByLeader.GetValueOrDefault(flow.Service.Leader)?.AddAnswer(flow);
        }

        AssetIds.Assign(drafts, types);
        foreach (AssetDraft draft in drafts)
        {
            draft.Type = TypeOf(draft);
        }

        AssetNames.Assign(drafts);
    }

    /// <summary>The id of each thing's asset, by its leader.</summary>
    public Dictionary<Mention, string> Ids => drafts.ToDictionary(draft => draft.Leader, draft => draft.Id);

    public ImmutableArray<Asset> ToAssets() =>
        [.. drafts.Select(draft => draft.ToAsset()).OrderBy(asset => asset.Id, StringComparer.Ordinal)];

    private AssetDraft DraftOf(Mention mention)
    {
        Mention leader = mention.Leader;
        if (!draftByLeader.TryGetValue(leader, out AssetDraft? draft))
        {
            draft = new AssetDraft(leader, leader.Parent is null ? null : DraftOf(leader.Parent));
            draftByLeader.Add(leader, draft);
            drafts.Add(draft);
        }

        return draft;
    }

    private string TypeOf(AssetDraft draft)
    {
        string type = draft.Mentions[0].Reference.Type;
        bool isDeclared = draft.IsDeclared(draft.Mentions[0]);
        foreach (Mention mention in draft.Mentions.Skip(1))
        {
            string other = mention.Reference.Type;
            if (string.Equals(other, type, StringComparison.Ordinal))
            {
                isDeclared |= draft.IsDeclared(mention);
                continue;
            }

            bool isOtherDeclared = draft.IsDeclared(mention);
            string? moreSpecial = types.MoreSpecial(type, other);
            string chosen = moreSpecial ?? (isOtherDeclared && !isDeclared ? other : type);
            if (moreSpecial is null && !types.IsEmpty)
            {
                Report(draft, mention, type, other, chosen);
            }

            isDeclared = string.Equals(chosen, other, StringComparison.Ordinal) ? isOtherDeclared : isDeclared;
            type = chosen;
        }

        return type;
    }

    private void Report(AssetDraft draft, Mention mention, string type, string other, string chosen) =>
        diagnostics.Add(
            new Diagnostic(
                ResolutionRules.ConflictingTypes,
                $"'{Texts.Label(draft.Leader)}' is a {type} to one source and a {other} to {mention.Record.SourceKey}; "
                    + $"it is taken for a {chosen}.",
                new SourceLocation(mention.Record.SourceKey, Record: mention.Record.Record)
            )
        );
}
