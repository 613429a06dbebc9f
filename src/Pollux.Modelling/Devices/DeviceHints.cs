using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Services;
using Pollux.Modelling.Tables;
using Pollux.Modelling.Traffic;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Devices;

/// <summary>Something known of a device that may hint at its type.</summary>
/// <param name="Hint">Which rows of the table look at it.</param>
/// <param name="Text">What they look at.</param>
/// <param name="Trust">How far it is to be trusted, 0 to 1; multiplies a row's weight.</param>
/// <param name="Key">Hints of one key are the same piece of evidence, of which only the strongest counts.</param>
/// <param name="Description">What it is, for the reason.</param>
internal readonly record struct DeviceHint(RoleHint Hint, string Text, double Trust, string Key, string Description);

/// <summary>Collects what is known of a device that may hint at its type.</summary>
internal static class DeviceHints
{
    // A port number alone: about two in five services on a well-known port are something else (assumption, see docs/modelling.md).
    private const double TrustOfPort = 0.6;

    public static ImmutableArray<DeviceHint> Collect(Asset device, ModelDraft draft) =>
        [
            .. OfDevice(device),
            .. draft.Twin.ServicesOf(device).SelectMany(service => OfService(service, draft.FactsOf(service))),
            .. draft.Twin.SoftwareOf(device).SelectMany(OfSoftware),
            .. ClientHints.Of(device, draft),
        ];

    private static IEnumerable<DeviceHint> OfDevice(Asset device)
    {
        foreach (string property in (string[])[Properties.Product, Properties.Model, Properties.Version])
        {
            foreach (string value in device.PropertyValues(property))
            {
                yield return new(RoleHint.Product, value, 1, "product", $"its {property} is '{value}'");
            }
        }

        foreach (string vendor in device.PropertyValues(Properties.Vendor))
        {
            yield return new(RoleHint.Vendor, vendor, 1, "vendor", $"its vendor is '{vendor}'");
        }

        if (device.Property(Properties.OperatingSystem) is { } system)
        {
            double accuracy = double.TryParse(
                device.Property(Properties.OperatingSystemAccuracy),
                System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture,
                out double given
            )
                ? Math.Clamp(given, 0, 1)
                : 1;
            yield return new(RoleHint.System, system, accuracy, "system", $"its operating system is '{system}'");
            yield return new(RoleHint.Product, system, accuracy, "system", $"its operating system is '{system}'");
        }

        yield return new(RoleHint.Name, device.Name, 1, "name", $"it is named '{device.Name}'");
    }

    private static IEnumerable<DeviceHint> OfService(Asset service, ServiceFacts facts)
    {
        if (!facts.IsThere)
        {
            yield break;
        }

        string key = $"service {service.Id}";
        if (facts.ProtocolName is { } protocol)
        {
            yield return new(RoleHint.Protocol, protocol, facts.IsProbed ? 1 : TrustOfPort, key, facts.Describe());
        }

        foreach (string property in (string[])[Properties.Product, Properties.Model, Properties.Vendor])
        {
            foreach (string value in service.PropertyValues(property))
            {
                string place = facts.Label ?? "a service";
                yield return new(RoleHint.Product, value, 1, key, $"{place} says '{value}'");
            }
        }
    }

    private static IEnumerable<DeviceHint> OfSoftware(Asset software)
    {
        string name = software.Property(Properties.Product) ?? software.Name;
        yield return new(RoleHint.Product, name, 1, $"software {software.Id}", $"'{name}' is installed");
    }
}
