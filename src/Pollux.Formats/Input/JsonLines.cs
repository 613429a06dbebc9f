using System.Collections.Immutable;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>One JSON document of a file of them.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Root">Its value; null when it cannot be used, with an error among <paramref name="Problems"/>.</param>
/// <param name="Problems">What is wrong with it.</param>
public sealed record JsonLine(int Line, JsonItem? Root, ImmutableArray<Diagnostic> Problems);

/// <summary>
/// Reads JSON lines: a document on each line, blank lines between them allowed. A line that is broken costs itself only. A file whose
/// lines are not documents is read as one document over all of them.
/// </summary>
public static class JsonLines
{
    /// <summary>Reads the documents of a file one by one; at no time is more than one held.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<JsonLine> Read(
        InputFile input,
        InputLimits limits,
        CancellationToken cancellationToken
    ) =>
        IsLines(input, limits)
            ? ReadLines(input, limits, cancellationToken)
            : ReadWhole(input, limits, cancellationToken);

    // A document over several lines never has two that begin with a brace at its start: "{", then a name.
    private static bool IsLines(InputFile input, InputLimits limits)
    {
        using Stream stream = input.Open();
        ByteLines lines = new(stream, limits.JsonLineBytes);
        byte[]? first = lines.NextText();
        return first is not null
            && !lines.IsTooLong
            && (IsWhole(first) || (BeginsObject(first) && BeginsObject(lines.NextText())));
    }

    private static bool BeginsObject(ReadOnlySpan<byte> line) => ByteLines.Trim(line).StartsWith("{"u8);

    // Whether brackets are balanced, strings aside: cheaper than reading, and the reading comes anyway.
    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        int depth = 0;
        bool quoted = false;
        for (int index = 0; index < line.Length; index++)
        {
            byte here = line[index];
            if (quoted)
            {
                index += here == '\\' ? 1 : 0;
                quoted = here != '"';
            }
            else
            {
                quoted = here == '"';
                depth +=
                    here is (byte)'{' or (byte)'[' ? 1
                    : here is (byte)'}' or (byte)']' ? -1
                    : 0;
            }
        }

        return depth == 0 && !quoted;
    }

    private static IEnumerable<JsonLine> ReadLines(
        InputFile input,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        using Stream stream = input.Open();
        ByteLines lines = new(stream, limits.JsonLineBytes);
        while (lines.NextText() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return lines.IsTooLong
                ? TooLong(input.Name, lines.Number, limits)
                : ReadLine(input.Name, line, lines.Number, limits, cancellationToken);
        }
    }

    private static JsonLine TooLong(string name, int number, InputLimits limits) =>
        new(
            number,
            null,
            [
                new Diagnostic(
                    InputRules.TooLarge,
                    $"The line has more than {limits.JsonLineBytes} bytes.",
                    new SourceLocation(name, number)
                ),
            ]
        );

    private static JsonLine ReadLine(
        string name,
        byte[] line,
        int number,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag problems = new(name);
        JsonItem? root = null;
        try
        {
            root = UntrustedJson.Parse(line, problems, limits, cancellationToken, number - 1);
        }
        catch (UnreadableTextException problem)
        {
            problems.Add(InputRules.WrongEncoding, problem.Message, number, problem.Column);
        }
        catch (InputLimitException problem)
        {
            problems.Add(InputRules.TooLarge, problem.Message, number);
        }

        return new JsonLine(number, root, problems.ToImmutable());
    }

    private static IEnumerable<JsonLine> ReadWhole(
        InputFile input,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag problems = new(input.Name);
        JsonItem? root = UntrustedJson.Load(input, problems, limits, cancellationToken);
        yield return new JsonLine(1, root, problems.ToImmutable());
    }

    /// <summary>The lines of a stream as bytes, without their ends.</summary>
    private sealed class ByteLines(Stream stream, int longest)
    {
        private readonly byte[] block = new byte[65_536];
        private int start;
        private int end;

        /// <summary>The number of the line that was given last, from 1.</summary>
        public int Number { get; private set; }

        /// <summary>True when the line that was given last was cut at the limit.</summary>
        public bool IsTooLong { get; private set; }

        public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line)
        {
            ReadOnlySpan<byte> trimmed = line.Trim(" \t\r"u8);
            return trimmed.StartsWith("\uFEFF"u8) ? trimmed[3..] : trimmed;
        }

        /// <summary>The next line that is not blank; null when there is none.</summary>
        public byte[]? NextText()
        {
            byte[]? line = Next();
            while (line is not null && !IsTooLong && Trim(line).IsEmpty)
            {
                line = Next();
            }

            return line;
        }

        private byte[]? Next()
        {
            using MemoryStream line = new();
            IsTooLong = false;
            bool any = false;
            while (Fill())
            {
                any = true;
                ReadOnlySpan<byte> rest = block.AsSpan(start, end - start);
                int feed = rest.IndexOf((byte)'\n');
                ReadOnlySpan<byte> part = feed < 0 ? rest : rest[..feed];
                IsTooLong |= line.Length + part.Length > longest;
                if (!IsTooLong)
                {
                    line.Write(part);
                }

                start += part.Length + (feed < 0 ? 0 : 1);
                if (feed >= 0)
                {
                    break;
                }
            }

            Number += any ? 1 : 0;
            return any ? line.ToArray() : null;
        }

        private bool Fill()
        {
            if (start == end)
            {
                (start, end) = (0, stream.Read(block));
            }

            return end > 0;
        }
    }
}
