using System.Text;
using System.Text.RegularExpressions;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Spdx;

/// <summary>
/// Reads an SPDX 2 document of tags and values (SPDX 2.3, 4.4 and annex J), line by line. A tag belongs to the element that was begun last.
/// </summary>
internal sealed partial class SpdxTagValue(SpdxBill bill, DiagnosticBag diagnostics)
{
    private const int LongestText = 4 << 20;
    private const string Opens = "<text>";
    private const string Closes = "</text>";

    private SpdxPackageDraft? package;
    private bool isOther;
    private string? otherId;
    private bool isDocument = true;
    private int packages;

    /// <summary>The version, as written.</summary>
    public string? Version { get; private set; }

    /// <summary>Reads everything.</summary>
    /// <returns>False when a text is never closed.</returns>
    public bool Read(Stream stream, CancellationToken cancellationToken)
    {
        using DecodingReader text = DecodingReader.Open(stream, LongestText, cancellationToken);
        int line = 0;
        while (text.ReadLine() is { } written)
        {
            int start = ++line;
            text.Mark();
            if (written.AsSpan().TrimStart() is [] or ['#', ..])
            {
                continue;
            }

            Match match = TagForm().Match(written);
            if (!match.Success)
            {
                diagnostics.Add(SpdxRules.BadLine, $"'{Excerpt.Of(written)}' is no tag with a value.", start, 1);
                continue;
            }

            string? value = match.Groups["value"].Value.Trim();
            if (value.StartsWith(Opens, StringComparison.Ordinal))
            {
                value = ReadText(text, value[Opens.Length..], ref line);
                if (value is null)
                {
                    diagnostics.Add(SpdxRules.UnclosedText, "The text that begins here has no end.", start, 1);
                    return false;
                }
            }

            Take(match.Groups["tag"].Value, value, start);
        }

        EndElement();
        return true;
    }

    private static string? ReadText(DecodingReader text, string first, ref int line)
    {
        StringBuilder all = new();
        string? written = first;
        while (written is not null)
        {
            int end = written.IndexOf(Closes, StringComparison.Ordinal);
            if (end >= 0)
            {
                return all.Append(written, 0, end).ToString();
            }

            all.Append(written).Append('\n');
            written = text.ReadLine();
            line++;
        }

        return null;
    }

    private void Take(string tag, string value, int line)
    {
        switch (tag)
        {
            case "SPDXVersion":
                Version = value;
                break;
            case "DocumentNamespace":
                bill.Namespace = SpdxTexts.Said(value);
                break;
            case "Created":
                bill.Created = value;
                break;
            case "PackageName":
                EndElement();
                package = new SpdxPackageDraft($"/packages/{packages++}", (line, 1)) { Name = value };
                break;
            case "FileName" or "SnippetSPDXID" or "SnippetSPDXIdentifier":
                EndElement();
                isOther = true;
                otherId = tag is "FileName" ? null : value;
                break;
            case "LicenseID":
                EndElement();
                break;
            case "SPDXID" or "SPDXIdentifier":
                TakeId(value);
                break;
            case "Relationship":
                TakeRelationship(value, line);
                break;
            default:
                TakeOfPackage(tag, value);
                break;
        }
    }

    private void TakeId(string value)
    {
        if (package is not null)
        {
            package.Id ??= value;
        }
        else if (isOther)
        {
            otherId ??= value;
        }
        else if (isDocument)
        {
            bill.DocumentId = value;
        }
    }

    private void TakeRelationship(string value, int line)
    {
        if (Words(value, 3) is [var from, var type, var to])
        {
            bill.AddLink(from, type, to, (line, 1));
        }
        else
        {
            diagnostics.Add(
                SpdxRules.BadLine,
                $"'{Excerpt.Of(value)}' is not an element, a type and an element.",
                line,
                1
            );
        }
    }

    private void TakeOfPackage(string tag, string value)
    {
        if (package is null)
        {
            return;
        }

        switch (tag)
        {
            case "PackageVersion":
                package.Version = value;
                break;
            case "PackageSupplier":
                package.Supplier = SpdxTexts.Party(value);
                break;
            case "PackageOriginator":
                package.Originator = SpdxTexts.Party(value);
                break;
            case "PrimaryPackagePurpose":
                package.Purpose = SpdxTexts.Purpose(value);
                break;
            case "PackageSummary":
                package.Description = value;
                break;
            case "PackageDescription":
                package.Description ??= value;
                break;
            case "PackageChecksum" when value.Split(':', 2) is [var algorithm, var digits]:
                package.AddChecksum(algorithm, digits);
                break;
            case "ExternalRef" when Words(value, 3) is [_, var type, var locator]:
                package.AddReference(type, locator);
                break;
        }
    }

    private void EndElement()
    {
        if (package is not null)
        {
            bill.Add(package.Finish());
        }
        else if (isOther)
        {
            bill.AddIgnored(SpdxTexts.Said(otherId));
        }

        (package, isOther, otherId, isDocument) = (null, false, null, false);
    }

    private static string[] Words(string value, int most) =>
        value.Split((char[]?)null, most, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(
        @"^\s*(?<tag>[A-Za-z][A-Za-z0-9]*)\s*:(?<value>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex TagForm();
}
