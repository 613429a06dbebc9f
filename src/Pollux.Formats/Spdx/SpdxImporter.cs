using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Spdx;

/// <summary>
/// Reads bills of materials of SPDX 2.0 to 2.3 (ISO/IEC 5962:2021 is 2.2.1) as JSON, YAML, XML, RDF/XML and tag-value, and of SPDX 3.0 as
/// JSON-LD. The record is a package or a vulnerability; files and snippets are ignored records.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed partial class SpdxImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public SpdxImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "spdx";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => FormOf(head) is not null;

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(input, diagnostics => Read(input, diagnostics, cancellationToken));

    private ImportedDocument? Read(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        SpdxBill bill = new(diagnostics, limits);
        SpdxForm form = FormOf(InputHead.Read(input)) ?? SpdxForm.Json;
        bool isRead = form switch
        {
            SpdxForm.Xml or SpdxForm.Rdf => ReadXml(input, bill, diagnostics, cancellationToken),
            SpdxForm.Yaml => ReadYaml(input, bill, diagnostics, cancellationToken),
            SpdxForm.TagValue => ReadTags(input, bill, diagnostics, cancellationToken),
            _ => ReadJson(input, bill, diagnostics, cancellationToken),
        };
        if (!isRead)
        {
            return null;
        }

        bill.ReportUnknown();
        Source source = ReadSource(bill, input, diagnostics);
        return new SpdxReading(bill, source, diagnostics, limits).Read(cancellationToken);
    }

    private bool ReadJson(
        InputFile input,
        SpdxBill bill,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        if (UntrustedJson.Load(input, diagnostics, limits, cancellationToken) is not { } root)
        {
            return false;
        }

        if (root["@context"] is null && root["@graph"] is null)
        {
            return ReadTree(new SpdxJsonNode(root), bill, diagnostics, cancellationToken);
        }

        SpdxGraph graph = SpdxGraph.Read(root, bill, cancellationToken);
        (int line, int column) = root.Place;
        return IsKnown(graph.Version, Version3(), diagnostics, line, column);
    }

    private bool ReadYaml(
        InputFile input,
        SpdxBill bill,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    ) =>
        UntrustedYaml.Load(input, diagnostics, limits, cancellationToken) is { } root
        && ReadTree(new SpdxYamlNode(root), bill, diagnostics, cancellationToken);

    private bool ReadXml(InputFile input, SpdxBill bill, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        XDocument? document = UntrustedXml.Load(input, diagnostics, limits, cancellationToken);
        if (document?.Root is not { } root)
        {
            return false;
        }

        if (root.Name.LocalName is not "RDF")
        {
            return ReadTree(new SpdxXmlNode(root), bill, diagnostics, cancellationToken);
        }

        SpdxRdf rdf = new(bill, cancellationToken);
        rdf.Read(root);
        return IsKnown(rdf.Version, Version2(), diagnostics, 1, 1);
    }

    private static bool ReadTags(
        InputFile input,
        SpdxBill bill,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        using Stream stream = input.Open();
        SpdxTagValue tags = new(bill, diagnostics);
        return tags.Read(stream, cancellationToken) && IsKnown(tags.Version, Version2(), diagnostics, 1, 1);
    }

    private static bool ReadTree(
        SpdxNode root,
        SpdxBill bill,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        (int line, int column) = root.Child("spdxVersion")?.Place ?? root.Place;
        if (!IsKnown(root.Text("spdxVersion"), Version2(), diagnostics, line, column))
        {
            return false;
        }

        new SpdxTree(bill, cancellationToken).Read(root);
        return true;
    }

    private static bool IsKnown(string? version, Regex known, DiagnosticBag diagnostics, int line, int column)
    {
        if (version is not null && known.IsMatch(version.Trim()))
        {
            return true;
        }

        diagnostics.Add(
            SpdxRules.UnknownVersion,
            version is null ? "The document does not say its version." : $"The version is '{Excerpt.Of(version)}'.",
            line,
            column
        );
        return false;
    }

    private static Source ReadSource(SpdxBill bill, InputFile input, DiagnosticBag diagnostics)
    {
        DateTimeOffset? at = SpdxTexts.Time(bill.Created);
        if (at is null)
        {
            string message = bill.Created is null
                ? "The document does not say when it was created."
                : $"'{Excerpt.Of(bill.Created)}' is no date with a time.";
            diagnostics.Add(SpdxRules.BadTime, message);
        }

        if (bill.Namespace is null)
        {
            diagnostics.Add(SpdxRules.NoNamespace, "The document has no namespace.");
        }

        return new Source(
            "spdx",
            Excerpt.OneLine(bill.Namespace ?? Fingerprint(input), 500),
            at is { } time ? $"{time:O}" : "undated",
            at,
            IsComplete: true
        );
    }

    private static string Fingerprint(InputFile input)
    {
        using Stream stream = input.Open();
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(stream))}";
    }

    private static SpdxForm? FormOf(InputHead head) =>
        head.RootName switch
        {
            "RDF" when head.Text.Contains(SpdxRdf.Terms, StringComparison.Ordinal) => SpdxForm.Rdf,
            "Document" or "SpdxDocument" when head.Text.Contains("SPDX", StringComparison.Ordinal) => SpdxForm.Xml,
            not null => null,
            _ when head.IsJsonObject => IsJson(head) ? SpdxForm.Json : null,
            _ when TagLine().IsMatch(head.Text) => SpdxForm.TagValue,
            _ when YamlLine().IsMatch(head.Text) && head.Text.Contains("SPDX", StringComparison.Ordinal) =>
                SpdxForm.Yaml,
            _ => null,
        };

    // The head may end before the version is named: writers that sort names put it last.
    private static bool IsJson(InputHead head) =>
        head.JsonNames.Any(name => name.Key is "spdxVersion" or "SPDXID")
        || head.Text.Contains("spdx.org/rdf/3", StringComparison.Ordinal)
        || (
            head.JsonNames.Any(name => name.Key is "creationInfo" or "packages" or "files" or "relationships")
            && head.Text.Contains("\"SPDXRef-", StringComparison.Ordinal)
        );

    private enum SpdxForm
    {
        Json,
        Yaml,
        Xml,
        Rdf,
        TagValue,
    }

    [GeneratedRegex(
        @"^SPDX-2\.[0-3](\.[0-9]+)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Version2();

    [GeneratedRegex(
        @"^3\.0(\.[0-9]+)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Version3();

    [GeneratedRegex(
        @"^\uFEFF?[ \t]*(SPDXVersion|DocumentNamespace|PackageName)[ \t]*:",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex TagLine();

    [GeneratedRegex(
        "^\uFEFF?[\"']?(spdxVersion|SPDXID|documentNamespace|dataLicense|documentDescribes|creationInfo)[\"']?[ \\t]*:",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex YamlLine();
}
