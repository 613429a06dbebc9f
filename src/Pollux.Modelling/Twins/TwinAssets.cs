using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Modelling.Devices;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Services;
using Pollux.Modelling.Tables;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Twins;

/// <summary>Brings the twin's assets into the model, each with the most special type that can be said.</summary>
internal static class TwinAssets
{
    public const string Rule = "twin-asset";

    public static void Apply(ModelDraft draft)
    {
        ImmutableArray<Asset> assets = draft.Twin.Revision.Assets;
        HashSet<string> presentSoftware = ProductParts.FindPresent(draft);
        foreach (Asset device in assets.Where(asset => draft.Language.IsA(asset.Type, "Device")))
        {
            AddDevice(draft, device);
        }

        foreach (Asset asset in assets.Where(asset => !draft.Language.IsA(asset.Type, "Device")))
        {
            if (!draft.Language.IsA(asset.Type, "Service") && IsModelled(asset, presentSoftware))
            {
                AddOther(draft, asset);
            }
        }

        // A service that belongs to no device cannot be reached; services of devices were added with them.
        foreach (Asset service in assets.Where(asset => draft.Language.IsA(asset.Type, "Service")))
        {
            if (draft.Of(service.Id).Count == 0 && draft.FactsOf(service).IsThere)
            {
                AddService(draft, service, null, "Device", null);
            }
        }
    }

    private static void AddDevice(ModelDraft draft, Asset device)
    {
        ImmutableArray<Asset> services = draft.Twin.ServicesOf(device);
        if (IsDown(device) && services.IsEmpty)
        {
            return;
        }

        ImmutableArray<DeviceHint> hints = DeviceHints.Collect(device, draft);
        DeviceType type = draft.Typing.Find(device.Type, hints);
        Grounds existence = Existence(device);
        DraftAsset? added = draft.Add(
            device.Name,
            type.Type,
            existence,
            device,
            new Grounds("device-type", $"{type.Type}, because {type.Reason}", device.Provenance)
        );
        if (added is null)
        {
            return;
        }

        AddDefenses(draft, added, device);
        ReportType(draft, added, device, type, hints);
        ModelRow? model = ControllerModels.Find(draft, device, type.Type, hints);
        int unclear = 0;
        foreach (Asset service in services)
        {
            if (draft.FactsOf(service).IsThere)
            {
                AddService(draft, service, added, type.Type, model);
            }
            else
            {
                unclear++;
            }
        }

        ReportUnclearPorts(draft, added, unclear);
    }

    private static void AddService(
        ModelDraft draft,
        Asset service,
        DraftAsset? device,
        string deviceType,
        ModelRow? model
    )
    {
        ServiceFacts facts = draft.FactsOf(service);
        string name = device is null || facts.Label is null ? service.Name : $"{device.Name} {facts.Label}";
        ImmutableArray<ServiceType> types = [.. ServiceTyping.Find(service, facts, deviceType, model, draft.Language)];
        foreach (ServiceType type in ServiceUses.Complete(service, types, draft))
        {
            string suffix = draft.Of(service.Id).Count > 0 ? ServiceUses.SuffixOf(type.Type) : "";
            DraftAsset? added = draft.Add(
                name + suffix,
                type.Type,
                Existence(service),
                service,
                new Grounds("service-type", $"{type.Type}, because {type.Reason}", service.Provenance)
            );
            if (added is null)
            {
                continue;
            }

            AddDefenses(draft, added, service);
            ServiceDefenses.Apply(draft, added, facts);
            if (type.IsGuess)
            {
                draft.Report(
                    ServiceRules.UnknownKind,
                    FindingSeverity.Info,
                    added,
                    $"{added.Name}: the kind of service is not known",
                    $"{facts.Describe()}: no table knows it, so it is modelled as an application.",
                    service.Provenance
                );
            }
        }
    }

