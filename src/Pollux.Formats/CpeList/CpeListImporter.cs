using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Observations;

namespace Pollux.Formats.CpeList;

/// <summary>
/// Reads a plain list of CPE names (NISTIR 7695: formatted strings of 2.3 or URIs of 2.2), one a line. The record is a line that is not
/// blank and no comment.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class CpeListImporter(InputLimits limits) : IImporter
{
    private const int LongestLine = 65_536;

    /// <summary>With the limits that the commands use.</summary>
    public CpeListImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "cpe-list";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        head.Text.Split('\n', 256)
            .Select(line => line.Trim('\uFEFF', ' ', '\t', '\r'))
            .FirstOrDefault(line => line.Length > 0 && !line.StartsWith('#'))
            ?.StartsWith("cpe:", StringComparison.OrdinalIgnoreCase) == true;

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(input, diagnostics => Read(input, diagnostics, cancellationToken));

    private ImportedDocument? Read(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        using Stream stream = input.Open();
        using DecodingReader text = DecodingReader.Open(stream, LongestLine, cancellationToken);
        ImmutableArray<Observation>.Builder products = ImmutableArray.CreateBuilder<Observation>();
        int refused = 0;
        int number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            text.Mark();
            string said = line.Trim();
            if (said.Length == 0 || said.StartsWith('#'))
            {
                continue;
            }

            if (products.Count >= limits.Records)
            {
                throw new InputLimitException($"The list has more than {limits.Records} lines.");
            }

            if (Name(said, number, diagnostics) is { } cpe)
            {
                products.Add(new Observation($"product {cpe}", null, 1, [CpeProducts.Statement(cpe)]));
            }
            else
            {
                refused++;
            }
        }

        // A list has neither name nor date; what it says, all lists together say.
        Source source = new("cpe-list", "CPE list", "undated", null, IsComplete: false);
        return new ImportedDocument(source, products.ToImmutable(), 0, refused);
    }

    private static string? Name(string line, int number, DiagnosticBag diagnostics)
    {
        string? cpe = CpeNames.Read(line);
        if (cpe is not null && CpeProducts.IsNamed(cpe))
        {
            return cpe;
        }

        diagnostics.Add(
            cpe is null ? CpeListRules.NotACpe : CpeListRules.NamesNothing,
            $"The line is '{Excerpt.Of(line)}'.",
            number,
            record: $"line {number}"
        );
        return null;
    }
}
