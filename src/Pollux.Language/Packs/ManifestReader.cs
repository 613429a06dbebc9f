using System.Collections.Immutable;
using Pollux.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pollux.Language.Packs;

/// <summary>Reads <c>pack.yaml</c>.</summary>
internal static class ManifestReader
{
    // The document and the stream count as a level each.
    private const int MaximumDepth = 16;

    private static readonly ImmutableArray<string> Required = ["id", "version", "title", "language"];
    private static readonly ImmutableArray<string> Known = [.. Required, "description", "tables", "examples"];

    /// <summary>Null when it cannot be used; everything that is wrong is reported.</summary>
    public static PackManifest? Read(string text, DiagnosticBag diagnostics)
    {
        if (ReadRoot(text, diagnostics) is not { } root)
        {
            return null;
        }

        Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
        foreach ((YamlNode keyNode, YamlNode value) in root.Children)
        {
            string key = (keyNode as YamlScalarNode)?.Value ?? "";
            values[key] = value;
            if (!Known.Contains(key, StringComparer.Ordinal))
            {
                Report(diagnostics, PackRules.UnknownKey, keyNode, $"Nothing reads the key '{key}'.");
            }
        }

        bool complete = true;
        foreach (string key in Required.Where(key => Scalar(values, key).Length == 0))
        {
            complete = false;
            Report(diagnostics, PackRules.MissingKey, root, $"The key '{key}' is missing or empty.");
        }

        return complete
            ? new PackManifest(
                Scalar(values, "id"),
                Scalar(values, "version"),
                Scalar(values, "title"),
                Scalar(values, "language"),
                ReadTables(values.GetValueOrDefault("tables"), diagnostics)
            )
            : null;
    }

    private static YamlMappingNode? ReadRoot(string text, DiagnosticBag diagnostics)
    {
        YamlStream stream = [];
        try
        {
            if (IsTooDeep(text))
            {
                diagnostics.Add(PackRules.InvalidManifest, $"It is nested more than {MaximumDepth} levels deep.", 1, 1);
                return null;
            }

            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            diagnostics.Add(
                PackRules.InvalidManifest,
                $"It is no valid YAML: {exception.Message}",
                (int)exception.Start.Line,
                (int)exception.Start.Column
            );
            return null;
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet 16.3 throws for a flow sequence that is cut off before a plain scalar.
            diagnostics.Add(PackRules.InvalidManifest, "It is no valid YAML: it ends too early.", 1, 1);
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
        {
            return root;
        }

        diagnostics.Add(PackRules.InvalidManifest, "It is not one mapping of keys to values.", 1, 1);
        return null;
    }

    // Loading is recursive, so the depth is found first, by events, which are not.
    private static bool IsTooDeep(string text)
    {
        Parser parser = new(new StringReader(text));
        int depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current?.NestingIncrease ?? 0;
            if (depth > MaximumDepth)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<string> ReadTables(YamlNode? node, DiagnosticBag diagnostics)
    {
        IEnumerable<YamlNode>? files = node switch
        {
            null => [],
            YamlMappingNode mapping => mapping.Children.Values,
            YamlSequenceNode sequence => sequence.Children,
            _ => null,
        };
        if (files is null || files.Any(file => file is not YamlScalarNode { Value.Length: > 0 }))
        {
            Report(diagnostics, PackRules.InvalidManifest, node!, "'tables' names no files.");
            return [];
        }

        return [.. files.Cast<YamlScalarNode>().Select(file => file.Value!)];
    }

    private static string Scalar(Dictionary<string, YamlNode> values, string key) =>
        (values.GetValueOrDefault(key) as YamlScalarNode)?.Value ?? "";

    private static void Report(DiagnosticBag diagnostics, DiagnosticRule rule, YamlNode node, string message) =>
        diagnostics.Add(rule, message, (int)node.Start.Line, (int)node.Start.Column);
}