    private static void AddOther(ModelDraft draft, Asset asset)
    {
        string type = InternetZones.IsInternet(asset, draft.Language) ? "Internet" : asset.Type;
        if (draft.Language.IsAbstract(type))
        {
            draft.Report(
                LanguageRules.TypeIsAbstract,
                FindingSeverity.Low,
                null,
                $"{asset.Name} is only known as {type}",
                $"'{type}' is too general for the attack language; '{asset.Name}' is left out of the model.",
                asset.Provenance,
                twinAssetId: asset.Id
            );
            return;
        }

        // There is one Internet, however many sources speak of it.
        if (type == "Internet" && draft.OfType(type) is [var internet, ..])
        {
            draft.Alias(asset.Id, internet);
            return;
        }

        if (draft.Add(asset.Name, type, Existence(asset), asset) is { } added)
        {
            AddDefenses(draft, added, asset);
        }
    }

    // The site itself carries currency and assumptions; it is nothing that can be attacked. A product that runs nowhere on the site
    // and comes over no channel gives an attacker nothing: a BOM lists thousands.
    private static bool IsModelled(Asset asset, HashSet<string> presentSoftware) =>
        asset.Type switch
        {
            "Site" => false,
            "Software" => presentSoftware.Contains(asset.Id),
            _ => true,
        };

    private static bool IsDown(Asset device) =>
        string.Equals(device.Property(Properties.Status), "down", StringComparison.Ordinal)
        && !device.PropertyValues(Properties.Standing).Contains("declared", StringComparer.Ordinal);

    private static Grounds Existence(Asset asset) => new Grounds(Rule, Sayings.Of(asset.Provenance), asset.Provenance);

    private static void AddDefenses(ModelDraft draft, DraftAsset added, Asset asset)
    {
        foreach ((string name, ImmutableArray<Sourced<DefenseValue>> values) in asset.Defenses)
        {
            if (draft.Language.HasDefense(added.Type, name))
            {
                draft.Defend(
                    added,
                    name,
                    values[0].Value.Probability,
                    new Grounds(Rule, values[0].Value.Reason, [.. values.Select(value => value.Record)])
                );
            }
            else
            {
                draft.Report(
                    LanguageRules.DefenseNotInLanguage,
                    FindingSeverity.Low,
                    added,
                    $"{added.Name} has no defence '{name}'",
                    $"{added.Type} has no defence '{name}'; it is not counted."
                        + Spelling.Question(name, draft.Language.Defenses(added.Type)),
                    values.Select(value => value.Record)
                );
            }
        }
    }

    private static void ReportType(
        ModelDraft draft,
        DraftAsset added,
        Asset device,
        DeviceType type,
        ImmutableArray<DeviceHint> hints
    )
    {
        if (type.IsGuess)
        {
            draft.Report(
                DeviceRules.WithoutRole,
                FindingSeverity.Low,
                added,
                $"{added.Name}: the role is not known",
                $"Nothing that was seen of '{added.Name}' says what it is; it is modelled as a computer.",
                device.Provenance
            );
            return;
        }

        DeviceType seen = draft.Typing.Find("Device", hints);
        bool fits = draft.Language.IsA(seen.Type, type.Type) || draft.Language.IsA(type.Type, seen.Type);
        if (!seen.IsGuess && !fits && seen.Confidence >= DeviceTyping.Contradiction)
        {
            draft.Report(
                DeviceRules.RoleContradicted,
                FindingSeverity.Medium,
                added,
                $"{added.Name} is declared as {device.Type} but looks like {seen.Type}",
                $"It looks like {seen.Type}, because {seen.Reason}; it is modelled as {type.Type}, as declared.",
                device.Provenance
            );
        }
    }

    private static void ReportUnclearPorts(ModelDraft draft, DraftAsset device, int unclear)
    {
        if (unclear > 0)
        {
            draft.Report(
                ServiceRules.NotSurelyOpen,
                FindingSeverity.Info,
                device,
                $"{device.Name}: {(unclear == 1 ? "a port" : $"{unclear} ports")} may be open, left out",
                $"Of '{device.Name}' {(unclear == 1 ? "one port is" : $"{unclear} ports are")} filtered or did not answer clearly; "
                    + "not in the model.",
                device.Twin?.Provenance ?? []
            );
        }
    }
}
