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

    /// <summary>The place of a span, cut at the end of its first line.</summary>
    public SourceLocation LocationOf(TextSpan span, string? record = null)
    {
        int line = LineOf(span.Start);
        int endOfLine = line < lineStarts.Length ? lineStarts[line] - 1 : Text.Length;
        int length = Math.Max(0, Math.Min(span.End, endOfLine) - span.Start);
        return new SourceLocation(File, line, span.Start - lineStarts[line - 1] + 1, length, record);
    }

    public string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);
}
