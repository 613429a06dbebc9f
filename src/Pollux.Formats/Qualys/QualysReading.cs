using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Qualys;

/// <summary>Walks through one report of either form.</summary>
internal sealed class QualysReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly HostRecords records = new(diagnostics, limits);
    private readonly GatheredHosts hosts = new("qualys", diagnostics, limits);
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private string? title;
    private string? profile;
    private DateTimeOffset? at;
    private bool hasStarted;
    private bool isScan;

    public void Read(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        reader.MoveToContent();
        isScan = reader.LocalName is "SCAN";
        title = isScan ? null : "asset data report";
        hasStarted = true;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            switch (reader.LocalName)
            {
                case "HEADER":
                    ReadHeader(reader);
                    break;
                case "HOST_LIST":
                    ReadAll(document, "HOST", () => new QualysAsset(hosts, diagnostics).Read(document));
                    break;
                case "GLOSSARY":
                    ReadAll(
                        document,
                        "VULN_DETAILS_LIST",
                        () => ReadAll(document, "VULN_DETAILS", () => Define(QualysDefinition.Read(reader, null)))
                    );
                    break;
                case "IP" when isScan:
                    new QualysScanned(hosts, diagnostics).Read(document);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    public ImportedDocument? Finish(bool isWhole)
    {
        if (!hasStarted)
        {
            return null;
        }

        bool isFinished = keys.GetValueOrDefault("STATUS") is null or "FINISHED";
        if (!isFinished)
        {
            diagnostics.Add(ScannerRules.ScanNotFinished, $"The scan's status is '{Excerpt.Of(keys["STATUS"])}'.");
        }

        foreach (GatheredHost host in hosts.All)
        {
            // What an asset data report leaves out is its template's choice; a scan's result is whole.
            host.Ended ??= isScan ? at : null;
            host.Policy = isScan && isFinished && at is not null ? profile : null;
        }

        hosts.Keep(records, isWhole && isFinished);
        return records.Finish(isWhole, ToSource);
    }

    private Source ToSource()
    {
        string document = title ?? keys.GetValueOrDefault("TITLE") ?? "unnamed scan";
        DateTimeOffset? time = at ?? records.Latest;
        return new Source("qualys", document, HostRecords.Edition(time), time, IsComplete: false);
    }

    private void Define(QualysDefinition definition)
    {
        if (definition.ToFinding() is { } finding)
        {
            hosts.Count();
            hosts.Define(finding);
        }
    }

    private static void ReadAll(XmlRecords document, string element, Action read)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (string.Equals(reader.LocalName, element, StringComparison.Ordinal))
            {
                read();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadHeader(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "GENERATION_DATETIME":
                    at = Time(XmlChildren.Text(reader));
                    break;
                case "TEMPLATE":
                    title = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 300) ?? title;
                    break;
                case "KEY":
                    string key = reader.GetAttribute("value") ?? "";
                    string value = Excerpt.OneLine(XmlChildren.Text(reader), 300);
                    keys.TryAdd(key, value);
                    at = key is "DATE" ? Time(value) : at;
                    break;
                case "OPTION_PROFILE":
                    profile = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 300);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>A time such as <c>2019-08-01T20:03:10Z</c>; null when the text is none.</summary>
    internal static DateTimeOffset? Time(string text) => InputTime.Utc(text.Trim());
}
