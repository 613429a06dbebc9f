using System.Collections.Immutable;
using Pollux.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pollux.Formats.SiteDescriptions.Yaml;

/// <summary>
/// Reads the first document of a YAML text into a tree with places. Nothing is converted and no tag is obeyed. Bounded in
/// depth and in size after expansion: an alias is the same node again, and its weight counts each time, so that a small
/// text cannot stand for a large one.
/// </summary>
internal sealed class YamlTreeReader
{
    /// <summary>How deep maps and lists may be nested.</summary>
    public const int MaximumDepth = 24;

    /// <summary>How many scalars a document may hold, those behind aliases counted each time.</summary>
    public const int MaximumWeight = 500_000;

    private readonly Parser parser;
    private readonly DiagnosticBag diagnostics;
    private readonly CancellationToken cancellationToken;
    private readonly Dictionary<string, YamlNode?> anchors = new(StringComparer.Ordinal);
    private int weight;

    private YamlTreeReader(string text, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        this.diagnostics = diagnostics;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Reads a text; null, with an error, when it is not YAML or beyond a limit.</summary>
    public static YamlNode? Read(string text, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var reader = new YamlTreeReader(text, diagnostics, cancellationToken);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException problem)
        {
            diagnostics.Add(
                SiteDescriptionRules.NotYaml,
                $"This is not valid YAML: {WithoutPlace(problem.Message)}",
                Place(problem.Start.Line),
                Place(problem.Start.Column)
            );
            return null;
        }
        // YamlDotNet 16 has states of its scanner that end in this instead; found by mutating a real file.
        catch (InvalidOperationException)
        {
            diagnostics.Add(
                SiteDescriptionRules.NotYaml,
                "This is not valid YAML.",
                reader.parser.Current is { } last ? Place(last.End.Line) : null,
                reader.parser.Current is { } at ? Place(at.End.Column) : null
            );
            return null;
        }
        catch (LimitReachedException limit)
        {
            diagnostics.Add(SiteDescriptionRules.TooLarge, limit.Message, limit.Line, limit.Column);
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        YamlNode root = ReadNode(depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second)
        {
            diagnostics.Add(
                SiteDescriptionRules.WrongKindOfValue,
                "The file holds a second YAML document; only the first is read.",
                Place(second.Start.Line),
                Place(second.Start.Column),
                hint: "Put each site description into a file of its own."
            );
        }

        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ParsingEvent next = parser.Current ?? throw new YamlException("The text ends too early.");
        (int line, int column) = (Place(next.Start.Line), Place(next.Start.Column));
        if (next is AnchorAlias alias)
        {
            parser.MoveNext();
            return Resolve(alias.Value.Value, line, column);
        }

        if (next is Scalar scalar)
        {
            parser.MoveNext();
            Count(1, line, column);
            var leaf = new YamlScalar(line, column, scalar.Value, scalar.Style is not ScalarStyle.Plain);
            return Remember(scalar.Anchor, leaf);
        }

        if (depth >= MaximumDepth)
        {
            throw new LimitReachedException(
                $"Maps and lists are nested deeper than {MaximumDepth} levels.",
                line,
                column
            );
        }

        var start = (NodeEvent)next;
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = null;
        }

        YamlNode node = parser.TryConsume<SequenceStart>(out _)
            ? ReadList(line, column, depth)
            : ReadMap(line, column, depth);
        return Remember(start.Anchor, node);
    }

    private YamlList ReadList(int line, int column, int depth)
    {
        int before = weight;
        ImmutableArray<YamlNode>.Builder items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlList(line, column, Math.Max(1, weight - before), items.ToImmutable());
    }

    private YamlMap ReadMap(int line, int column, int depth)
    {
        int before = weight;
        parser.Consume<MappingStart>();
        ImmutableArray<YamlEntry>.Builder entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var repeated = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            YamlNode key = ReadNode(depth + 1);
            YamlNode value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
            {
                diagnostics.Add(
                    SiteDescriptionRules.WrongKindOfValue,
                    "A key is a list or a map; keys are words.",
                    key.Line,
                    key.Column
                );
            }
            else if (name is { Text: "<<", IsQuoted: false } && value is YamlMap merged)
            {
                repeated.AddRange(merged.Entries);
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        // A key that is written out wins over the one that '<<' repeats.
        var written = entries.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
        entries.AddRange(repeated.Where(entry => written.Add(entry.Key.Text)));
        return new YamlMap(line, column, Math.Max(1, weight - before), entries.ToImmutable());
    }

    private YamlNode Resolve(string anchor, int line, int column)
    {
        if (!anchors.TryGetValue(anchor, out YamlNode? node))
        {
            throw new YamlException(
                new Mark(0, line, column),
                default,
                $"'*{anchor}' repeats '&{anchor}', which is nowhere."
            );
        }

        if (node is null)
        {
            throw new LimitReachedException($"'*{anchor}' stands inside what it repeats.", line, column);
        }

        Count(node.Weight, line, column);
        return node;
    }

    private YamlNode Remember(AnchorName anchor, YamlNode node)
    {
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = node;
        }

        return node;
    }

    private void Count(int more, int line, int column)
    {
        weight += more;
        if (weight > MaximumWeight)
        {
            throw new LimitReachedException(
                $"The file holds more than {MaximumWeight} values, repetitions by '*' included.",
                line,
                column
            );
        }
    }

    private static int Place(long markedFromOne) => (int)Math.Clamp(markedFromOne, 1, int.MaxValue);

    // YamlDotNet puts "(Line: 1, Col: 2, Idx: 3) - (...): " before its sentence; the place is reported as such.
    private static string WithoutPlace(string message)
    {
        int end = message.LastIndexOf("): ", StringComparison.Ordinal);
        return message.StartsWith('(') && end > 0 ? message[(end + 3)..] : message;
    }

    private sealed class LimitReachedException(string message, int line, int column) : Exception(message)
    {
        public int Line { get; } = line;

        public int Column { get; } = column;
    }
}
