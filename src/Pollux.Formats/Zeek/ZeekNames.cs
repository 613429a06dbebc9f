using System.Net;
using Pollux.Formats.Hosts;
using Pollux.Formats.Traffic;
using Pollux.Twin.Assets;
using Pollux.Twin.Flows;

namespace Pollux.Formats.Zeek;

/// <summary>Notes what the messages of a flow tell of its two hosts: names, products, industrial identity.</summary>
internal sealed class ZeekNames(TrafficGathering gathering)
{
    private const string ReverseV4 = ".in-addr.arpa";

    /// <summary>Notes what a line tells.</summary>
    public void Note(string path, ZeekRow row, FlowKey key)
    {
        switch (path)
        {
            case "dns":
                LookUp(row, key);
                break;
            case "ntlm":
                Client(key)?.AddName(NameSource.Self, HostTexts.HostName(row.Text(ZeekField.HostName)));
                Server(key)?.AddName(NameSource.Self, HostTexts.HostName(row.Text(ZeekField.ServerFullName)));
                Server(key)?.AddName(NameSource.Self, HostTexts.HostName(row.Text(ZeekField.ServerShortName)));
                break;
            case "kerberos":
                Kerberos(row, key);
                break;
            case "rdp":
                Client(key)?.AddName(NameSource.Self, HostTexts.HostName(row.Text(ZeekField.ClientName)));
                break;
            case "smb_mapping":
                Server(key)?.AddName(NameSource.Caller, HostTexts.HostName(HostOf(row.Text(ZeekField.SharePath))));
                break;
            case "ssh":
                Ssh(row, key);
                break;
            default:
                Industrial(path, row, key);
                break;
        }
    }

    private HostSheet? Client(FlowKey key) => gathering.Hosts.Of(key.Client, key);

    private HostSheet? Server(FlowKey key) => gathering.Hosts.Of(key.Server, key);

    private void Industrial(string path, ZeekRow row, FlowKey key)
    {
        switch (path)
        {
            case "cip_identity":
                CipIdentity(row, key);
                break;
            case "s7comm_known_devices":
                Server(key)?.AddProperty(Properties.Vendor, "Siemens");
                Server(key)?.AddProperty(Properties.Product, row.Text(ZeekField.ModuleName));
                Server(key)?.AddProperty(Properties.DisplayName, row.Text(ZeekField.SystemName));
                Server(key)?.AddSerial(row.Text(ZeekField.ModuleSerial));
                break;
            case "bacnet_discovery" when row[ZeekField.PduService].StartsWith("i"u8):
                Sender(row, key)?.AddProperty(Properties.Vendor, row.Text(ZeekField.VendorText));
                Sender(row, key)?.AddProperty(Properties.DisplayName, row.Text(ZeekField.ObjectName));
                break;
            case "bacnet_property" when row[ZeekField.PduService].EndsWith("ack"u8):
                BacNetProperty(row, key);
                break;
            case "modbus_read_device_identification":
                ModbusIdentity(row, key);
                break;
            case "opcua_binary_get_endpoints_description" when row.Text(ZeekField.ApplicationName) is { } name:
                Server(key)?.AddSoftware(SoftwareNote.Of(name, null, key.Port));
                break;
            default:
                break;
        }
    }

    private void CipIdentity(ZeekRow row, FlowKey key)
    {
        if (Sender(row, key) is not { } sheet)
        {
            return;
        }

        string? product = row.Text(ZeekField.ProductName);
        string? first = product?.Split(' ')[0];
        string? serial = row.Text(ZeekField.SerialNumber)?.ToLowerInvariant();
        sheet.AddProperty(Properties.Vendor, row.Text(ZeekField.VendorName));
        sheet.AddProperty(Properties.Product, product);
        sheet.AddProperty(Properties.Version, row.Text(ZeekField.Revision));
        sheet.AddProperty(Properties.DeviceClass, row.Text(ZeekField.DeviceTypeName));
        sheet.AddProperty(Properties.Model, first is not null && IsCatalogueNumber(first) ? first : null);
        sheet.AddSerial(serial is "0x00000000" ? null : serial);
    }

