using Pollux.Formats.SiteDescriptions.Yaml;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Finds devices of one zone that say the same address.</summary>
internal sealed class SharedAddresses(SiteValues values)
{
    /// <summary>Reports every address that a second device of the same zone has.</summary>
    public void Report(IEnumerable<SiteThing> things)
    {
        var first = new Dictionary<(string Zone, string Address), SiteThing>();
        foreach (SiteThing device in things.Where(thing => SiteTypes.IsA(thing.Type, "Device")))
        {
            foreach (YamlScalar address in Scalars(device, "address").Concat(Scalars(device, "addresses")))
            {
                foreach (
                    string zone in Scalars(device, "zone").Concat(Scalars(device, "zones")).Select(node => node.Text)
                )
                {
                    if (!first.TryAdd((zone, address.Text), device) && first[(zone, address.Text)] != device)
                    {
                        values.Add(
                            SiteDescriptionRules.SharedAddress,
                            address,
                            $"{address.Text} is the address of '{first[(zone, address.Text)].Name}' already, in the same zone '{zone}'."
                        );
                    }
                }
            }
        }
    }

    private static IEnumerable<YamlScalar> Scalars(SiteThing thing, string key) =>
        SiteMaps.Items(thing[key]).OfType<YamlScalar>();
}
