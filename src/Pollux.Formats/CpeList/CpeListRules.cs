using Pollux.Diagnostics;

namespace Pollux.Formats.CpeList;

/// <summary>What can be wrong with a list of CPE names.</summary>
public static class CpeListRules
{
    /// <summary>A line that is no CPE name.</summary>
    public static readonly DiagnosticRule NotACpe = new(
        "PLX3270",
        Severity.Warning,
        "Line is no CPE name",
        "Write 'cpe:2.3:' with eleven fields or a 'cpe:/' name of CPE 2.2, one a line; comments begin with '#'."
    );

    /// <summary>A name that means everything.</summary>
    public static readonly DiagnosticRule NamesNothing = new(
        "PLX3271",
        Severity.Warning,
        "CPE name has no vendor or no product",
        "Name vendor and product; a name that fits everything would match every vulnerability."
    );
}
