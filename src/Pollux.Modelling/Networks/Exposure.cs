using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Assets;

namespace Pollux.Modelling.Networks;

/// <summary>Notices control and engineering services that the Internet or a corporate zone reaches without a stop between.</summary>
internal static class Exposure
{
    // ISA-95 and the Purdue model: level 4 and above is business.
    private const double CorporateLevel = 4;

    private static readonly ImmutableArray<string> ProcessServices = ["ControlService", "EngineeringService"];

    public static void Apply(ModelDraft draft)
    {
        foreach (DraftAsset conduit in draft.OfType("Conduit"))
        {
            foreach (DraftAsset from in draft.Linked(conduit, "from"))
            {
                if (draft.Language.IsA(from.Type, "Internet"))
                {
                    Report(draft, conduit, from, NetworkRules.ControlFromInternet, FindingSeverity.Critical);
                }
                else if (Level(from) >= CorporateLevel)
                {
                    Report(draft, conduit, from, NetworkRules.ControlFromCorporate, FindingSeverity.High);
                }
            }
        }

        foreach (DraftAsset zone in draft.OfType("Zone"))
        {
            if (Level(zone) >= CorporateLevel)
            {
                ReportInside(draft, zone);
            }
        }
    }

    private static void Report(
        ModelDraft draft,
        DraftAsset conduit,
        DraftAsset from,
        DiagnosticRule rule,
        FindingSeverity severity
    )
    {
        foreach (DraftAsset service in Reach.Over(draft, conduit).Where(service => IsOfProcess(draft, service)))
        {
            draft.Report(
                rule,
                severity,
                service,
                $"{service.Name} can be reached from {from.Name}",
                $"The conduit {conduit.Name} lets {from.Name} reach {service.Name}, a {service.Type}, directly.",
                [.. conduit.Existence.Records, .. service.Existence.Records]
            );
        }
    }

    private static void ReportInside(ModelDraft draft, DraftAsset zone)
    {
        IEnumerable<DraftAsset> services = draft
            .Linked(zone, "devices")
            .SelectMany(device => draft.Linked(device, "services"))
            .Where(service => IsOfProcess(draft, service));
        foreach (DraftAsset service in services)
        {
            draft.Report(
                NetworkRules.ControlFromCorporate,
                FindingSeverity.High,
                service,
                $"{service.Name} stands in {zone.Name}",
                $"{service.Name}, a {service.Type}, is on a device in {zone.Name}, a zone of level {Level(zone):0.#}.",
                service.Existence.Records
            );
        }
    }

    private static bool IsOfProcess(ModelDraft draft, DraftAsset service) =>
        ProcessServices.Any(type => draft.Language.IsA(service.Type, type));

    private static double Level(DraftAsset zone) =>
        double.TryParse(
            zone.Twin?.Property(Properties.Level),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double level
        )
            ? level
            : -1;
}
