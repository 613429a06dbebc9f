using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.ImportReports;

/// <summary>Says of a file that no importer takes what it looks like, so that the user knows that it arrived whole.</summary>
internal static class UnreadFormats
{
    private static readonly ImmutableArray<Look> Looks =
    [
        Root("report", "an XML report of a kind that is not known"),
        Root("CAEXFile", "an AutomationML plant model"),
        Root("NessusClientData_v2", "a Nessus report"),
        Root("report", "an OpenVAS or other XML report"),
        Root("get_reports_response", "an OpenVAS report"),
        Root("Events", "exported Windows events"),
        Root("Event", "an exported Windows event"),
        Root("RDF", "an RDF ontology"),
        Root("workbook", "a part of a spreadsheet; SPDX and other tables are read in their text forms"),
        Root("worksheet", "a part of a spreadsheet; SPDX and other tables are read in their text forms"),
        Root("graphml", "a GraphML graph"),
        Root("config", "a device configuration in XML"),
        Name(
            "aggregator_version",
            "\"aggregator\"",
            "a CSAF aggregator, which lists publishers and holds no advisory itself"
        ),
        Name(
            "metadata_version",
            "\"canonical_url\"",
            "a CSAF provider-metadata file, which says where advisories are and holds none itself"
        ),
        Name("feed", "\"entry\"", "a ROLIE feed, which lists advisories and holds none itself"),
        Name("service", "\"workspace\"", "a ROLIE service document, which lists feeds and holds no advisory itself"),
        Name("categories", "\"category\"", "a ROLIE category document, which holds no advisory"),
        Json("\"dataType\": \"CVE_RECORD\"", "CVE records"),
        Json("\"CVE_RECORD\"", "CVE records"),
        Json("\"cveMetadata\"", "CVE records"),
        Json("\"cpeMatch\"", "NVD configurations"),
        Json("\"vulnStatus\"", "NVD records"),
        Json("\"spdxVersion\"", "an SPDX 2 document"),
        Json("https://spdx.org/rdf/3", "an SPDX 3 document"),
        Json("\"spdx-", "an SPDX document"),
        Json("\"cacao-", "a CACAO playbook"),
        Json("\"playbook-", "a CACAO playbook"),
        Json("\"oscal-version\"", "an OSCAL document"),
        Json("\"system-security-plan\"", "an OSCAL document"),
        Json("\"class_uid\"", "OCSF events"),
        Json("\"EventID\"", "Windows events in JSON"),
        Json("\"@context\"", "linked data (JSON-LD)"),
        Json("json-schema.org", "a JSON schema"),
        Start("specVersion:", "a CycloneDX document in protobuf text; the JSON and XML forms are read"),
        Start("spec_version", "a CycloneDX document in protobuf text; the JSON and XML forms are read"),
        Start("# proto-file:", "a CycloneDX document in protobuf text; the JSON and XML forms are read"),
        Start("bom_format:", "a CycloneDX document in protobuf text; the JSON and XML forms are read"),
    ];

    /// <summary>The refusal of a file that no importer takes.</summary>
    public static Diagnostic Refusal(InputHead head)
    {
        SourceLocation place = new(head.Name);
        if (head.Text.AsSpan().Trim("\uFEFF \t\r\n").IsEmpty)
        {
            return head.Text.Length == 0
                ? new(InputRules.Empty, "The file has no content.", place)
                : new(InputRules.Empty, "The file begins with nothing but white space.", place);
        }

        string look = Looks.FirstOrDefault(candidate => candidate.Fits(head))?.Words ?? Shape(head);
        return new(InputRules.UnknownFormat, $"It looks like {look}, which Pollux does not read yet.", place);
    }

    private static string Shape(InputHead head) =>
        head.Text.Contains('\0', StringComparison.Ordinal) ? "a binary file"
        : head.RootName is { } root ? $"XML with the root <{Excerpt.Of(root)}>"
        : head.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..] ? "JSON of an unknown kind"
        : "a text of an unknown kind";

    private static Look Root(string name, string words) =>
        new(words, head => string.Equals(head.RootName, name, StringComparison.Ordinal));

    private static Look Name(string name, string phrase, string words) =>
        new(
            words,
            head =>
                head.JsonNames.Any(found => string.Equals(found.Key, name, StringComparison.Ordinal))
                && head.Text.Contains(phrase, StringComparison.Ordinal)
        );

    private static Look Json(string phrase, string words) =>
        new(
            words,
            head =>
                head.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..]
                && head.Text.Contains(phrase, StringComparison.Ordinal)
        );

    private static Look Start(string phrase, string words) =>
        new(words, head => head.Text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith(phrase, StringComparison.Ordinal));

    private sealed record Look(string Words, Func<InputHead, bool> Fits);
}
