using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;

namespace Pollux.Modelling.Tables;

/// <summary>
/// Pollux's tables of protocols, device roles and controller models: industry knowledge as data, read from
/// <c>packs/core/rules/*.csv</c> and, for packs, from their own <c>rules</c> folder.
/// </summary>
/// <param name="Protocols">The application protocols; the first row that fits counts.</param>
/// <param name="Roles">What hints at which type of device.</param>
/// <param name="Models">Which models of controllers are operated and programmed over which ports.</param>
public sealed record ModellingTables(
    ImmutableArray<ProtocolRow> Protocols,
    ImmutableArray<RoleRow> Roles,
    ImmutableArray<ModelRow> Models
)
{
    /// <summary>The file of <see cref="Protocols"/>.</summary>
    public const string ProtocolsFile = "protocols.csv";

    /// <summary>The file of <see cref="Roles"/>.</summary>
    public const string RolesFile = "device-roles.csv";

    /// <summary>The file of <see cref="Models"/>.</summary>
    public const string ModelsFile = "device-models.csv";

    private static readonly ImmutableArray<string> ProtocolColumns =
    [
        "protocol",
        "also",
        "ports",
        "type",
        "encrypted",
        "carrier",
        "remark",
    ];

    private static readonly ImmutableArray<string> RoleColumns = ["kind", "pattern", "type", "weight", "remark"];

    private static readonly ImmutableArray<string> ModelColumns =
    [
        "vendor",
        "product",
        "control",
        "engineering",
        "remark",
    ];

    /// <summary>Reads the tables of a folder. What cannot be read is left out and reported; the rest is used.</summary>
    public static async Task<Diagnosed<ModellingTables>> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string file in (string[])[ProtocolsFile, RolesFile, ModelsFile])
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path))
            {
                texts[file] = await File.ReadAllTextAsync(path, cancellationToken);
            }
        }

        return Parse(texts);
    }

    /// <summary>Reads the tables from texts by file name.</summary>
    public static Diagnosed<ModellingTables> Parse(IReadOnlyDictionary<string, string> texts)
    {
        DiagnosticBag all = new("rules");
        ModellingTables tables = new(
            [.. Read(texts, ProtocolsFile, ProtocolColumns, all, ReadProtocol)],
            [.. Read(texts, RolesFile, RoleColumns, all, ReadRole)],
            [.. Read(texts, ModelsFile, ModelColumns, all, ReadModel)]
        );
        return all.With(tables);
    }

    private static List<T> Read<T>(
        IReadOnlyDictionary<string, string> texts,
        string file,
        ImmutableArray<string> columns,
        DiagnosticBag all,
        Func<CsvRow, DiagnosticBag, T?> readRow
    )
        where T : class
    {
        DiagnosticBag diagnostics = new(file);
        List<T> rows = [];
        if (texts.TryGetValue(file, out string? text))
        {
            foreach (CsvRow row in CsvTable.Read(text, columns, diagnostics))
            {
                if (readRow(row, diagnostics) is { } read)
                {
                    rows.Add(read);
                }
            }
        }
        else
        {
            diagnostics.Add(TableRules.TableMissing, $"{file} is missing; no rule of it is applied.");
        }

        all.AddRange(diagnostics.ToImmutable());
        return rows;
    }

    private static ProtocolRow? ReadProtocol(CsvRow row, DiagnosticBag diagnostics)
    {
        ImmutableArray<PortRange?> ports = [.. row.Alternatives(2).Select(PortRange.TryParse)];
        if (row.Cells[0].Length == 0 || row.Cells[3].Length == 0 || ports.Contains(null))
        {
            diagnostics.Add(
                TableRules.BadRow,
                $"Protocol '{row.Cells[0]}': needs a name, a type and ports such as tcp/502, not '{row.Cells[2]}'.",
                row.Line
            );
            return null;
        }

        return new ProtocolRow(
            row.Cells[0],
            row.Alternatives(1),
            [.. ports.OfType<PortRange>()],
            row.Cells[3],
            string.Equals(row.Cells[4], "yes", StringComparison.Ordinal),
            string.Equals(row.Cells[5], "http", StringComparison.Ordinal)
        );
    }

    private static RoleRow? ReadRole(CsvRow row, DiagnosticBag diagnostics)
    {
        bool isKind = Enum.TryParse(row.Cells[0], ignoreCase: true, out RoleHint kind) && Enum.IsDefined(kind);
        bool isWeight = double.TryParse(
            row.Cells[3],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double weight
        );
        ImmutableArray<string> patterns = row.Alternatives(1);
        if (!isKind || !isWeight || weight is not (> 0 and < 1) || patterns.IsEmpty || row.Cells[2].Length == 0)
        {
            diagnostics.Add(
                TableRules.BadRow,
                $"'{string.Join(',', row.Cells)}': needs one of {string.Join(", ", Enum.GetNames<RoleHint>())}, a pattern, a type "
                    + "and a weight between 0 and 1.",
                row.Line
            );
            return null;
        }

        return new RoleRow(kind, patterns, row.Cells[2], weight);
    }

    private static ModelRow? ReadModel(CsvRow row, DiagnosticBag diagnostics)
    {
        ImmutableArray<PortRange?> control = [.. row.Alternatives(2).Select(PortRange.TryParse)];
        ImmutableArray<PortRange?> engineering = [.. row.Alternatives(3).Select(PortRange.TryParse)];
        if (
            (row.Cells[0].Length == 0 && row.Cells[1].Length == 0)
            || control.Contains(null)
            || engineering.Contains(null)
        )
        {
            diagnostics.Add(
                TableRules.BadRow,
                $"'{string.Join(',', row.Cells)}': needs a vendor or product and ports such as tcp/102.",
                row.Line
            );
            return null;
        }

        return new ModelRow(
            row.Alternatives(0),
            row.Alternatives(1),
            [.. control.OfType<PortRange>()],
            [.. engineering.OfType<PortRange>()]
        );
    }
}
