using System.Collections.Immutable;
using System.Security.Cryptography;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;
using Pollux.Twin.Observations;

namespace Pollux.Formats.DeviceList;

/// <summary>
/// Reads a list of devices as a spreadsheet saves it: separated by commas, semicolons, tabs or bars, with headings that are known or
/// mapped (<see cref="ColumnMapping"/>). The record is a line below the headings.
/// </summary>
/// <param name="limits">What is read at most.</param>
/// <param name="mappings">Mappings of columns; the first that fits a list counts.</param>
public sealed class DeviceListImporter(InputLimits limits, ColumnMappings mappings) : IImporter
{
    /// <summary>With the limits that the commands use, and without mappings.</summary>
    public DeviceListImporter()
        : this(InputLimits.Default, ColumnMappings.None) { }

    /// <inheritdoc/>
    public string Format => "device-list";

    /// <summary>True to take only lists that a mapping fits, and leave others to those who know them.</summary>
    public bool OnlyMapped { get; init; }

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        ListHead.Find(head, mappings.Items) is { } found && (!OnlyMapped || found.Mapping is not null);

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(input, diagnostics => Read(input, diagnostics, cancellationToken));

    private ImportedDocument? Read(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (ListHead.Find(InputHead.Read(input), mappings.Items) is not { } head)
        {
            diagnostics.Add(DeviceListRules.NoRows, "There are no headings of a list of devices.");
            return null;
        }

        if (!head.Missing.IsEmpty)
        {
            string lacks = $"The list has no column {Quoted(head.Missing)}; it has {Quoted(head.Headings)}.";
            diagnostics.Add(head.IsKnown ? DeviceListRules.MappingNotUsed : DeviceListRules.MappingDoesNotFit, lacks);
            if (!head.IsKnown)
            {
                return null;
            }
        }

        Reading reading = new(head, diagnostics, limits);
        using (Stream stream = input.Open())
        {
            reading.ReadAll(CsvRows.Read(stream, head.Separator, cancellationToken));
        }

        return reading.Finish(() => Edition(input, cancellationToken));
    }

    private static string Quoted(IEnumerable<string> headings) =>
        Excerpt.Of(string.Join(", ", headings.Where(heading => heading.Length > 0).Select(heading => $"'{heading}'")));

    // A list has no date and no version of its own: its content is its edition.
    private static string Edition(InputFile input, CancellationToken cancellationToken)
    {
        using SHA256 hash = SHA256.Create();
        using Stream stream = input.Open();
        byte[] block = new byte[65_536];
        for (int read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.TransformBlock(block, 0, read, null, 0);
        }

        hash.TransformFinalBlock([], 0, 0);
        return $"sha256 {Convert.ToHexStringLower(hash.Hash!)[..16]}";
    }

    private sealed class Reading(ListHead head, DiagnosticBag diagnostics, InputLimits limits)
    {
        private readonly List<(InventoryDevice Device, int Line)> devices = [];
        private int ignored;
        private int refused;
        private int above;

        public void ReadAll(IEnumerable<CsvRow> rows)
        {
            int at = -1;
            foreach (CsvRow row in rows)
            {
                at++;
                if (at < head.HeadingRow)
                {
                    above += row.Fields is [['s', 'e', 'p', '=', ..], ..] ? 0 : 1;
                }
                else if (at > head.HeadingRow)
                {
                    Keep(row);
                }
            }

            ReportHead();
        }

        public ImportedDocument? Finish(Func<string> edition)
        {
            if (devices.Count + ignored + refused == 0)
            {
                diagnostics.Add(DeviceListRules.NoRows, "There is no line below the headings.");
                return null;
            }

            ReportNames();
            HashSet<string> ambiguous = AmbiguousAddresses();
            ImmutableArray<Observation> observations =
            [
                .. devices.Select(found => ToObservation(found.Device, found.Line, ambiguous)),
            ];
            string? document = head.Mapping?.Document;
            string said = string.Join(", ", head.Headings.Where(heading => heading.Length > 0));
            Source source = new(
                "device-list",
                document ?? $"columns {Excerpt.OneLine(said, 1_000)}",
                edition(),
                null,
                IsComplete: document is not null
            );
            return new ImportedDocument(source, observations, ignored + above, refused);
        }

