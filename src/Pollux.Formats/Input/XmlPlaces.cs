using System.Xml;
using System.Xml.Linq;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>Diagnostics at the place of an XML element.</summary>
public static class XmlPlaces
{
    /// <summary>Adds a diagnostic at an element or attribute that was loaded with line information.</summary>
    public static void Add(
        this DiagnosticBag diagnostics,
        DiagnosticRule rule,
        XObject place,
        string message,
        string? record = null,
        string? hint = null
    )
    {
        IXmlLineInfo info = place;
        bool known = info.HasLineInfo();

        // The reader counts from the name; people look for the bracket before it.
        int? column = known ? Math.Max(1, info.LinePosition - (place is XElement ? 1 : 0)) : null;
        diagnostics.Add(rule, message, known ? info.LineNumber : null, column, record: record, hint: hint);
    }
}
