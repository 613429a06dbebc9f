using Pollux.Modelling.Drafts;

namespace Pollux.Modelling.Networks;

/// <summary>
/// A device with a public address can be reached from the Internet, by conduits; it does not stand in it. Were it linked to the
/// Internet as to a zone, whoever owns one such device could listen to and redirect the traffic of all others.
/// </summary>
internal static class OutsideZone
{
    public static void Apply(ModelDraft draft)
    {
        foreach (DraftAsset internet in draft.OfType("Internet"))
        {
            foreach (DraftAsset device in draft.Linked(internet, "devices"))
            {
                if (
                    draft.Linked(device, "zones").Length > 1
                    && draft.Language.FindRole(device.Type, "zones", internet.Type) is { } end
                )
                {
                    draft.Unlink(device, end, internet);
                }
            }
        }
    }
}
