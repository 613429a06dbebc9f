using Pollux.Formats.Traffic;

namespace Pollux.Formats.Zeek;

/// <summary>The columns of Zeek's logs that are looked at.</summary>
internal enum ZeekField
{
    LogPath,
    Time,
    Uid,
    ClientHost,
    ClientPort,
    ServerHost,
    ServerPort,
    Transport,
    Service,
    ClientBytes,
    ServerBytes,
    ConnectionState,
    History,
    ServerPackets,
    ClientCard,
    ServerCard,
    IsFromClient,
    SourceHost,
    SourcePort,
    DestinationHost,
    DestinationPort,
    Function,
    Exception,
    PduType,
    FunctionRequest,
    FunctionReply,
    FunctionCode,
    FunctionName,
    SubfunctionName,
    Direction,
    CipService,
    CipStatus,
    Command,
    PduService,
    ObjectType,
    InstanceNumber,
    VendorText,
    Property,
    Value,
    ObjectName,
    ObjectId,
    SocketAddress,
    SocketPort,
    VendorName,
    DeviceTypeName,
    Revision,
    SerialNumber,
    ProductName,
    SystemName,
    ModuleName,
    ModuleSerial,
    Host,
    HostPort,
    PortNumber,
    PortTransport,
    SoftwareType,
    Name,
    Major,
    Minor,
    Minor2,
    Minor3,
    Additional,
    UnparsedVersion,
    Query,
    QueryType,
    Answers,
    ReplyCode,
    Card,
    AssignedAddress,
    HostName,
    ClientName,
    FullName,
    ClientAddress,
    ServerAddress,
    ServerShortName,
    ServerFullName,
    Client,
    Server,
    IsAuthenticated,
    IsSuccess,
    SharePath,
    Action,
    Endpoint,
    Operation,
    Status,
    ApplicationName,
    ProductUri,
    DeviceType,
    User,
}

