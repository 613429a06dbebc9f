using System.Globalization;
using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Assets;

namespace Pollux.Formats.Nexpose;

/// <summary>One <c>node</c>: what it is, which endpoints it has and what tests found on them.</summary>
internal sealed class NexposeNode(GatheredHost gathered, GatheredHosts hosts, DiagnosticBag diagnostics)
{
    private readonly ScannedHost host = gathered.Host;
    private double systemCertainty = -1;
    private (string? System, string? Class, string? Cpe) system;

    public void Read(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        AddMac(reader.GetAttribute("hardware-address"));
        gathered.Policy = Excerpt.OneLineOrNull(reader.GetAttribute("scan-template"), 300);
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            switch (reader.LocalName)
            {
                case "names":
                    ReadNames(reader);
                    break;
                case "fingerprints":
                    ReadSystems(reader);
                    break;
                case "software":
                    ReadSoftware(reader);
                    break;
                case "tests":
                    ReadTests(reader, null);
                    break;
                case "endpoints":
                    ReadEndpoints(document);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        host.AddText(Properties.OperatingSystem, system.System);
        if (system.System is not null && systemCertainty >= 0)
        {
            host.AddText(
                Properties.OperatingSystemAccuracy,
                systemCertainty.ToString("0.##", CultureInfo.InvariantCulture)
            );
        }

        host.AddText(Properties.DeviceClass, system.Class);
        host.AddCpe(system.Cpe);
    }

    // Twelve digits without colons.
    private void AddMac(string? text)
    {
        if (text?.Trim() is { Length: 12 } digits)
        {
            host.AddMac(string.Join(':', digits.Chunk(2).Select(pair => new string(pair))));
        }
        else
        {
            host.AddMac(text);
        }
    }

    private void ReadNames(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "name")
            {
                hosts.Count();
                host.AddName(XmlChildren.Text(reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // Several are guesses at the same thing: the surest counts.
    private void ReadSystems(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            double certainty = Numbers.Read(reader.GetAttribute("certainty"), 0, 1) ?? 0;
            if (reader.LocalName is "os" && certainty > systemCertainty)
            {
                systemCertainty = certainty;
                system = (
                    Product(reader, "vendor", "product", "version"),
                    reader.GetAttribute("device-class"),
                    reader.GetAttribute("cpe")
                );
            }

            reader.Skip();
        }
    }

    private void ReadSoftware(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "fingerprint")
            {
                AddProduct(reader);
            }

            reader.Skip();
        }
    }

    private void ReadEndpoints(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (reader.LocalName is "endpoint" && reader.GetAttribute("status") is "open" or null)
            {
                ReadServices(reader, Port(reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private ScannedPort? Port(XmlReader reader)
    {
        string number = reader.GetAttribute("port") ?? "";
        string transport = (reader.GetAttribute("protocol") ?? "").ToLowerInvariant();
        hosts.Count();
        if (
            ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value)
            && transport is "tcp" or "udp" or "sctp"
        )
        {
            return host.Port(value, transport);
        }

        diagnostics.Add(
            ScannerRules.BadPort,
            $"'{Excerpt.Of(number)}' over '{Excerpt.Of(transport)}' is not a port.",
            XmlChildren.Line(reader),
            record: $"host {gathered.Name}"
        );
        return null;
    }

    // endpoint/services/service: one level deeper each.
    private void ReadServices(XmlReader reader, ScannedPort? port)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "services":
                    ReadServices(reader, port);
                    break;
                case "service":
                    Name(port, reader.GetAttribute("name"));
                    ReadServices(reader, port);
                    break;
                case "fingerprints":
                    ReadProducts(reader, port);
                    break;
                case "tests":
                    ReadTests(reader, port);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void Name(ScannedPort? port, string? service)
    {
        if (port is null || service is null || service is "<unknown>" || service.Length == 0)
        {
            return;
        }

        string name = service.ToLowerInvariant();
        port.IsTunnelled |= name is "https" or "smtps" or "imaps" or "pop3s" or "ldaps";
        port.Protocol ??= NexposeNames.Protocol(name);
        port.IsProbed = true;
    }

    private void ReadProducts(XmlReader reader, ScannedPort? port)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "fingerprint" && port is not null)
            {
                port.Product ??= Excerpt.OneLineOrNull(reader.GetAttribute("product"), 300);
                port.Version ??= Excerpt.OneLineOrNull(reader.GetAttribute("version"), 100);
                if (AddProduct(reader) is { } product)
                {
                    port.Answering.Add(product.Key);
                }
            }

            reader.Skip();
        }
    }

    private ScannedSoftware? AddProduct(XmlReader reader)
    {
        hosts.Count();
        ScannedSoftware? product = Products.CpeNames.Read(reader.GetAttribute("cpe")) is { } cpe
            ? ScannedSoftware.OfCpe(cpe)
            : ScannedSoftware.Named(
                reader.GetAttribute("product"),
                reader.GetAttribute("version"),
                reader.GetAttribute("vendor")
            );
        if (product is not null)
        {
            host.AddSoftware(product);
        }

        return product;
    }

    private void ReadTests(XmlReader reader, ScannedPort? port)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "test")
            {
                Add(reader, port);
            }

