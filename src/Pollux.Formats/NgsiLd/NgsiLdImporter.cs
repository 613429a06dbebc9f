using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.TwinGraphs;

namespace Pollux.Formats.NgsiLd;

/// <summary>
/// Reads entities of NGSI-LD (ETSI GS CIM 009), normalised, concise and simplified, and those that Pollux writes. The record is an entity.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class NgsiLdImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public NgsiLdImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "ngsi-ld";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        bool Has(string text) => head.Text.Contains(text, StringComparison.Ordinal);
        return head.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..]
            && (
                Has("\"urn:ngsi-ld:")
                || Has("uri.etsi.org/ngsi-ld")
                || Has("smart-data-models/dataModel")
                || Has("//smartdatamodels.org/")
            )
            && Has("\"type\"")
            && (Has("\"@context\"") || Has("\"Property\"") || Has("\"Relationship\""));
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
                return root is null ? null : Read(root, diagnostics, cancellationToken);
            }
        );

    private ImportedDocument? Read(JsonItem root, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        GraphRules rules = new(NgsiLdRules.Nothing, NgsiLdRules.Unidentified, NgsiLdRules.NotForTwin);
        GraphReading reading = new(Format, rules, diagnostics, limits);
        foreach (JsonItem item in root.IsArray ? root.Items : [root])
        {
            cancellationToken.ThrowIfCancellationRequested();
            reading.Count();
            if (NgsiLdEntity.Read(item, reading.Note) is { } entity)
            {
                reading.Keep(entity);
            }
            else
            {
                reading.Refuse(item.Place, "It has no 'id' or no 'type'.", item.Text("id"));
            }
        }

        return reading.Finish("ngsi-ld");
    }
}
