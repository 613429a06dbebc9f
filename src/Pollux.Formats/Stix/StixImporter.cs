using Pollux.Diagnostics;
using Pollux.Formats.Campaigns;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Stix;

/// <summary>
/// Reads STIX 2.0 and 2.1 bundles. The record is an object. None of them says anything of a site, so that for a twin all are ignored, and
/// said to be; MITRE ATT&amp;CK goes into the knowledge store (<see cref="ReadAttack"/>).
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class StixImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public StixImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "stix";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => head.JsonNames.Any(name => name is { Key: "type", Value: "bundle" });

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        ImportedDocument? document = null;
        if (Load(input, diagnostics, cancellationToken) is { } root)
        {
            int refused = 0;
            int ignored = 0;
            foreach (JsonItem item in root["objects"]!.Items)
            {
                bool isObject = item.Text("id") is not null && item.Text("type") is not null;
                ignored += isObject ? 1 : 0;
                refused += isObject ? 0 : 1;
                if (!isObject)
                {
                    diagnostics.Add(StixRules.BadObject, item, "An object needs 'type' and 'id'.");
                }
            }

            diagnostics.Add(
                StixRules.NotOfTheSite,
                root,
                $"None of its {ignored + refused} objects says anything of the site."
            );
            Source source = new("stix", CampaignTexts.Name(root.Text("id")) ?? "bundle", "1", null, IsComplete: true);
            document = new ImportedDocument(source, [], ignored, refused);
        }

        return Task.FromResult(diagnostics.With(document));
    }

    /// <summary>Reads MITRE ATT&amp;CK.</summary>
    /// <returns>The catalogue; null when the bundle cannot be used or holds nothing of ATT&amp;CK.</returns>
    public Diagnosed<AttackReading> ReadAttack(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        AttackReading? catalogue = null;
        try
        {
            catalogue = Load(input, diagnostics, cancellationToken) is { } root
                ? new AttackStixReader(diagnostics, limits).Read(root, cancellationToken)
                : null;
        }
        catch (InputLimitException exception)
        {
            diagnostics.Add(InputRules.TooLarge, exception.Message);
        }

        return diagnostics.With(catalogue);
    }

    private JsonItem? Load(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
        if (root is not null && root["objects"] is not { IsArray: true })
        {
            diagnostics.Add(StixRules.NoObjects, root, "There is no list 'objects'.");
            return null;
        }

        return root;
    }
}
