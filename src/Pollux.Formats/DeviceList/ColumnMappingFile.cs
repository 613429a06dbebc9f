using System.Collections.Immutable;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.SiteDescriptions;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.DeviceList;

/// <summary>Reads and writes mappings of columns: a YAML document that is one mapping or a list of them.</summary>
public static class ColumnMappingFile
{
    private const string Mark = "pollux-columns";
    private const int LongestText = 200;
    private const int MostColumns = 500;

    /// <summary>True when a file is a mapping: it begins with <c>pollux-columns</c>.</summary>
    public static bool Recognises(InputHead head) =>
        head.Text.Split('\n', 64)
            .Select(line => line.TrimStart('\uFEFF', '-', ' '))
            .FirstOrDefault(line => line.Trim().Length > 0 && !line.StartsWith('#'))
            ?.StartsWith(Mark, StringComparison.Ordinal) == true;

    /// <summary>Reads a file.</summary>
    /// <returns>Its mappings in order; null when one of them cannot be used, with errors that say why.</returns>
    public static Diagnosed<ColumnMappings> Read(
        InputFile input,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag diagnostics = new(input.Name);
        if (UntrustedYaml.Load(input, diagnostics, limits, cancellationToken) is not { } root)
        {
            return diagnostics.With<ColumnMappings>(null);
        }

        IEnumerable<YamlNode> items = root is YamlSequenceNode list ? list.Children : [root];
        ImmutableArray<ColumnMapping?> mappings = [.. items.Select(item => ReadOne(item, diagnostics))];
        return diagnostics.With(
            diagnostics.HasErrors ? null : new ColumnMappings([.. mappings.OfType<ColumnMapping>()])
        );
    }

    /// <summary>Writes mappings, so that reading gives the same.</summary>
    public static string Write(ImmutableArray<ColumnMapping> mappings)
    {
        StringBuilder text = new();
        foreach (ColumnMapping mapping in mappings)
        {
            text.Append("- ").Append(Mark).Append(": 1\n");
            _ = mapping.Document is { } document ? text.Append($"  document: {Quoted(document)}\n") : text;
            text.Append("  columns:\n");
            foreach (MappedColumn column in mapping.Columns)
            {
                text.Append($"    {Quoted(column.Heading)}: {column.Field}\n");
            }
        }

        return text.ToString();
    }

    private static ColumnMapping? ReadOne(YamlNode node, DiagnosticBag diagnostics)
    {
        if (node is not YamlMappingNode map || Child(map, "columns") is not YamlMappingNode columns)
        {
            diagnostics.Add(DeviceListRules.BadMapping, node, "There is no 'columns:' with headings and fields.");
            return null;
        }

        if (Child(map, Mark) is not YamlScalarNode { Value: "1" })
        {
            diagnostics.Add(DeviceListRules.BadMapping, node, $"There is no '{Mark}: 1'.");
        }

        foreach (YamlNode key in map.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: Mark or "columns" or "document" })
            {
                diagnostics.Add(DeviceListRules.BadMapping, key, $"'{Excerpt.Of(key.ToString())}' is not known here.");
            }
        }

        string? document = Child(map, "document") is YamlScalarNode { Value: { } name }
            ? Excerpt.OneLineOrNull(name, LongestText)
            : null;
        ImmutableArray<MappedColumn> mapped =
        [
            .. columns
                .Children.Take(MostColumns)
                .Select(pair => ReadColumn(pair.Key, pair.Value, diagnostics))
                .OfType<MappedColumn>(),
        ];
        if (mapped.IsEmpty)
        {
            diagnostics.Add(DeviceListRules.BadMapping, columns, "No column is mapped.");
            return null;
        }

        return new ColumnMapping(mapped, document);
    }

    private static MappedColumn? ReadColumn(YamlNode key, YamlNode value, DiagnosticBag diagnostics)
    {
        string heading = Excerpt.OneLine((key as YamlScalarNode)?.Value ?? "", LongestText);
        string said = (value as YamlScalarNode)?.Value ?? "";
        string? field = ListFields.All.FirstOrDefault(known =>
            string.Equals(SiteWords.Plain(known), SiteWords.Plain(said), StringComparison.Ordinal)
        );
        if (SiteWords.Plain(heading).Length > 0 && field is not null)
        {
            return new MappedColumn(heading, field);
        }

        diagnostics.Add(
            DeviceListRules.BadMapping,
            value,
            $"'{Excerpt.Of(said)}' is no field for the column '{heading}'.",
            hint: $"Fields are {string.Join(", ", ListFields.All)}."
        );
        return null;
    }

    private static YamlNode? Child(YamlMappingNode map, string name) =>
        map.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } key } && key == name).Value;

    // A YAML double-quoted scalar; what is inside is one line.
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
