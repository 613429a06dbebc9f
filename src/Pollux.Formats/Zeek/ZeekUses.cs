using System.Collections.Immutable;
using System.Text;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Zeek;

/// <summary>What a client did, by the functions that a line names.</summary>
internal static class ZeekUses
{
    private static readonly ImmutableArray<string> AdministeringEndpoints =
    [
        "svcctl",
        "atsvc",
        "ITaskSchedulerService",
        "winreg",
        "IWbemServices",
        "IWbemLevel1Login",
        "IRemoteWinspool",
        "IDMRemoteServer",
        "winspool_or_spoolss",
        "ISystemActivator",
        "IRemUnknown",
    ];

    /// <summary>The uses as bits, for a line of a log of messages.</summary>
    public static int Of(string path, ZeekRow row) =>
        path switch
        {
            "dns" => FlowUses.Discover,
            "modbus" or "modbus_detailed" => row.Has(ZeekField.Exception)
                ? FlowUses.None
                : OtFunctions.Modbus(Upper(row[ZeekField.Function])),
            "modbus_mask_write_register" => FlowUses.Write,
            "modbus_read_write_multiple_registers" => FlowUses.Read | FlowUses.Write,
            "modbus_read_device_identification" => FlowUses.Discover,
            "dnp3" => OtFunctions.Dnp3(Upper(row[ZeekField.FunctionRequest])),
            "dnp3_control" or "dnp3_objects" => OtFunctions.Dnp3(Upper(row[ZeekField.FunctionCode])),
            "s7comm" => OtFunctions.S7(Text(row[ZeekField.FunctionName]), Text(row[ZeekField.SubfunctionName])),
            "s7comm_plus" => OtFunctions.S7Plus(Text(row[ZeekField.FunctionName])),
            "s7comm_read_szl" or "s7comm_known_devices" => FlowUses.Discover,
            "s7comm_upload_download" => FlowUses.Program,
            "enip" => OtFunctions.Enip(Text(row[ZeekField.Command])),
            "cip" => OtFunctions.Cip(Text(row[ZeekField.CipService])),
            "cip_identity" => FlowUses.Discover,
            "cip_io" => FlowUses.Read | FlowUses.Write,
            "bacnet" => OtFunctions.BacNet(Text(row[ZeekField.PduService])),
            "bacnet_discovery" => FlowUses.Discover,
            "bacnet_property" => OtFunctions.BacNet(Text(row[ZeekField.PduService])),
            "bacnet_device_control" => FlowUses.Control,
            "ge_srtp" or "hart_ip" or "roc_plus" or "genisys" => OtFunctions.ByWord(
                Text(row[ZeekField.FunctionName] is { IsEmpty: false } name ? name : row[ZeekField.Service])
                    + Text(row[ZeekField.Command])
            ),
            "dce_rpc" => Rpc(row),
            "ntlm" or "kerberos" or "radius" => FlowUses.Login,
            "ssh" => row.Has(ZeekField.IsAuthenticated) ? FlowUses.Login : FlowUses.None,
            "rdp" => FlowUses.Login | FlowUses.Administer,
            "ftp" => Ftp(row),
            "smb_files" => FlowUses.FileTransfer,
            "smb_mapping" => IsAdministrativeShare(row) ? FlowUses.Administer : FlowUses.None,
            "ldap_search" => FlowUses.Discover,
            "mqtt_publish" => FlowUses.Write,
            "mqtt_subscribe" => FlowUses.Read,
            _ when path.StartsWith("opcua", StringComparison.Ordinal) => OpcUa(path, row),
            _ => FlowUses.None,
        };

    // The first log names the request of each message; the others are named after it.
    private static int OpcUa(string path, ZeekRow row) =>
        path is "opcua_binary"
            ? OtFunctions.OpcUa(Text(row[ZeekField.FunctionName]))
            : OtFunctions.OpcUa(
                path.Replace("opcua_binary_", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)
            );

    private static int Rpc(ZeekRow row)
    {
        string endpoint = Text(row[ZeekField.Endpoint]);
        return AdministeringEndpoints.Contains(endpoint, StringComparer.OrdinalIgnoreCase) ? FlowUses.Administer
            : endpoint is "epmapper" or "samr" or "lsarpc" or "srvsvc" or "wkssvc" or "netlogon" ? FlowUses.Discover
            : FlowUses.None;
    }

    private static int Ftp(ZeekRow row) =>
        Upper(row[ZeekField.Command]) switch
        {
            "RETR" or "STOR" or "STOU" or "APPE" => FlowUses.FileTransfer | FlowUses.Login,
            _ => row.Has(ZeekField.User) ? FlowUses.Login : FlowUses.None,
        };

    private static bool IsAdministrativeShare(ZeekRow row)
    {
        string share = Text(row[ZeekField.SharePath]);
        return share.EndsWith("ADMIN$", StringComparison.OrdinalIgnoreCase)
            || (share.Length > 3 && share[^1] == '$' && char.IsAsciiLetter(share[^2]) && share[^3] == '\\');
    }

    private static string Upper(ReadOnlySpan<byte> bytes) => Text(bytes).ToUpperInvariant();

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
