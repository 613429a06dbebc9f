using System.Xml;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;

namespace Pollux.Formats.Qualys;

/// <summary>One <c>VULN_INFO</c>: what one check says of one port of one host.</summary>
internal sealed class QualysResult
{
    private string type = "";
    private string? status;

    public int? Line { get; private set; }

    public string? Check { get; private set; }

    public string? Port { get; private set; }

    public string? Protocol { get; private set; }

    public string? Service { get; private set; }

    public bool IsInTls { get; private set; }

    /// <summary>When it was last found or fixed.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>True when it was there once and a later scan did not find it.</summary>
    public bool IsFixed => status is "Fixed";

    /// <summary>How sure it is, by its type; null for what only informs.</summary>
    public double? Confidence => QualysTypes.Confidence(type);

    /// <summary>Reads the element at which the reader stands; leaves the reader behind it.</summary>
    public static QualysResult Read(XmlReader reader)
    {
        QualysResult result = new() { Line = XmlChildren.Line(reader) };
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            result.ReadChild(reader);
        }

        return result;
    }

    private void ReadChild(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "QID":
                Check = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 50);
                break;
            case "TYPE":
                type = XmlChildren.Text(reader).Trim();
                break;
            case "PORT":
                Port = XmlChildren.Text(reader).Trim();
                break;
            case "PROTOCOL":
                Protocol = XmlChildren.Text(reader).Trim();
                break;
            case "SERVICE":
                Service = XmlChildren.Text(reader);
                break;
            case "SSL":
                IsInTls = XmlChildren.Text(reader).Trim() is "true";
                break;
            case "VULN_STATUS":
                status = XmlChildren.Text(reader).Trim();
                break;
            case "LAST_FOUND" or "LAST_FIXED":
                DateTimeOffset? time = QualysReading.Time(XmlChildren.Text(reader));
                At = At > time || time is null ? At : time;
                break;
            default:
                reader.Skip();
                break;
        }
    }
}

/// <summary>The scanner's types of check.</summary>
internal static class QualysTypes
{
    /// <summary>
    /// A confirmed vulnerability or one that is only possible (<c>Practice</c>); null for information. Assumptions,
    /// <c>docs/formats/qualys.md</c>.
    /// </summary>
    public static double? Confidence(string type) =>
        type switch
        {
            "Vuln" or "VULN" => 0.95,
            "Practice" or "PRACTICE" => 0.5,
            _ => null,
        };
}
