using System.Collections.Immutable;
using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Aas;

/// <summary>
/// Reads Asset Administration Shells (IEC 63278-1; IDTA-01001, metamodel 3.0 and 3.1): environments in JSON and XML, the description in an AASX
/// package, and answers of a repository. The record is a shell, a submodel or a concept description.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class AasImporter(InputLimits limits) : IImporter
{
    private static readonly ImmutableArray<string> Lists =
    [
        "assetAdministrationShells",
        "submodels",
        "conceptDescriptions",
    ];

    /// <summary>With the limits that the commands use.</summary>
    public AasImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "aas";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => IsXml(head) || IsJson(head);

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                AasReading reading = new(diagnostics, limits);
                return IsXml(InputHead.Read(input))
                    ? ReadXml(input, reading, diagnostics, cancellationToken)
                    : ReadJson(input, reading, diagnostics, cancellationToken);
            }
        );

    private static bool IsXml(InputHead head) =>
        head.RootName is "environment" or "aasenv"
        && head.RootNamespace!.Contains("admin-shell.io", StringComparison.Ordinal);

    private static bool IsJson(InputHead head)
    {
        bool HasName(string name) => head.Text.Contains($"\"{name}\"", StringComparison.Ordinal);
        return head.IsJsonObject
                && head.JsonNames.Any(name => Lists.Contains(name.Key))
                && (HasName("idShort") || HasName("modelType") || HasName("assetAdministrationShells"))
            || (
                head.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..]
                && HasName("modelType")
                && (HasName("submodelElements") || HasName("assetInformation"))
            );
    }

    private ImportedDocument? ReadJson(
        InputFile input,
        AasReading reading,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
        if (root is null)
        {
            return null;
        }

        JsonItem[] all =
            Lists.Any(name => root[name] is not null) && root["modelType"] is null
                ? [.. Lists.SelectMany(name => root[name]?.Items ?? [])]
            : root.IsArray ? [.. root.Items]
            : root["result"] is { IsArray: true } page ? [.. page.Items]
            : [root];
        if (Array.Exists(all, item => item["identification"] is not null))
        {
            JsonItem old = Array.Find(all, item => item["identification"] is not null)!;
            diagnostics.Add(AasRules.OldMetamodel, old, "Its 'identification' is a name of metamodel 1 or 2.");
            return null;
        }

        foreach (JsonItem item in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reading.Read(item.Text("modelType") ?? Kind(root, item), new AasJsonElement(item));
        }

        return reading.Finish(complete: true);
    }

    // Without a model type the list that it stands in says what it is.
    private static string Kind(JsonItem root, JsonItem item) =>
        item["assetInformation"] is not null ? "AssetAdministrationShell"
        : item["submodelElements"] is not null ? "Submodel"
        : root["conceptDescriptions"] is not null && item["embeddedDataSpecifications"] is not null
            ? "ConceptDescription"
        : "";

    private ImportedDocument? ReadXml(
        InputFile input,
        AasReading reading,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        bool old = false;
        bool complete = UntrustedXml.Read(
            input,
            diagnostics,
            limits,
            records => old = !ReadXml(records, reading),
            cancellationToken
        );
        if (old)
        {
            diagnostics.Add(AasRules.OldMetamodel, "Its namespace is that of metamodel 1 or 2.", 1);
            return null;
        }

        return reading.Finish(complete);
    }

    private static bool ReadXml(XmlRecords records, AasReading reading)
    {
        XmlReader reader = records.Reader;
        reader.MoveToContent();
        if (!reader.NamespaceURI.Contains("/aas/3/", StringComparison.Ordinal))
        {
            return false;
        }

        reader.Read();
        while (!reader.EOF)
        {
            string kind = reader.LocalName switch
            {
                "assetAdministrationShell" => "AssetAdministrationShell",
                "submodel" => "Submodel",
                "conceptDescription" => "ConceptDescription",
                _ => "",
            };
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == 2 && kind.Length > 0)
            {
                reading.Begin();
                reading.Read(kind, new AasXmlElement(records.ReadElement()));
            }

            reader.Read();
        }

        return true;
    }
}
