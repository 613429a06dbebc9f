using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Pollux.Formats.Scanners;

namespace Pollux.Formats.OpenVas;

/// <summary>Ports as reports write them: <c>443/tcp</c>, <c>http (80/tcp)</c>, <c>general/tcp</c>.</summary>
internal static partial class OpenVasPorts
{
    /// <summary>The port of a host, added when it is new; null for what concerns the whole host.</summary>
    public static ScannedPort? Of(ScannedHost host, string text)
    {
        Match match = Port().Match(text);
        if (
            !match.Success
            || !ushort.TryParse(
                match.Groups["number"].ValueSpan,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out ushort number
            )
            || host.Port(number, match.Groups["transport"].Value) is not { } port
        )
        {
            return null;
        }

        // The word before the bracket is the scanner's list of ports speaking.
        if (port.Protocol is null && match.Groups["service"].Success)
        {
            port.Protocol = match.Groups["service"].Value;
        }

        return port;
    }

    /// <summary>
    /// The text of an element that has elements inside as well (<c>10.0.0.1&lt;asset/&gt;&lt;hostname&gt;...</c>): its own text, and that of the
    /// elements <c>host</c> and <c>hostname</c> in it.
    /// </summary>
    public static (string Text, string? Host, string? HostName) Mixed(XmlReader reader)
    {
        int depth = reader.Depth + 1;
        string text = "";
        string? host = null;
        string? hostName = null;
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && !reader.EOF && reader.Depth >= depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA when text.Length == 0:
                    text = reader.Value.Trim();
                    reader.Read();
                    break;
                case XmlNodeType.Element when reader.LocalName is "host":
                    host ??= Mixed(reader).Text;
                    break;
                case XmlNodeType.Element when reader.LocalName is "hostname":
                    hostName ??= XmlChildren.Text(reader).Trim();
                    break;
                case XmlNodeType.Element:
                    reader.Skip();
                    break;
                default:
                    reader.Read();
                    break;
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        return (text, host, hostName);
    }

    [GeneratedRegex(
        @"^((?<service>[a-z][\w.-]{0,40})\s\()?(?<number>\d{1,5})/(?<transport>tcp|udp|sctp)\)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Port();
}