            reader.Skip();
        }
    }

    private void Add(XmlReader reader, ScannedPort? port)
    {
        string status = reader.GetAttribute("status") ?? "";
        double? confidence = NexposeNames.Confidence(status);
        if (confidence is null && status is not "not-vulnerable")
        {
            return;
        }

        hosts.Count();
        int? line = XmlChildren.Line(reader);
        if (Excerpt.OneLineOrNull(reader.GetAttribute("id"), 300)?.ToLowerInvariant() is not { } check)
        {
            diagnostics.Add(
                ScannerRules.ResultWithoutCheck,
                "This <test> has no id.",
                line,
                record: $"host {gathered.Name}"
            );
        }
        else if (confidence is { } sure)
        {
            gathered.Results.Add(new GatheredResult(check, port, sure, line));
        }
        else
        {
            gathered.Clear(check, port);
        }
    }

    private static string? Product(XmlReader reader, params string[] attributes)
    {
        IEnumerable<string> words = attributes
            .Select(attribute => Excerpt.OneLineOrNull(reader.GetAttribute(attribute), 200))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        string text = string.Join(' ', words);
        return text.Length == 0 ? null : text;
    }
}

/// <summary>The scanner's words.</summary>
internal static class NexposeNames
{
    /// <summary>The usual short name of a protocol that the scanner writes in words; lower case.</summary>
    public static string Protocol(string name) =>
        name switch
        {
            "https" => "http",
            "cifs" => "microsoft-ds",
            "cifs name service" => "netbios-ns",
            "rdp" or "microsoft remote display protocol" => "ms-wbt-server",
            "dns" or "dns-tcp" => "domain",
            "dce endpoint resolution" or "dce rpc" => "msrpc",
            "portmapper" => "rpcbind",
            "dhcp" or "dhcps" => "dhcps",
            _ => name,
        };

    /// <summary>
    /// How sure a test is whose result is one of those that mean vulnerable; null for any other. With an exception the flaw is as much
    /// there as without: somebody accepted it. Figures are assumptions, <c>docs/formats/nexpose.md</c>.
    /// </summary>
    public static double? Confidence(string status)
    {
        string plain = status
            .Replace("exception-", "", StringComparison.Ordinal)
            .Replace("-with-exception-applied", "", StringComparison.Ordinal);
        return plain switch
        {
            "vulnerable-exploited" => 0.99,
            "vulnerable" => 0.95,
            "vulnerable-version" => 0.8,
            "vulnerable-potential" or "potential" => 0.5,
            _ => null,
        };
    }
}
