using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.NetBox;

/// <summary>
/// Reads what NetBox says of devices, virtual machines, interfaces, IP addresses, prefixes and services: answers of its REST API (version
/// 3 and 4) and CSV exports of its tables. The record is an object.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class NetBoxImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public NetBoxImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "netbox";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => IsJson(head) || NetBoxTables.KindOf(head) is not null;

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
            {
                InputHead head = InputHead.Read(input);
                return IsJson(head)
                    ? ReadJson(input, diagnostics, cancellationToken)
                    : ReadCsv(input, NetBoxTables.KindOf(head) ?? "", diagnostics, cancellationToken);
            }
        );

    private static bool IsJson(InputHead head)
    {
        ReadOnlySpan<char> start = head.Text.AsSpan().TrimStart("\uFEFF \t\r\n");
        bool names =
            head.Text.Contains("/api/dcim/", StringComparison.Ordinal)
            || head.Text.Contains("/api/ipam/", StringComparison.Ordinal)
            || head.Text.Contains("/api/virtualization/", StringComparison.Ordinal);
        return start is ['{' or '[', ..] && names && head.Text.Contains("\"url\"", StringComparison.Ordinal);
    }

    private ImportedDocument? ReadJson(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
        if (root is null)
        {
            return null;
        }

        // A list, the answer to a question for one object, or a page of an answer.
        JsonItem? list = root.IsArray ? root : root["results"];
        ImmutableArray<JsonItem> items =
            list is { IsArray: true } ? [.. list.Items]
            : root["url"] is null ? []
            : [root];
        if (items.IsEmpty)
        {
            diagnostics.Add(NetBoxRules.NoObjects, list ?? root, "There is no object in it.");
            return null;
        }

        if (root["count"]?.Number is { } count && count > items.Length)
        {
            diagnostics.Add(
                NetBoxRules.NotAll,
                root["count"]!,
                $"NetBox has {root["count"]!.NumberText} of them, here are {items.Length}."
            );
        }

        NetBoxReading reading = new(diagnostics, limits);
        foreach (JsonItem item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reading.Read(new NetBoxJsonObject(item));
        }

        return reading.Finish();
    }

    private ImportedDocument? ReadCsv(
        InputFile input,
        string kind,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        using Stream stream = input.Open();
        NetBoxReading reading = new(diagnostics, limits);
        ImmutableArray<string> headings = [];
        bool any = false;
        foreach (CsvRow row in CsvRows.Read(stream, cancellationToken))
        {
            if (headings.IsEmpty)
            {
                headings = row.Fields;
                continue;
            }

            any = true;
            reading.Read(new NetBoxCsvObject(kind, headings, row));
        }

        if (!any)
        {
            diagnostics.Add(NetBoxRules.NoObjects, "There is no line below the headings.", 1);
            return null;
        }

        return reading.Finish();
    }
}