/// <summary>The names of the columns.</summary>
internal static class ZeekFields
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)ZeekField.User + 1;

    /// <summary>
    /// By name with dots and slashes as underscores, as JSON writers flatten it; the names that shippers give to the same columns (ECS
    /// and the like) stand beside Zeek's own.
    /// </summary>
    public static Utf8Names<ZeekField> ByName { get; } = Build();

    private static Utf8Names<ZeekField> Build()
    {
        Utf8Names<ZeekField> names = new();
        Add(ZeekField.LogPath, "_path", "@stream", "log_path", "event_dataset", "zeek_log", "stream", "_system_path");
        Add(ZeekField.Time, "ts", "@timestamp", "timestamp", "time", "_ts");
        Add(ZeekField.Uid, "uid", "zeek_session_id", "event_id");
        Add(ZeekField.ClientHost, "id_orig_h", "orig_h", "source_ip", "source_address", "src_ip", "client_ip");
        Add(ZeekField.ClientPort, "id_orig_p", "orig_p", "source_port", "src_port", "client_port");
        Add(ZeekField.ServerHost, "id_resp_h", "resp_h", "destination_ip", "destination_address", "dest_ip", "dst_ip");
        Add(ZeekField.ServerPort, "id_resp_p", "resp_p", "destination_port", "dest_port", "dst_port", "server_port");
        Add(ZeekField.Transport, "proto", "network_transport", "transport", "protocol");
        Add(ZeekField.Service, "service", "network_protocol", "app_proto");
        Add(ZeekField.ClientBytes, "orig_bytes", "source_bytes");
        Add(ZeekField.ServerBytes, "resp_bytes", "destination_bytes");
        Add(ZeekField.ConnectionState, "conn_state", "zeek_connection_state", "connection_state");
        Add(ZeekField.History, "history", "zeek_connection_history", "connection_history");
        Add(ZeekField.ServerPackets, "resp_pkts", "destination_packets");
        Add(ZeekField.ClientCard, "orig_l2_addr", "source_mac");
        Add(ZeekField.ServerCard, "resp_l2_addr", "destination_mac");
        Add(ZeekField.IsFromClient, "is_orig");
        Add(ZeekField.SourceHost, "source_h");
        Add(ZeekField.SourcePort, "source_p");
        Add(ZeekField.DestinationHost, "destination_h");
        Add(ZeekField.DestinationPort, "destination_p");
        Add(ZeekField.Function, "func", "srtp_type", "frame_type");
        Add(ZeekField.Exception, "exception", "exception_code");
        Add(ZeekField.PduType, "pdu_type", "request_response", "packet_type");
        Add(ZeekField.FunctionRequest, "fc_request");
        Add(ZeekField.FunctionReply, "fc_reply");
        Add(ZeekField.FunctionCode, "function_code", "opcode");
        Add(ZeekField.FunctionName, "function_name", "identifier_str", "opcode_name");
        Add(ZeekField.SubfunctionName, "subfunction_name");
        Add(ZeekField.Direction, "direction");
        Add(ZeekField.CipService, "cip_service");
        Add(ZeekField.CipStatus, "cip_status");
        Add(ZeekField.Command, "enip_command", "command", "command_name", "command_number_lookup");
        Add(ZeekField.PduService, "pdu_service");
        Add(ZeekField.ObjectType, "object_type");
        Add(ZeekField.InstanceNumber, "instance_number");
        Add(ZeekField.VendorText, "vendor");
        Add(ZeekField.Property, "property");
        Add(ZeekField.Value, "value", "object_value");
        Add(ZeekField.ObjectName, "object_name");
        Add(ZeekField.ObjectId, "object_id");
        Add(ZeekField.SocketAddress, "socket_address");
        Add(ZeekField.SocketPort, "socket_port");
        Add(ZeekField.VendorName, "vendor_name");
        Add(ZeekField.DeviceTypeName, "device_type_name");
        Add(ZeekField.Revision, "revision");
        Add(ZeekField.SerialNumber, "serial_number");
        Add(ZeekField.ProductName, "product_name");
        Add(ZeekField.SystemName, "automation_system_name");
        Add(ZeekField.ModuleName, "module_name");
        Add(ZeekField.ModuleSerial, "module_serial");
        Add(ZeekField.Host, "host");
        Add(ZeekField.HostPort, "host_p");
        Add(ZeekField.PortNumber, "port_num");
        Add(ZeekField.PortTransport, "port_proto");
        Add(ZeekField.SoftwareType, "software_type");
        Add(ZeekField.Name, "name");
        Add(ZeekField.Major, "version_major");
        Add(ZeekField.Minor, "version_minor");
        Add(ZeekField.Minor2, "version_minor2");
        Add(ZeekField.Minor3, "version_minor3");
        Add(ZeekField.Additional, "version_addl");
        Add(ZeekField.UnparsedVersion, "unparsed_version");
        Add(ZeekField.Query, "query", "dns_question_name");
        Add(ZeekField.QueryType, "qtype_name", "dns_question_type");
        Add(ZeekField.Answers, "answers");
        Add(ZeekField.ReplyCode, "rcode_name", "dns_response_code");
        Add(ZeekField.Card, "mac");
        Add(ZeekField.AssignedAddress, "assigned_addr", "assigned_ip");
        Add(ZeekField.HostName, "host_name", "hostname", "dhcp_host_name");
        Add(ZeekField.ClientName, "client_name");
        Add(ZeekField.FullName, "client_fqdn");
        Add(ZeekField.ClientAddress, "client_addr");
        Add(ZeekField.ServerAddress, "server_addr");
        Add(ZeekField.ServerShortName, "server_nb_computer_name");
        Add(ZeekField.ServerFullName, "server_dns_computer_name");
        Add(ZeekField.Client, "client");
        Add(ZeekField.Server, "server");
        Add(ZeekField.IsAuthenticated, "auth_success");
        Add(ZeekField.IsSuccess, "success");
        Add(ZeekField.SharePath, "path");
        Add(ZeekField.Action, "action");
        Add(ZeekField.Endpoint, "endpoint");
        Add(ZeekField.Operation, "operation");
        Add(ZeekField.Status, "status_code");
        Add(ZeekField.ApplicationName, "application_name", "endpoint_application_name");
        Add(ZeekField.ProductUri, "product_uri");
        Add(ZeekField.DeviceType, "device_type");
        Add(ZeekField.User, "user", "username");
        return names;

        void Add(ZeekField field, params string[] own)
        {
            foreach (string name in own)
            {
                names.Add(name, field);
            }
        }
    }
}
