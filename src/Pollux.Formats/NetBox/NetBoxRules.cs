using Pollux.Diagnostics;

namespace Pollux.Formats.NetBox;

/// <summary>What can be wrong with an export of NetBox.</summary>
public static class NetBoxRules
{
    /// <summary>No list in it.</summary>
    public static readonly DiagnosticRule NoObjects = new(
        "PLX3275",
        Severity.Error,
        "Export without objects",
        "Save the answer of the API (its 'results') or a CSV export of devices, interfaces, addresses or prefixes with their lines."
    );

    /// <summary>An object that says not which thing it is.</summary>
    public static readonly DiagnosticRule Unidentified = new(
        "PLX3276",
        Severity.Warning,
        "Object tells no thing from others",
        "Export it again with its name, or with the device that it belongs to."
    );

    /// <summary>A value that is none of its kind.</summary>
    public static readonly DiagnosticRule BadValue = new(
        "PLX3277",
        Severity.Warning,
        "Value is not what its field says",
        "Correct the value in NetBox; the object is read without it."
    );

    /// <summary>One page of several.</summary>
    public static readonly DiagnosticRule NotAll = new(
        "PLX3278",
        Severity.Warning,
        "Export is one page of several",
        "Ask the API with '?limit=0', or save and import every page."
    );

    /// <summary>Objects that say nothing for a twin.</summary>
    public static readonly DiagnosticRule NotForTwin = new(
        "PLX3279",
        Severity.Info,
        "Objects say nothing for a twin",
        "Nothing; see docs/formats/netbox.md for what is read."
    );
}
