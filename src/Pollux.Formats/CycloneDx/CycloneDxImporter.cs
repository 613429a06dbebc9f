using System.Security.Cryptography;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.CycloneDx;

/// <summary>
/// Reads bills of materials, VEX and service lists of CycloneDX 1.1 to 1.7 (ECMA-424), as XML and, from 1.2, as JSON. The record is a
/// component, a service or a vulnerability. A document that does not conform to the standard is refused as a whole, with every fault.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class CycloneDxImporter(InputLimits limits) : IImporter
{
    private const string Namespace = "http://cyclonedx.org/schema/bom/";

    /// <summary>With the limits that the commands use.</summary>
    public CycloneDxImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "cyclonedx";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => IsXml(head) || IsJson(head);

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(input, diagnostics => Read(input, diagnostics, cancellationToken));

    private static bool IsXml(InputHead head) =>
        head.RootName is "bom" && head.RootNamespace!.StartsWith(Namespace, StringComparison.Ordinal);

    private static bool IsJson(InputHead head) =>
        head.JsonNames.Any(name =>
            name.Key is "bomFormat"
            || (name.Key is "$schema" && name.Value.Contains("cyclonedx.org/schema/bom", StringComparison.Ordinal))
        );

    private ImportedDocument? Read(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        bool isXml = IsXml(InputHead.Read(input));
        (BomNode Bom, string Version)? opened = isXml
            ? OpenXml(input, diagnostics, cancellationToken)
            : OpenJson(input, diagnostics, cancellationToken);
        if (opened is not { } bom || !BomCheck.Check(bom.Bom, bom.Version, isXml, diagnostics))
        {
            return null;
        }

        return new BomReading(bom.Bom, isXml, diagnostics, limits).Read(() => Fingerprint(input), cancellationToken);
    }

    private (BomNode, string)? OpenXml(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        XDocument? document = UntrustedXml.Load(input, diagnostics, limits, cancellationToken);
        if (document?.Root is not { } root)
        {
            return null;
        }

        string version = root.Name.NamespaceName[Namespace.Length..];
        if (!BomSchema.Versions.Contains(version, StringComparer.Ordinal))
        {
            diagnostics.Add(
                CycloneDxRules.UnknownVersion,
                root,
                $"The namespace names version '{Excerpt.Of(version)}'."
            );
            return null;
        }

        return (new XmlBomNode(root), version);
    }

    private (BomNode, string)? OpenJson(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
        if (root is null)
        {
            return null;
        }

        string? format = root.Text("bomFormat");
        if (format is not "CycloneDX")
        {
            diagnostics.Add(
                format is null ? CycloneDxRules.Required : CycloneDxRules.BadValue,
                root["bomFormat"] ?? root,
                format is null
                    ? "The document lacks 'bomFormat'."
                    : $"The bomFormat is '{Excerpt.Of(format)}' and not 'CycloneDX'.",
                "/bomFormat"
            );
            return null;
        }

        string version = root["specVersion"]?.StringOrNull ?? "";
        if (!BomSchema.Versions.Contains(version, StringComparer.Ordinal))
        {
            diagnostics.Add(
                version.Length == 0 ? CycloneDxRules.Required : CycloneDxRules.UnknownVersion,
                root["specVersion"] ?? root,
                version.Length == 0
                    ? "The document lacks 'specVersion'."
                    : $"The specVersion is '{Excerpt.Of(version)}'.",
                "/specVersion"
            );
            return null;
        }

        return (new JsonBomNode(root), version);
    }

    // Names a document that names itself by nothing: the same bytes are the same document.
    private static string Fingerprint(InputFile input)
    {
        using Stream stream = input.Open();
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(stream))}";
    }
}
