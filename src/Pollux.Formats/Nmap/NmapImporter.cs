using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Nmap;

/// <summary>
/// Reads the XML report of <c>nmap -oX</c> (and of tools that write the same), as nmap.dtd defines it, versions 1.03 to 1.05. The
/// record is a host. Streams: memory is that of one host and of what was understood.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class NmapImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public NmapImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "nmap";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        string.Equals(head.RootName, "nmaprun", StringComparison.Ordinal) && head.RootNamespace is "";

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        Reading reading = new(diagnostics, limits);
        bool complete = UntrustedXml.Read(input, diagnostics, limits, reading.Read, cancellationToken);
        return Task.FromResult(diagnostics.With(reading.Finish(complete)));
    }

    private sealed class Reading(DiagnosticBag diagnostics, InputLimits limits)
    {
        private readonly ImmutableArray<Observation>.Builder hosts = ImmutableArray.CreateBuilder<Observation>();
        private readonly FactPool pool = new();
        private Source? source;
        private bool insideHost;
        private int ignored;
        private int refused;
        private int facts;

        public void Read(XmlRecords records)
        {
            XmlReader reader = records.Reader;
            reader.MoveToContent();
            source = ReadSource(reader);
            reader.Read();
            while (!reader.EOF)
            {
                if (reader.Depth != 1 || reader.NodeType != XmlNodeType.Element)
                {
                    reader.Read();
                    continue;
                }

                ReadChild(records);
            }
        }

        // What was read before the place at which a document breaks is as true as before.
        public ImportedDocument? Finish(bool complete)
        {
            if (source is null)
            {
                return null;
            }

            if (!complete)
            {
                refused += insideHost ? 1 : 0;
                if (hosts.Count + ignored + refused == 0 || (hosts.Count == 0 && ignored == 0))
                {
                    diagnostics.Add(NmapRules.NothingRead, "No host stands completely before this problem.");
                    return null;
                }

                diagnostics.Add(
                    NmapRules.EndsEarly,
                    $"{hosts.Count + ignored} hosts stand completely before this problem and were read; what follows is missing."
                );
            }

            return new ImportedDocument(source, hosts.ToImmutable(), ignored, refused);
        }

        private void ReadChild(XmlRecords records)
        {
            switch (records.Reader.LocalName)
            {
                case "host":
                    insideHost = true;
                    XElement host = records.ReadElement();
                    insideHost = false;
                    Keep(host);
                    records.Reader.Read();
                    break;
                case "runstats":
                    CheckEnd(records.ReadElement());
                    records.Reader.Read();
                    break;
                default:
                    records.Mark();
                    records.Reader.Skip();
                    break;
            }
        }

        private void Keep(XElement host)
        {
            if (hosts.Count >= limits.Records)
            {
                throw new InputLimitException($"The report has more than {limits.Records} hosts.");
            }

            switch (NmapHost.Read(host, diagnostics))
            {
                case { Observation: { } observation }:
                    Count(observation);
                    hosts.Add(pool.Share(observation));
                    break;
                case { IsIgnored: true }:
                    ignored++;
                    break;
                default:
                    refused++;
                    break;
            }
        }

        private void Count(Observation observation)
        {
            facts += observation.Statements.OfType<AssetStatement>().Sum(statement => statement.Facts.Length);
            if (facts > limits.Facts)
            {
                throw new InputLimitException(
                    $"The report holds more than {limits.Facts} facts about hosts and services."
                );
            }
        }

        private Source ReadSource(XmlReader root)
        {
            string scanner = root.GetAttribute("scanner") ?? "nmap";
            string arguments = root.GetAttribute("args")?.Trim() is { Length: > 0 } given ? given : scanner;
            DateTimeOffset? start = UnixTimes.Read(root.GetAttribute("start"));
            string version = root.GetAttribute("xmloutputversion") ?? "";
            if (version.Length > 0 && version is not ("1.03" or "1.04" or "1.05"))
            {
                IXmlLineInfo place = (IXmlLineInfo)root;
                diagnostics.Add(
                    NmapRules.UnknownVersion,
                    $"The report says that its format has version '{Excerpt.Of(version)}'.",
                    place.LineNumber
                );
            }

            string edition =
                start?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "undated";
            return new Source("nmap", Excerpt.OneLine(arguments, 4_096), edition, start, IsComplete: false);
        }

        private void CheckEnd(XElement statistics)
        {
            if (statistics.Element("finished") is { } finished && (string?)finished.Attribute("exit") is "error")
            {
                string reason = (string?)finished.Attribute("errormsg") ?? "no reason is given";
                diagnostics.Add(
                    NmapRules.ScanFailed,
                    finished,
                    $"The scanner stopped with an error: {Excerpt.Of(reason)}."
                );
            }
        }
    }
}