    // ANSI/ASHRAE 135, 12.11: the properties of the device object are those of the device.
    private void BacNetProperty(ZeekRow row, FlowKey key)
    {
        if (!row.Is(ZeekField.ObjectType, "device"u8) || Sender(row, key) is not { } sheet)
        {
            return;
        }

        string? value = row.Text(ZeekField.Value);
        switch (row.Text(ZeekField.Property)?.Replace('_', '-'))
        {
            case "model-name":
                sheet.AddProperty(Properties.Product, value);
                sheet.AddProperty(Properties.Model, value);
                break;
            case "vendor-name":
                sheet.AddProperty(Properties.Vendor, value);
                break;
            case "firmware-revision":
                sheet.AddProperty(Properties.Version, value);
                break;
            case "object-name":
                sheet.AddProperty(Properties.DisplayName, value);
                break;
            case "description":
                sheet.AddProperty(Properties.Description, value);
                break;
            default:
                break;
        }
    }

    // MODBUS Application Protocol V1.1b3, 6.21: the objects of the basic and the regular category.
    private void ModbusIdentity(ZeekRow row, FlowKey key)
    {
        string? property = (row.Text(ZeekField.ObjectId) ?? "").Replace(" ", "", StringComparison.Ordinal) switch
        {
            "VendorName" => Properties.Vendor,
            "ProductCode" => Properties.Model,
            "MajorMinorRevision" => Properties.Version,
            "ProductName" or "ModelName" => Properties.Product,
            _ => null,
        };
        if (property is not null)
        {
            Server(key)?.AddProperty(property, row.Text(ZeekField.Value));
        }
    }

    // Whoever sent the message speaks of itself; without the columns that say so it is the server.
    private HostSheet? Sender(ZeekRow row, FlowKey key) =>
        row.TryAddress(ZeekField.SourceHost, out PeerAddress sender) ? gathering.Hosts.Of(sender, key) : Server(key);

    private void LookUp(ZeekRow row, FlowKey key)
    {
        string? query = row.Text(ZeekField.Query);
        if (query is null || !row.Has(ZeekField.Answers))
        {
            return;
        }

        List<PeerAddress> addresses = [];
        foreach (string answer in row.Texts(ZeekField.Answers))
        {
            if (IPAddress.TryParse(answer, out IPAddress? address))
            {
                addresses.Add(PeerAddress.Of(address));
            }
            else
            {
                // An alias: the address is that of another name; or the answer to a reverse look-up.
                Reverse(query, answer, key);
                return;
            }
        }

        if (addresses is [var only] && only.Scope == AddressScope.Private)
        {
            gathering.Hosts.Of(only, key)?.AddName(NameSource.LookUp, HostTexts.HostName(query));
        }
    }

    // RFC 1035, 3.5: the bytes of the address stand in reverse order before in-addr.arpa.
    private void Reverse(string query, string answer, FlowKey key)
    {
        string name = query.ToLowerInvariant().TrimEnd('.');
        if (!name.EndsWith(ReverseV4, StringComparison.Ordinal))
        {
            return;
        }

        string[] bytes = name[..^ReverseV4.Length].Split('.');
        Array.Reverse(bytes);
        if (
            bytes.Length == 4
            && IPAddress.TryParse(string.Join('.', bytes), out IPAddress? address)
            && PeerAddress.Of(address) is { Scope: AddressScope.Private } known
        )
        {
            gathering.Hosts.Of(known, key)?.AddName(NameSource.Reverse, HostTexts.HostName(answer));
        }
    }

    // A computer's own account is its name with a dollar sign: WS01$/EXAMPLE.COM.
    private void Kerberos(ZeekRow row, FlowKey key)
    {
        string account = (row.Text(ZeekField.Client) ?? "").Split('/')[0].Split('@')[0];
        if (account.Length > 1 && account[^1] == '$')
        {
            Client(key)?.AddName(NameSource.Self, HostTexts.HostName(account[..^1]));
        }
    }

    private void Ssh(ZeekRow row, FlowKey key)
    {
        if (Banners.Ssh(row.Text(ZeekField.Server)) is { } server)
        {
            Server(key)?.AddSoftware(SoftwareNote.Of(server.Product, server.Version, key.Port));
        }

        if (Banners.Ssh(row.Text(ZeekField.Client)) is { } client)
        {
            Client(key)?.AddSoftware(SoftwareNote.Of(client.Product, client.Version, null));
        }
    }

    private static string? HostOf(string? share)
    {
        string[] parts = (share ?? "").Split('\\', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 ? null : parts[0];
    }

    private static bool IsCatalogueNumber(string text) =>
        text.Contains('-', StringComparison.Ordinal) && text.Any(char.IsAsciiDigit) && text.Length is >= 4 and <= 30;
}
