namespace Pollux.Formats.Traffic;

/// <summary>
/// What the functions of industrial protocols do, by the names that protocol analysers give them. A function that only keeps a session
/// going is no use.
/// </summary>
internal static class OtFunctions
{
    /// <summary>Modbus (MODBUS Application Protocol V1.1b3, 6), upper case; an exception's function did nothing.</summary>
    public static int Modbus(string function) =>
        function switch
        {
            _ when function.EndsWith("_EXCEPTION", StringComparison.Ordinal) => FlowUses.None,
            "READ_WRITE_MULTIPLE_REGISTERS" => FlowUses.Read | FlowUses.Write,
            "REPORT_SLAVE_ID" or "ENCAP_INTERFACE_TRANSPORT" or "ENCAPSULATED_INTERFACE_TRANSPORT" or "DIAGNOSTICS" =>
                FlowUses.Discover,
            "READ_EXCEPTION_STATUS" or "GET_COMM_EVENT_COUNTER" or "GET_COMM_EVENT_LOG" => FlowUses.Discover,
            "READ_DEVICE_IDENTIFICATION" => FlowUses.Discover,
            // 90 carries UMAS, by which Schneider Electric's controllers are programmed.
            "PROGRAM_484" or "PROGRAM_584_984" or "PROGRAM_884_U84" or "UNKNOWN-90" => FlowUses.Program,
            _ when function.StartsWith("READ_", StringComparison.Ordinal) => FlowUses.Read,
            _ when function.StartsWith("WRITE_", StringComparison.Ordinal) => FlowUses.Write,
            "MASK_WRITE_REGISTER" => FlowUses.Write,
            _ => FlowUses.None,
        };

    /// <summary>DNP3 (IEEE 1815-2012, 4.4), upper case.</summary>
    public static int Dnp3(string function) =>
        function switch
        {
            "READ" or "FREEZE" or "ENABLE_UNSOLICITED" or "IMMED_FREEZE" => FlowUses.Read,
            "WRITE" => FlowUses.Write,
            "SELECT" or "OPERATE" or "DIRECT_OPERATE" or "DIRECT_OPERATE_NR" or "DIRECT_OPERATE_NO_ACK" =>
                FlowUses.Control,
            "COLD_RESTART" or "WARM_RESTART" or "START_APPL" or "STOP_APPL" or "START_APPLICATION" => FlowUses.Control,
            "STOP_APPLICATION" or "INITIALIZE_DATA" or "INITIALIZE_APPL" or "INITIALIZE_APPLICATION" =>
                FlowUses.Control,
            "SAVE_CONFIG" or "SAVE_CONFIGURATION" or "ACTIVATE_CONFIG" => FlowUses.Program,
            "OPEN_FILE" or "DELETE_FILE" or "CLOSE_FILE" or "ABORT_FILE" => FlowUses.FileTransfer,
            "GET_FILE_INFO" => FlowUses.Discover,
            "AUTHENTICATE_FILE" or "AUTHENTICATE_REQ" or "AUTHENTICATE_ERR" => FlowUses.Login,
            _ => FlowUses.None,
        };

    /// <summary>S7comm, by the words of ICSNPP: those of the function, and of what it asks for.</summary>
    public static int S7(string function, string sub)
    {
        string asked =
            function.StartsWith("Request: ", StringComparison.Ordinal) ? function[9..]
            : function.StartsWith("Response: ", StringComparison.Ordinal) ? function[10..]
            : function;
        return asked switch
        {
            "Read Variable" or "Cyclic Data" or "Cyclic data" => FlowUses.Read,
            "Write Variable" => FlowUses.Write,
            "Start Upload" or "Upload" or "End Upload" or "Request Download" or "Download Block" or "Download Ended" =>
                FlowUses.Program,
            "Programmer Commands" or "Programmer commands" => FlowUses.Program,
            "PLC Control" => sub.Contains("Copy", StringComparison.Ordinal) ? FlowUses.Program : FlowUses.Control,
            "PLC Stop" or "PI-Service" => FlowUses.Control,
            "CPU Functions" or "Block Functions" => FlowUses.Discover,
            "Security" => FlowUses.Login,
            "Time Functions" => sub.StartsWith("Set", StringComparison.Ordinal) ? FlowUses.Control : FlowUses.Discover,
            _ => FlowUses.None,
        };
    }

    /// <summary>S7comm-plus, by the words of ICSNPP.</summary>
    public static int S7Plus(string function) =>
        function switch
        {
            "Explore" or "GetLink" or "GetVarSubStreamed" => FlowUses.Discover,
            "GetVariable" or "GetMultiVariables" => FlowUses.Read,
            "SetVariable" or "SetMultiVariables" => FlowUses.Write,
            "DeleteObject" or "Invoke" => FlowUses.Control,
            _ => FlowUses.None,
        };