        private void Keep(CsvRow row)
        {
            if (devices.Count >= limits.Records)
            {
                throw new InputLimitException($"The list has more than {limits.Records} lines.");
            }

            ListRow read = new(row, head.Fields, diagnostics);
            if (read.IsBlank)
            {
                ignored++;
                return;
            }

            if (row.Fields.Skip(head.Headings.Length).Any(field => !string.IsNullOrWhiteSpace(field)))
            {
                diagnostics.Add(
                    DeviceListRules.TooManyFields,
                    $"The line has {row.Fields.Length} fields, and there are {head.Headings.Length} headings.",
                    row.Line
                );
            }

            InventoryDevice device = read.Device();
            if (device.IsIdentified || !device.Cpes.IsEmpty)
            {
                devices.Add((device, row.Line));
                return;
            }

            refused++;
            diagnostics.Add(
                DeviceListRules.UnnamedDevice,
                $"The line '{Excerpt.Of(string.Join(" | ", row.Fields.Where(field => field.Length > 0)))}' has none of them.",
                row.Line,
                record: $"line {row.Line}"
            );
        }

        private static Observation ToObservation(InventoryDevice device, int line, HashSet<string> ambiguous)
        {
            // Overlapping networks: there an address means a device only within its zone.
            InventoryDevice scoped = device.Addresses.Any(ambiguous.Contains)
                ? device with
                {
                    AddressScope = device.Zones.FirstOrDefault() ?? $"line {line}",
                }
                : device;
            if (!scoped.IsIdentified)
            {
                return new Observation(
                    $"product {scoped.Cpes[0]}",
                    null,
                    1,
                    [.. scoped.Cpes.Select(CpeList.CpeProducts.Statement)]
                );
            }

            Identifier first = scoped.Reference.Identifiers[0];
            string key = scoped.Name is { } name ? $"device {name}" : $"device {first.Value}";
            return new Observation(key, null, 1, scoped.Statements());
        }

        private HashSet<string> AmbiguousAddresses() =>
            [
                .. devices
                    .SelectMany(found =>
                        found.Device.Addresses.Select(address => (address, Zone: found.Device.Zones.FirstOrDefault()))
                    )
                    .Distinct()
                    .GroupBy(pair => pair.address, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
                    .Select(group => group.Key),
            ];

        private void ReportHead()
        {
            if (above > 0)
            {
                diagnostics.Add(DeviceListRules.LinesBeforeHeadings, $"{above} line(s) stand above the headings.", 1);
            }

            string[] unknown =
            [
                .. head
                    .Headings.Where((heading, at) => heading.Length > 0 && head.Fields[at] is null)
                    .Select(heading => $"'{heading}'"),
            ];
            if (unknown.Length > 0)
            {
                diagnostics.Add(
                    DeviceListRules.UnknownColumns,
                    $"{unknown.Length} column(s) were not read: {Excerpt.OneLine(string.Join(", ", unknown), 1_000)}."
                );
            }
        }

        private void ReportNames()
        {
            foreach (
                var same in devices
                    .Where(found => found.Device.Name is not null)
                    .GroupBy(found => found.Device.Name!, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
            )
            {
                diagnostics.Add(
                    DeviceListRules.RepeatedName,
                    $"'{Excerpt.Of(same.Key)}' stands on lines {Excerpt.Of(string.Join(", ", same.Select(found => found.Line)))}; it is taken as one device where nothing stronger says otherwise.",
                    same.ElementAt(1).Line
                );
            }
        }
    }
}
