using Pollux.Formats.Traffic;

namespace Pollux.Formats.Suricata;

/// <summary>What a client did, by what an event of an application says.</summary>
internal static class EveUses
{
    /// <summary>The uses as bits.</summary>
    public static int Of(EveEvent seen, string type) =>
        type switch
        {
            "dns" => FlowUses.Discover,
            "modbus" => Modbus(seen),
            "dnp3" => seen.Items("dnp3", "request").Aggregate(0, (all, request) => all | Dnp3(request))
                | Dnp3(seen, "dnp3", "application"),
            "enip" => Enip(seen),
            "smb" => seen.Has("smb", "filename") && !seen.Has("smb", "named_pipe")
                ? FlowUses.FileTransfer
                : FlowUses.None,
            "dcerpc" => FlowUses.None,
            "krb5" or "rdp" or "radius" => FlowUses.Login,
            "ftp_data" or "tftp" or "nfs" => FlowUses.FileTransfer,
            "mqtt" => (seen.Has("mqtt", "publish") ? FlowUses.Write : 0)
                | (seen.Has("mqtt", "subscribe") ? FlowUses.Read : 0),
            _ => FlowUses.None,
        };

    // MODBUS Application Protocol V1.1b3, 6: the number of the function decides; a function with its highest bit set failed.
    private static int Modbus(EveEvent seen)
    {
        string failed = seen.Text("modbus", "response", "access_type") ?? "";
        if (
            seen.Has("modbus", "response", "exception")
            || failed.Contains("EXCEPTION", StringComparison.OrdinalIgnoreCase)
        )
        {
            return FlowUses.None;
        }

        return seen.Number("modbus", "request", "function_raw") switch
        {
            1 or 2 or 3 or 4 or 20 or 24 => FlowUses.Read,
            5 or 6 or 15 or 16 or 21 or 22 => FlowUses.Write,
            23 => FlowUses.Read | FlowUses.Write,
            7 or 8 or 11 or 12 or 17 or 43 => FlowUses.Discover,
            90 => FlowUses.Program,
            _ => OtFunctions.ByWord(seen.Text("modbus", "request", "access_type") ?? ""),
        };
    }

    // IEEE 1815-2012, table 4-2: the numbers of the application's functions.
    private static int Dnp3(EveEvent seen, params ReadOnlySpan<string> path)
    {
        string[] whole = [.. path, .. path.IsEmpty ? ["application"] : Array.Empty<string>(), "function_code"];
        return OtFunctions.Dnp3(
            seen.Number(whole) switch
            {
                1 => "READ",
                2 => "WRITE",
                3 => "SELECT",
                4 => "OPERATE",
                5 => "DIRECT_OPERATE",
                6 => "DIRECT_OPERATE_NR",
                7 => "IMMED_FREEZE",
                13 => "COLD_RESTART",
                14 => "WARM_RESTART",
                15 => "INITIALIZE_DATA",
                16 => "INITIALIZE_APPL",
                17 => "START_APPL",
                18 => "STOP_APPL",
                19 => "SAVE_CONFIG",
                20 => "ENABLE_UNSOLICITED",
                25 => "OPEN_FILE",
                27 => "DELETE_FILE",
                28 => "GET_FILE_INFO",
                29 => "AUTHENTICATE_FILE",
                31 => "ACTIVATE_CONFIG",
                32 => "AUTHENTICATE_REQ",
                _ => "",
            }
        );
    }

    private static int Enip(EveEvent seen)
    {
        string command = seen.Text("enip", "request", "command") ?? "";
        string service = seen.Text("enip", "request", "cip", "service") ?? "";
        return (command.StartsWith("List", StringComparison.Ordinal) ? FlowUses.Discover : 0)
            | (service.StartsWith("Get", StringComparison.Ordinal) ? FlowUses.Read : 0)
            | (service.StartsWith("Set", StringComparison.Ordinal) ? FlowUses.Write : 0)
            | (service is "Reset" or "Start" or "Stop" ? FlowUses.Control : 0);
    }
}
