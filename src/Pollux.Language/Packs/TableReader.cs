using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Diagnostics;

namespace Pollux.Language.Packs;

/// <summary>Reads the tables of a pack: JSON objects that hold arrays of rows.</summary>
internal static class TableReader
{
    private static readonly ImmutableArray<string> ChangeKinds = ["defence", "patch", "segmentation", "identity"];

    /// <summary>What could be read; everything that is wrong is reported.</summary>
    public static PackTables Read(string text, DiagnosticBag diagnostics)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            diagnostics.Add(
                PackRules.InvalidTable,
                $"It is no valid JSON: {exception.Message}",
                (int?)exception.LineNumber + 1,
                (int?)exception.BytePositionInLine + 1
            );
            return PackTables.Empty;
        }

        using (document)
        {
            return ReadTables(document.RootElement, diagnostics);
        }
    }

    private static PackTables ReadTables(JsonElement root, DiagnosticBag diagnostics)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            diagnostics.Add(PackRules.InvalidTable, "It is no JSON object.", 1, 1);
            return PackTables.Empty;
        }

        return new PackTables(
            Rows(
                root,
                "techniques",
                row => new TechniqueEntry(
                    row["tag"],
                    row["domain"],
                    row["version"],
                    row["id"],
                    row["name"],
                    row.Texts("tactics")
                ),
                entry => entry.Tag,
                diagnostics
            ),
            Rows(
                root,
                "mitigations",
                row => new MitigationEntry(row["domain"], row["version"], row["id"], row["name"]),
                entry => entry.Id,
                diagnostics
            ),
            Rows(
                root,
                "countermeasures",
                row => new CountermeasureEntry(row["version"], row["id"], row["name"]),
                entry => entry.Id,
                diagnostics
            ),
            Rows(
                root,
                "requirements",
                row => new RequirementEntry(row["standard"], row["id"]),
                entry => entry.Id,
                diagnostics
            ),
            Rows(
                root,
                "capabilities",
                row => new CapabilityEntry(row["tag"], row["label"], row["text"]),
                entry => entry.Tag,
                diagnostics
            ),
            Rows(
                root,
                "detectors",
                row => new DetectorEntry(row["name"], row["source"], row["text"]),
                entry => entry.Name,
                diagnostics
            ),
            Rows(
                root,
                "attackers",
                row => new AttackerEntry(
                    row["name"],
                    row["label"],
                    row["text"],
                    row.Number("timeFactor", value => value > 0 && double.IsFinite(value), "a number above 0"),
                    row.Probabilities("capabilities")
                ),
                entry => entry.Name,
                diagnostics
            )
        )
        {
            Responsibilities = Rows(
                root,
                "responsibilities",
                row => new ResponsibilityEntry(row["of"], row.Word("kind", ChangeKinds), row["owner"]),
                entry => entry.Of,
                diagnostics
            ),
        };
    }

    private static ImmutableSortedDictionary<string, TEntry> Rows<TEntry>(
        JsonElement root,
        string table,
        Func<Row, TEntry> read,
        Func<TEntry, string> keyOf,
        DiagnosticBag diagnostics
    )
    {
        ImmutableSortedDictionary<string, TEntry>.Builder entries = ImmutableSortedDictionary.CreateBuilder<
            string,
            TEntry
        >(StringComparer.Ordinal);
        if (!root.TryGetProperty(table, out JsonElement rows))
        {
            return entries.ToImmutable();
        }

        if (rows.ValueKind != JsonValueKind.Array)
        {
            diagnostics.Add(PackRules.InvalidTable, $"'{table}' is no array.", record: $"/{table}");
            return entries.ToImmutable();
        }

        int index = 0;
        foreach (JsonElement element in rows.EnumerateArray())
        {
            Row row = new(element, $"/{table}/{index++}");
            TEntry entry = read(row);
            if (row.Problem is { } problem)
            {
                diagnostics.Add(PackRules.InvalidTable, problem, record: row.Place);
            }
            else if (!entries.TryAdd(keyOf(entry), entry))
            {
                diagnostics.Add(PackRules.InvalidTable, $"'{keyOf(entry)}' is there twice.", record: row.Place);
            }
        }

        return entries.ToImmutable();
    }

    // Remembers the first thing that is wrong with one row.
    private sealed class Row(JsonElement element, string place)
    {
        public string Place => place;

        public string? Problem { get; private set; }

        public string this[string key] =>
            Find(key) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
                ? text
                : Fail($"'{key}' is no text.");

        public ImmutableArray<string> Texts(string key)
        {
            if (
                Find(key) is not { ValueKind: JsonValueKind.Array } value
                || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String)
            )
            {
                Fail($"'{key}' is no array of texts.");
                return [];
            }

            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        public string Word(string key, ImmutableArray<string> words)
        {
            string word = this[key];
            return word.Length == 0 || words.Contains(word, StringComparer.Ordinal)
                ? word
                : Fail($"'{key}' is none of {string.Join(", ", words)}.");
        }

        public double Number(string key, Func<double, bool> isValid, string expected)
        {
            if (
                Find(key) is { ValueKind: JsonValueKind.Number } value
                && value.TryGetDouble(out double number)
                && isValid(number)
            )
            {
                return number;
            }

            Fail($"'{key}' is not {expected}.");
            return 0;
        }

        public ImmutableSortedDictionary<string, double> Probabilities(string key)
        {
            ImmutableSortedDictionary<string, double>.Builder values = ImmutableSortedDictionary.CreateBuilder<
                string,
                double
            >(StringComparer.Ordinal);
            if (Find(key) is not { ValueKind: JsonValueKind.Object } table)
            {
                Fail($"'{key}' is no object of probabilities.");
                return values.ToImmutable();
            }

            foreach (JsonProperty property in table.EnumerateObject())
            {
                if (
                    property.Value.ValueKind == JsonValueKind.Number
                    && property.Value.TryGetDouble(out double probability)
                    && probability is >= 0 and <= 1
                )
                {
                    values[property.Name] = probability;
                }
                else
                {
                    Fail($"'{key}/{property.Name}' is no probability from 0 to 1.");
                }
            }

            return values.ToImmutable();
        }

        private JsonElement? Find(string key) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement value)
                ? value
                : null;

        private string Fail(string problem)
        {
            Problem ??= problem;
            return "";
        }
    }
}
