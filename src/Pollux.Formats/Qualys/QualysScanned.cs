using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Qualys;

/// <summary>One <c>IP</c> of a scan's result: categories by port, in them the results with all that the scanner says of the check.</summary>
internal sealed class QualysScanned(GatheredHosts hosts, DiagnosticBag diagnostics)
{
    public void Read(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        QualysHostFacts facts = new();
        facts.Set(reader.GetAttribute("value"), reader.GetAttribute("name"));
        GatheredHost gathered = facts.Begin(hosts, diagnostics, XmlChildren.Line(reader));
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            switch (reader.LocalName)
            {
                case "INFOS" or "SERVICES":
                    ReadCategories(document, gathered, "");
                    break;
                case "VULNS":
                    ReadCategories(document, gathered, "Vuln");
                    break;
                case "PRACTICES":
                    ReadCategories(document, gathered, "Practice");
                    break;
                case "IP":
                    reader.Skip();
                    break;
                default:
                    facts.Read(reader);
                    break;
            }
        }

        facts.Describe(gathered.Host);
    }

    private void ReadCategories(XmlRecords document, GatheredHost gathered, string type)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (reader.LocalName is not "CAT")
            {
                reader.Skip();
                continue;
            }

            hosts.Count();
            ScannedPort? port = QualysPorts.Of(
                gathered,
                reader.GetAttribute("port"),
                reader.GetAttribute("protocol"),
                null,
                diagnostics,
                XmlChildren.Line(reader)
            );
            if (port is not null && reader.GetAttribute("misc") is "over ssl" or "over SSL")
            {
                port!.IsTunnelled = true;
            }

            ReadResults(document, gathered, port, QualysTypes.Confidence(type));
        }
    }

    private void ReadResults(XmlRecords document, GatheredHost gathered, ScannedPort? port, double? confidence)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (confidence is not { } sure || reader.LocalName is not ("VULN" or "PRACTICE"))
            {
                reader.Skip();
                continue;
            }

            hosts.Count();
            int? line = XmlChildren.Line(reader);
            string? number = Excerpt.OneLineOrNull(reader.GetAttribute("number"), 50);
            FindingFact? finding = QualysDefinition.Read(reader, number).ToFinding();
            if (finding is null)
            {
                diagnostics.Add(
                    ScannerRules.ResultWithoutCheck,
                    "This result has no number.",
                    line,
                    record: $"host {gathered.Name}"
                );
                continue;
            }

            hosts.Define(finding);
            gathered.Results.Add(new GatheredResult(finding.Check, port, sure, line));
        }
    }
}
