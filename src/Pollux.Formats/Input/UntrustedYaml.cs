using Pollux.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.Input;

/// <summary>
/// The only way in which YAML of others is read: one document, without aliases (a few can unfold into billions of values), within limits of
/// size, depth and number of values. Nothing is turned into types; tags are not followed.
/// </summary>
public static class UntrustedYaml
{
    /// <summary>Reads a document.</summary>
    /// <returns>Its root, each node with its place; null when it cannot be used, with an error that says why.</returns>
    public static YamlNode? Load(
        InputFile input,
        DiagnosticBag diagnostics,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using Stream stream = BoundedStream.Limit(input.Open(), limits.YamlBytes);
            using DecodingReader text = DecodingReader.Open(stream, limits.YamlBytes, cancellationToken);
            YamlStream yaml = [];
            yaml.Load(new LimitedParser(new Parser(text), limits, cancellationToken));
            if (yaml.Documents.Count == 1)
            {
                return yaml.Documents[0].RootNode;
            }

            diagnostics.Add(
                InputRules.MalformedYaml,
                $"The file holds {yaml.Documents.Count} documents; one is expected."
            );
            return null;
        }
        catch (AliasException exception)
        {
            AddAt(diagnostics, InputRules.YamlAlias, exception.Start, exception.Message);
            return null;
        }
        catch (YamlException exception)
        {
            AddAt(diagnostics, InputRules.MalformedYaml, exception.Start, exception.Message);
            return null;
        }
        // YamlDotNet 16 has states of its scanner and its tree that end in these instead; found by mutating files.
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            diagnostics.Add(InputRules.MalformedYaml, "This is not valid YAML.");
            return null;
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } diagnostic)
        {
            diagnostics.Add(diagnostic);
            return null;
        }
    }

    /// <summary>Adds a diagnostic at a node.</summary>
    public static void Add(
        this DiagnosticBag diagnostics,
        DiagnosticRule rule,
        YamlNode place,
        string message,
        string? record = null,
        string? hint = null
    ) => diagnostics.Add(rule, message, (int)place.Start.Line, (int)place.Start.Column, record: record, hint: hint);

    private static void AddAt(DiagnosticBag diagnostics, DiagnosticRule rule, Mark at, string message) =>
        diagnostics.Add(rule, message, at.Line > 0 ? (int)at.Line : null, at.Column > 0 ? (int)at.Column : null);

    private sealed class AliasException(Mark start, Mark end, string message) : YamlException(start, end, message);

    private sealed class LimitedParser(IParser inner, InputLimits limits, CancellationToken cancellationToken) : IParser
    {
        private int depth;
        private int nodes;

        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool moved = MoveInner();
            switch (inner.Current)
            {
                case AnchorAlias alias:
                    throw new AliasException(alias.Start, alias.End, $"The alias '*{alias.Value}' stands here.");
                case MappingStart or SequenceStart when ++depth > limits.Depth:
                    throw new InputLimitException($"Values are nested more than {limits.Depth} deep.");
                case MappingEnd or SequenceEnd:
                    depth--;
                    break;
            }

            return ++nodes <= limits.YamlNodes
                ? moved
                : throw new InputLimitException($"The document has more than {limits.YamlNodes} values.");
        }

        // YamlDotNet 16.3 answers some malformed flow collections (a plain scalar with a stray indicator) by exceptions of its own.
        private bool MoveInner()
        {
            try
            {
                return inner.MoveNext();
            }
            catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
            {
                Mark at = inner.Current?.End ?? Mark.Empty;
                throw new YamlException(at, at, "After this the text is not YAML.", exception);
            }
        }
    }
}
