using Pollux.Diagnostics;

namespace Pollux.Language.Syntax;

/// <summary>A piece of a source text.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">How many characters.</param>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));
}

/// <summary>One decoded source file. Offsets are UTF-16 code units from 0; lines and columns count from 1.</summary>
internal sealed class SourceText
{
    private readonly int[] lineStarts;

    private readonly List<string>? records;

    /// <summary>A source without text, whose places are records: what was read from a compiled language.</summary>
    public SourceText(string file)
        : this(file, "") => records = [];

    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        List<int> starts = [0];
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '\n' || (text[index] == '\r' && (index + 1 >= text.Length || text[index + 1] != '\n')))
            {
                starts.Add(index + 1);
            }
        }

        lineStarts = [.. starts];
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    public string Text { get; }

    public int LineOf(int offset)
    {
        int found = Array.BinarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>A span that stands for a record of a source without text.</summary>
    public TextSpan SpanOf(string record)
    {
        List<string> known = records ?? throw new InvalidOperationException("This source has a text.");
        if (known.Count == 0 || !string.Equals(known[^1], record, StringComparison.Ordinal))
        {
            known.Add(record);
        }

        return new TextSpan(known.Count - 1, 0);
    }

    /// <summary>The place of a span, cut at the end of its first line.</summary>
    public SourceLocation LocationOf(TextSpan span)
    {
        if (records is not null)
        {
            return new SourceLocation(File, Record: records[span.Start] is { Length: > 0 } record ? record : null);
        }

        int line = LineOf(span.Start);
        int endOfLine = line < lineStarts.Length ? lineStarts[line] - 1 : Text.Length;
        int length = Math.Max(0, Math.Min(span.End, endOfLine) - span.Start);
        return new SourceLocation(File, line, span.Start - lineStarts[line - 1] + 1, length);
    }

    public string Slice(TextSpan span) =>
        records is not null ? records[span.Start] : Text.Substring(span.Start, span.Length);
}
