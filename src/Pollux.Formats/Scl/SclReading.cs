using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Scl;

/// <summary>Reads a configuration as a stream, one IED in memory at a time; what it says is put together at the end.</summary>
internal sealed class SclReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly List<SclIed> ieds = [];
    private readonly List<SclSubnetwork> subnetworks = [];
    private readonly List<SclAccessPoint> points = [];
    private readonly List<SclSubstation> substations = [];
    private bool started;
    private bool inside;
    private int refused;
    private string? id;
    private string? version;
    private DateTimeOffset? at;

    /// <summary>Reads all.</summary>
    public void Read(XmlRecords records)
    {
        XmlReader reader = records.Reader;
        reader.MoveToContent();
        started = true;
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != 1)
            {
                reader.Read();
                continue;
            }

            switch (reader.LocalName)
            {
                case "Header":
                    ReadHeader(records.ReadElement());
                    reader.Read();
                    break;
                case "Substation" or "Communication" or "IED":
                    inside = true;
                    XElement element = records.ReadElement();
                    inside = false;
                    Keep(element);
                    reader.Read();
                    break;
                default:
                    records.Mark();
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>What was read; null when it is nothing.</summary>
    /// <param name="complete">False when the document broke off.</param>
    public ImportedDocument? Finish(bool complete)
    {
        if (!started)
        {
            return null;
        }

        refused += !complete && inside ? 1 : 0;
        SclTwin twin = new(ieds, subnetworks, points, substations, diagnostics);
        ImmutableArray<Observation> observations = twin.Observations();
        if (observations.IsEmpty && twin.Ignored == 0)
        {
            diagnostics.Add(SclRules.Nothing, "Nothing of it could be read.");
            return null;
        }

        if (!complete)
        {
            diagnostics.Add(
                SclRules.EndsEarly,
                $"{ieds.Count} IEDs and {subnetworks.Count} subnetworks stand completely before this problem and were read."
            );
        }

        // A header without an id names no document; then the IEDs do.
        string document =
            id
            ?? $"SCL of {Excerpt.OneLine(string.Join(", ", ieds.Select(ied => ied.Name).Order(StringComparer.Ordinal)), 1_000)}";
        Source source = new("scl", document, version ?? "unversioned", at, IsComplete: id is not null && complete);
        return new ImportedDocument(source, observations, twin.Ignored, refused);
    }

    private void Keep(XElement element)
    {
        if (ieds.Count + subnetworks.Count + substations.Count >= limits.Records)
        {
            throw new InputLimitException($"The configuration has more than {limits.Records} elements.");
        }

        switch (element.Name.LocalName)
        {
            case "IED":
                Keep(SclIed.Read(element), ieds, element);
                break;
            case "Substation":
                SclSubstation? substation = SclSubstation.Read(element);
                Keep(substation, substations, element);
                if (substation is { Unnamed: > 0 } incomplete)
                {
                    refused += incomplete.Unnamed;
                    diagnostics.Add(
                        SclRules.Unnamed,
                        element,
                        $"{incomplete.Unnamed} voltage levels or bays have no name, or lie in one without.",
                        $"Substation {incomplete.Name}"
                    );
                }

                break;
            default:
                foreach (XElement child in element.Elements().Where(child => child.Name.LocalName is "SubNetwork"))
                {
                    Keep(SclSubnetwork.Read(child, points, diagnostics), subnetworks, child);
                }

                break;
        }
    }

    private void Keep<T>(T? read, List<T> list, XElement element)
        where T : class
    {
        if (read is not null)
        {
            list.Add(read);
            return;
        }

        refused++;
        diagnostics.Add(SclRules.Unnamed, element, $"This <{element.Name.LocalName}> has no name; it is left out.");
    }

    private void ReadHeader(XElement header)
    {
        id = InventoryTexts.Value((string?)header.Attribute("id"));
        string? number = InventoryTexts.Value((string?)header.Attribute("version"));
        string? revision = InventoryTexts.Value((string?)header.Attribute("revision"));
        version =
            number is null ? revision
            : revision is null ? number
            : $"{number}.{revision}";
        IEnumerable<DateTimeOffset> times = header
            .Descendants()
            .Where(item => item.Name.LocalName is "Hitem")
            .Select(item => Time((string?)item.Attribute("when")))
            .OfType<DateTimeOffset>();
        at = times.Select(time => (DateTimeOffset?)time).Max();
    }

    // The standard leaves the form of a time open; only the one that means the same everywhere is believed.
    private static DateTimeOffset? Time(string? text) => text is [_, _, _, _, '-', ..] ? InputTime.Utc(text) : null;
}