    /// <summary>EtherNet/IP encapsulation commands (CIP Volume 2, 2-4).</summary>
    public static int Enip(string command) =>
        command is "List Identity" or "List Services" or "List Interfaces" ? FlowUses.Discover : FlowUses.None;

    /// <summary>CIP services (CIP Volume 1, appendix A); tags by Rockwell's 1756-PM020.</summary>
    public static int Cip(string service) =>
        service switch
        {
            "Get Attributes All" or "Get Attribute List" or "Get Attribute Single" or "Find Next Object Instance" =>
                FlowUses.Read,
            "Read Tag" or "Read Tag Fragmented" or "Read Modify Write" or "Read Data" => FlowUses.Read,
            "Set Attributes All" or "Set Attribute List" or "Set Attribute Single" or "Set Member" => FlowUses.Write,
            "Write Tag" or "Write Tag Fragmented" or "Write Data" => FlowUses.Write,
            "Reset" or "Start" or "Stop" => FlowUses.Control,
            "Create" or "Delete" or "Apply Attributes" or "Restore" or "Save" or "Initiate Upload" => FlowUses.Program,
            "Initiate Download" or "Upload Transfer" or "Download Transfer" or "Execute PCCC" => FlowUses.Program,
            _ => FlowUses.None,
        };

    /// <summary>BACnet services (ANSI/ASHRAE 135, 13 to 16), with hyphens or underscores.</summary>
    public static int BacNet(string service) =>
        service.Replace('-', '_').ToLowerInvariant() switch
        {
            "who_is" or "i_am" or "who_has" or "i_have" or "who_am_i" or "you_are" => FlowUses.Discover,
            "read_property" or "read_property_multiple" or "read_range" or "subscribe_cov" => FlowUses.Read,
            "subscribe_cov_property" or "get_alarm_summary" or "get_event_information" => FlowUses.Read,
            "read_property_request" or "read_property_ack" or "read_property_multiple_request" => FlowUses.Read,
            "read_property_multiple_ack" or "read_range_request" or "read_range_ack" => FlowUses.Read,
            "write_property" or "write_property_multiple" or "write_property_request" or "write_group" =>
                FlowUses.Write,
            "write_property_multiple_request" or "add_list_element" or "remove_list_element" => FlowUses.Write,
            "device_communication_control" or "reinitialize_device" or "life_safety_operation" => FlowUses.Control,
            "time_synchronization" or "utc_time_synchronization" => FlowUses.Control,
            "create_object" or "delete_object" => FlowUses.Program,
            "atomic_read_file" or "atomic_write_file" => FlowUses.FileTransfer,
            _ => FlowUses.None,
        };

    /// <summary>OPC UA services (IEC 62541-4, 5), with or without <c>Request</c> behind them.</summary>
    public static int OpcUa(string service)
    {
        string name = service.ToLowerInvariant();
        return name switch
        {
            _ when name.StartsWith("browse", StringComparison.Ordinal) => FlowUses.Discover,
            _ when name.StartsWith("getendpoints", StringComparison.Ordinal) => FlowUses.Discover,
            _ when name.StartsWith("findservers", StringComparison.Ordinal) => FlowUses.Discover,
            _ when name.StartsWith("translatebrowse", StringComparison.Ordinal) => FlowUses.Discover,
            _ when name.StartsWith("activatesession", StringComparison.Ordinal) => FlowUses.Login,
            _ when name.StartsWith("read", StringComparison.Ordinal) => FlowUses.Read,
            _ when name.StartsWith("history", StringComparison.Ordinal) => FlowUses.Read,
            _ when name.StartsWith("createsubscription", StringComparison.Ordinal) => FlowUses.Read,
            _ when name.StartsWith("createmonitoreditems", StringComparison.Ordinal) => FlowUses.Read,
            _ when name.StartsWith("publish", StringComparison.Ordinal) => FlowUses.Read,
            _ when name.StartsWith("write", StringComparison.Ordinal) => FlowUses.Write,
            _ when name.StartsWith("call", StringComparison.Ordinal) => FlowUses.Control,
            _ when name.StartsWith("addnodes", StringComparison.Ordinal) => FlowUses.Program,
            _ when name.StartsWith("deletenodes", StringComparison.Ordinal) => FlowUses.Program,
            _ => FlowUses.None,
        };
    }

    /// <summary>Other protocols: by the words that a function's name is made of.</summary>
    public static int ByWord(string function)
    {
        bool Says(string word) => function.Contains(word, StringComparison.OrdinalIgnoreCase);
        return (Says("read") || Says("poll") ? FlowUses.Read : 0)
            | (Says("write") || Says("set_") ? FlowUses.Write : 0)
            | (Says("control") || Says("restart") || Says("execute") ? FlowUses.Control : 0)
            | (Says("program") || Says("download") || Says("store") ? FlowUses.Program : 0)
            | (Says("identi") ? FlowUses.Discover : 0)
            | (Says("login") || Says("password") ? FlowUses.Login : 0);
    }
}
