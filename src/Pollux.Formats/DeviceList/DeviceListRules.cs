using Pollux.Diagnostics;

namespace Pollux.Formats.DeviceList;

/// <summary>What can be wrong with a list of devices and with a mapping of its columns.</summary>
public static class DeviceListRules
{
    /// <summary>Headings and nothing below.</summary>
    public static readonly DiagnosticRule NoRows = new(
        "PLX3250",
        Severity.Error,
        "List without a line below its headings",
        "Export the list again with its lines."
    );

    /// <summary>A line that names no device.</summary>
    public static readonly DiagnosticRule UnnamedDevice = new(
        "PLX3251",
        Severity.Warning,
        "Line tells no device from others",
        "Give the line a name, host name, address, MAC address, serial number, asset tag or CPE, or take it out of the list."
    );

    /// <summary>Columns that mean nothing here.</summary>
    public static readonly DiagnosticRule UnknownColumns = new(
        "PLX3252",
        Severity.Info,
        "Columns were not read",
        "Say what they mean in a mapping (--map FILE), or map them to 'ignore'; see docs/formats/device-list.md."
    );

    /// <summary>A value that is none of its kind.</summary>
    public static readonly DiagnosticRule BadValue = new(
        "PLX3253",
        Severity.Warning,
        "Value is not what its column says",
        "Correct the value; the line is read without it."
    );

    /// <summary>Lines before the headings.</summary>
    public static readonly DiagnosticRule LinesBeforeHeadings = new(
        "PLX3254",
        Severity.Info,
        "Lines above the headings were not read",
        "Nothing, if they are a title."
    );

    /// <summary>One name on several lines.</summary>
    public static readonly DiagnosticRule RepeatedName = new(
        "PLX3255",
        Severity.Info,
        "One name stands on several lines",
        "If they are different devices, give them different names, or serial numbers or MAC addresses."
    );

    /// <summary>A mapping names columns that the list has not.</summary>
    public static readonly DiagnosticRule MappingDoesNotFit = new(
        "PLX3256",
        Severity.Error,
        "Mapping names a column that the list has not",
        "Compare the mapping with the headings of the list, and correct one of them."
    );

    /// <summary>A mapping that is none.</summary>
    public static readonly DiagnosticRule BadMapping = new(
        "PLX3257",
        Severity.Error,
        "Mapping of columns cannot be used",
        "Write 'pollux-columns: 1' and 'columns:' with a line 'Heading: field' each; see docs/formats/device-list.md."
    );

    /// <summary>A mapping that was among the files.</summary>
    public static readonly DiagnosticRule MappingAmongFiles = new(
        "PLX3258",
        Severity.Info,
        "A mapping of columns is among the files",
        "Give it by --map if it is to be used; it says nothing of a site itself."
    );

    /// <summary>A line with more fields than there are headings.</summary>
    public static readonly DiagnosticRule TooManyFields = new(
        "PLX3259",
        Severity.Warning,
        "Line has more fields than headings",
        "Look at the line; a separator inside a value must stand in quotes. What is beyond the headings was not read."
    );

    /// <summary>A mapping for other lists.</summary>
    public static readonly DiagnosticRule MappingNotUsed = new(
        "PLX3260",
        Severity.Info,
        "List was read by its own headings, without the mapping",
        "If the mapping is for this list, compare its headings with those of the list."
    );
}
