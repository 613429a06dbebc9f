using Pollux.Modelling.Devices;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Drift;

/// <summary>Notices devices of which the newest record is old, or of no known age.</summary>
internal static class StaleData
{
    public static void Apply(ModelDraft draft)
    {
        Revision revision = draft.Twin.Revision;
        DateTimeOffset? newest = revision.Sources.Select(source => source.At).Max();
        if ((draft.Input.AsOf ?? newest) is not { } now)
        {
            return;
        }

        foreach (DraftAsset device in draft.OfType("Device").Where(device => device.Twin is not null))
        {
            DateTimeOffset? last = device.Twin!.Provenance.Select(record => record.At).Max();
            if (last is null)
            {
                draft.Report(
                    DeviceRules.AgeUnknown,
                    FindingSeverity.Info,
                    device,
                    $"{device.Name}: nobody says how old the data is",
                    $"No source of '{device.Name}' has a date.",
                    device.Existence.Records
                );
            }
            else if (now - last > draft.Input.StaleAfter)
            {
                int days = (int)(now - last.Value).TotalDays;
                draft.Report(
                    DeviceRules.Stale,
                    FindingSeverity.Low,
                    device,
                    $"{device.Name}: the newest data is {days} days old",
                    $"'{device.Name}' was last seen on {last.Value:yyyy-MM-dd}, {days} days before {now:yyyy-MM-dd}.",
                    device.Existence.Records
                );
            }
        }
    }
}
