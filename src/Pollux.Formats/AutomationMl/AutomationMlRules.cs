using Pollux.Diagnostics;

namespace Pollux.Formats.AutomationMl;

/// <summary>What can be wrong with an AutomationML plant model.</summary>
public static class AutomationMlRules
{
    /// <summary>Neither instances nor classes.</summary>
    public static readonly DiagnosticRule Nothing = new(
        "PLX3320",
        Severity.Error,
        "Plant model without instances and classes",
        "Export the project with its instance hierarchy."
    );

    /// <summary>An element that has no name.</summary>
    public static readonly DiagnosticRule Unnamed = new(
        "PLX3321",
        Severity.Warning,
        "Element of the plant has no name",
        "Every InternalElement needs a 'Name' (IEC 62424, Annex A); give it one in the tool."
    );

    /// <summary>An address that is none.</summary>
    public static readonly DiagnosticRule BadAddress = new(
        "PLX3322",
        Severity.Warning,
        "Network address is not valid",
        "Correct 'NetworkAddress' in the tool; the device is read without it."
    );

    /// <summary>A link to something that is not there.</summary>
    public static readonly DiagnosticRule DanglingLink = new(
        "PLX3323",
        Severity.Warning,
        "Link leads to an element that is not in the file",
        "Export the whole project; the link was left out."
    );

    /// <summary>Elements that say nothing for a twin.</summary>
    public static readonly DiagnosticRule NotForTwin = new(
        "PLX3324",
        Severity.Info,
        "Elements of the plant model say nothing for a twin",
        "Nothing; see docs/formats/automationml.md for what is read."
    );
}
