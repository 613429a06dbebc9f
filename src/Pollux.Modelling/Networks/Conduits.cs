using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Networks;

/// <summary>
/// Expands what conduits permit to the services that exist behind them. In the language a conduit without <c>permits</c> opens
/// the whole zone, so one that permits something that nobody knows must be closed expressly.
/// </summary>
internal static class Conduits
{
    public const string Rule = "conduit-permits";

    public static void Apply(ModelDraft draft)
    {
        foreach (DraftAsset conduit in draft.OfType("Conduit"))
        {
            if (conduit.Twin is { } twin && draft.Linked(conduit, "to") is [var target, ..])
            {
                Expand(draft, conduit, twin, target);
            }
        }
    }

    private static void Expand(ModelDraft draft, DraftAsset conduit, Asset twin, DraftAsset target)
    {
        ImmutableArray<Permission> permissions = [.. Read(draft, conduit, twin)];
        bool toInternet = draft.Language.IsA(target.Type, "Internet");
        if (permissions.Any(permission => permission is Permission.Everything))
        {
            if (!toInternet)
            {
                ReportOpen(draft, conduit, target);
            }

            return;
        }

        // A port that may be used outwards means the servers of the world, not those of ours that have a public address.
        foreach (DraftAsset device in toInternet ? [] : draft.Linked(target, "devices"))
        {
            foreach (DraftAsset service in draft.Linked(device, "services"))
            {
                Permit(draft, conduit, service, permissions);
            }
        }

        // Of what stands outside nothing is known, and nothing need be: whoever reaches the Internet is an attacker already.
        if (!toInternet && draft.Linked(conduit, "permits").IsEmpty)
        {
            Close(draft, conduit, twin, target);
        }
    }

    private static IEnumerable<Permission> Read(ModelDraft draft, DraftAsset conduit, Asset twin)
    {
        foreach (Sourced<string> value in twin.Properties.GetValueOrDefault(Properties.Permits, []))
        {
            if (Permission.TryParse(value.Value, draft.Input.Tables) is { } permission)
            {
                yield return permission;
            }
            else
            {
                draft.Report(
                    NetworkRules.PermitNotUnderstood,
                    FindingSeverity.Medium,
                    conduit,
                    $"{conduit.Name} permits '{value.Value}', which is not understood",
                    $"'{value.Value}' is no port and no protocol that is known; it opens nothing in the model."
                        + Spelling.Question(value.Value, draft.Input.Tables.Protocols.Select(row => row.Name)),
                    [value.Record]
                );
            }
        }
    }

    private static void Permit(
        ModelDraft draft,
        DraftAsset conduit,
        DraftAsset service,
        ImmutableArray<Permission> permissions
    )
    {
        if (
            service.Twin is { } twin
            && draft.FactsOf(twin) is var facts
            && permissions.Any(permission => permission.Permits(facts))
        )
        {
            Grounds grounds = new(
                Rule,
                $"{conduit.Name} permits {facts.Describe()}",
                [.. conduit.Existence.Records, .. service.Existence.Records]
            );
            draft.Link(conduit, "permits", service, grounds);
        }
    }

    private static void Close(ModelDraft draft, DraftAsset conduit, Asset twin, DraftAsset target)
    {
        string wanted = string.Join(", ", twin.PropertyValues(Properties.Permits));
        string reason =
            wanted.Length == 0
                ? $"it permits nothing that is known in {target.Name}"
                : $"it permits {wanted}, and no such service is known in {target.Name}";
        draft.Defend(conduit, "blocked", 1, new Grounds(Rule, reason, conduit.Existence.Records));
        draft.Report(
            NetworkRules.NothingBehindConduit,
            FindingSeverity.Medium,
            conduit,
            $"{conduit.Name}: no service is known that it permits",
            $"The conduit is modelled as closed, because {reason}.",
            conduit.Existence.Records
        );
    }

    private static void ReportOpen(ModelDraft draft, DraftAsset conduit, DraftAsset target) =>
        draft.Report(
            NetworkRules.OpenConduit,
            FindingSeverity.Medium,
            conduit,
            $"{conduit.Name} lets everything pass into {target.Name}",
            $"The conduit permits any traffic, so every service in {target.Name} can be reached over it.",
            conduit.Existence.Records
        );
}
