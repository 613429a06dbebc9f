using System.Collections.Frozen;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>
/// The types of Pollux's language that a site can declare, which of them is a kind of which, and the plain words that
/// people write for them.
/// </summary>
internal static class SiteTypes
{
    private static readonly FrozenDictionary<string, string> ParentByType = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["Function"] = "Component",
        ["Directory"] = "Component",
        ["Zone"] = "Component",
        ["Internet"] = "Zone",
        ["Conduit"] = "Component",
        ["WirelessLink"] = "Conduit",
        ["Device"] = "Component",
        ["Computer"] = "Device",
        ["JumpHost"] = "Computer",
        ["ManagementServer"] = "Computer",
        ["TwinPlatform"] = "ManagementServer",
        ["EngineeringStation"] = "Computer",
        ["OperatorStation"] = "Computer",
        ["ControlServer"] = "Computer",
        ["Historian"] = "Computer",
        ["NetworkDevice"] = "Device",
        ["RemoteAccessGateway"] = "NetworkDevice",
        ["Controller"] = "Device",
        ["SafetyController"] = "Controller",
        ["Gateway"] = "Device",
        ["FieldDevice"] = "Device",
        ["Service"] = "Component",
        ["ShellService"] = "Service",
        ["AppService"] = "Service",
        ["AccessService"] = "Service",
        ["ControlService"] = "Service",
        ["EngineeringService"] = "Service",
        ["Data"] = "Component",
        ["Backup"] = "Data",
        ["ControlProject"] = "Data",
        ["ControlLoop"] = "Component",
        ["ProcessUnit"] = "Component",
        ["SafetyFunction"] = "Component",
        ["Account"] = "Principal",
        ["Group"] = "Principal",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> TypeByWord = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["zone"] = "Zone",
        ["vlan"] = "Zone",
        ["fieldbus"] = "Zone",
        ["internet"] = "Internet",
        ["conduit"] = "Conduit",
        ["wirelesslink"] = "WirelessLink",
        ["wireless"] = "WirelessLink",
        ["radio"] = "WirelessLink",
        ["cellular"] = "WirelessLink",
        ["wifi"] = "WirelessLink",
        ["device"] = "Device",
        ["printer"] = "Device",
        ["camera"] = "Device",
        ["phone"] = "Device",
        ["computer"] = "Computer",
        ["pc"] = "Computer",
        ["workstation"] = "Computer",
        ["laptop"] = "Computer",
        ["server"] = "Computer",
        ["virtualmachine"] = "Computer",
        ["hypervisor"] = "Computer",
        ["jumphost"] = "JumpHost",
        ["jumpserver"] = "JumpHost",
        ["managementserver"] = "ManagementServer",
        ["updateserver"] = "ManagementServer",
        ["backupserver"] = "ManagementServer",
        ["twinplatform"] = "TwinPlatform",
        ["twin"] = "TwinPlatform",
        ["engineeringstation"] = "EngineeringStation",
        ["engineeringworkstation"] = "EngineeringStation",
        ["ews"] = "EngineeringStation",
        ["operatorstation"] = "OperatorStation",
        ["hmi"] = "OperatorStation",
        ["panel"] = "OperatorStation",
        ["controlserver"] = "ControlServer",
        ["scadaserver"] = "ControlServer",
        ["scada"] = "ControlServer",
        ["dcsserver"] = "ControlServer",
        ["historian"] = "Historian",
        ["networkdevice"] = "NetworkDevice",
        ["firewall"] = "NetworkDevice",
        ["router"] = "NetworkDevice",
        ["switch"] = "NetworkDevice",
        ["accesspoint"] = "NetworkDevice",
        ["remoteaccessgateway"] = "RemoteAccessGateway",
        ["vpn"] = "RemoteAccessGateway",
        ["vpngateway"] = "RemoteAccessGateway",
        ["cellularrouter"] = "RemoteAccessGateway",
        ["controller"] = "Controller",
        ["plc"] = "Controller",
        ["rtu"] = "Controller",
        ["dcscontroller"] = "Controller",
        ["safetycontroller"] = "SafetyController",
        ["safetyplc"] = "SafetyController",
        ["sis"] = "SafetyController",
        ["gateway"] = "Gateway",
        ["protocolgateway"] = "Gateway",
        ["serialconverter"] = "Gateway",
        ["fielddevice"] = "FieldDevice",
        ["sensor"] = "FieldDevice",
        ["analyser"] = "FieldDevice",
        ["analyzer"] = "FieldDevice",
        ["actuator"] = "FieldDevice",
        ["drive"] = "FieldDevice",
        ["valve"] = "FieldDevice",
        ["remoteio"] = "FieldDevice",
        ["ied"] = "FieldDevice",
        ["relay"] = "FieldDevice",
        ["shellservice"] = "ShellService",
        ["shell"] = "ShellService",
        ["appservice"] = "AppService",
        ["app"] = "AppService",
        ["accessservice"] = "AccessService",
        ["remoteaccess"] = "AccessService",
        ["controlservice"] = "ControlService",
        ["control"] = "ControlService",
        ["engineeringservice"] = "EngineeringService",
        ["engineering"] = "EngineeringService",
        ["data"] = "Data",
        ["backup"] = "Backup",
        ["controlproject"] = "ControlProject",
        ["project"] = "ControlProject",
        ["account"] = "Account",
        ["group"] = "Group",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words that name a type, or a more special one, sorted.</summary>
    public static IEnumerable<string> WordsFor(string type) =>
        TypeByWord.Where(pair => IsA(pair.Value, type)).Select(pair => pair.Key).Order(StringComparer.Ordinal);

    /// <summary>The type that a word names when it is of the kind asked for; letter case, spaces and hyphens aside.</summary>
    public static string? Find(string word, string kind) =>
        TypeByWord.TryGetValue(SiteWords.Plain(word), out string? type) && IsA(type, kind) ? type : null;

    /// <summary>True when the first type is the second or a kind of it.</summary>
    public static bool IsA(string type, string kind)
    {
        for (string? at = type; at is not null; at = ParentByType.GetValueOrDefault(at))
        {
            if (string.Equals(at, kind, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type itself and all that it is a kind of, most special first.</summary>
    public static IEnumerable<string> Lineage(string type)
    {
        for (string? at = type; at is not null; at = ParentByType.GetValueOrDefault(at))
        {
            yield return at;
        }
    }

    /// <summary>A type in plain words, for messages: <c>EngineeringStation</c> is "engineering station".</summary>
    public static string InWords(string type) =>
        string.Concat(
            type.Select(
                (letter, at) =>
                    char.IsUpper(letter) ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"
            )
        );
}
