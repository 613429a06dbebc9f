using System.Text;
using Pollux.Language.Syntax;

namespace Pollux.Language.Formatting;

/// <summary>Writes tokens and comments by a layout.</summary>
internal sealed class LayoutWriter(SourceText source, TokenStream stream, Layout layout)
{
    // How much further in goes on what a comment in the middle of a line has broken.
    private const int Continuation = 4;

    private readonly StringBuilder text = new();
    private int lineIndentation;
    private int nextComment;

    // Of the token or comment written last.
    private int writtenEnd;

    public string Write()
    {
        for (int token = 0; token < stream.Tokens.Length; token++)
        {
            LineStart? start = layout.LineStarts[token];
            BlankLine blank = BlankBefore(token, start);
            bool needsLine = WriteComments(stream.Tokens[token], start, ref blank);
            WriteToken(token, start, blank, needsLine);
        }

        while (text.Length > 0 && text[^1] == '\n')
        {
            text.Length--;
        }

        return text.Length == 0 ? "" : text.Append('\n').ToString();
    }

    private BlankLine BlankBefore(int token, LineStart? start)
    {
        bool beginsBody = token > 0 && stream.Tokens[token - 1].Kind == TokenKind.OpenBrace;
        return start is { } line && !beginsBody ? line.Blank : BlankLine.None;
    }

    /// <summary>Writes the comments before a token.</summary>
    /// <returns>True when the token cannot go on in the same line.</returns>
    private bool WriteComments(Token token, LineStart? start, ref BlankLine blank)
    {
        bool needsLine = false;
        while (nextComment < stream.Comments.Length && stream.Comments[nextComment].Start < token.Start)
        {
            TextSpan comment = stream.Comments[nextComment++];
            if (text.Length > 0 && LineEnds(writtenEnd, comment.Start) == 0)
            {
                text.Append(' ');
            }
            else
            {
                NewLine(start?.CommentIndentation ?? (lineIndentation + Continuation), blank, comment.Start);

                // An empty line that is always there is above the comments; below them it is as written.
                blank = start is null or { Blank: BlankLine.None } ? BlankLine.None : BlankLine.AsWritten;
            }

            bool isLine = source.Text[comment.Start + 1] == '/';
            text.Append(isLine ? source.Slice(comment).TrimEnd() : source.Slice(comment));
            writtenEnd = comment.End;
            needsLine = isLine || LineEnds(comment.End, token.Start) > 0;
        }

        return needsLine;
    }

    private void WriteToken(int index, LineStart? start, BlankLine blank, bool needsLine)
    {
        Token token = stream.Tokens[index];
        if (start is { } line)
        {
            NewLine(line.Indentation, blank, token.Start);
            lineIndentation = line.Indentation;
        }
        else if (needsLine)
        {
            NewLine(lineIndentation + Continuation, BlankLine.None, token.Start);
        }
        else if (index > 0 && (writtenEnd != stream.Tokens[index - 1].End || IsApart(index)))
        {
            text.Append(' ');
        }

        text.Append(source.Text, token.Start, token.Length);
        writtenEnd = token.End;
    }

    private bool IsApart(int index) =>
        Spacing.IsBetween(
            stream.Tokens[index - 1],
            stream.Tokens[index],
            layout.Regions[index - 1],
            layout.Regions[index]
        );

    private void NewLine(int indentation, BlankLine blank, int nextStart)
    {
        if (text.Length > 0)
        {
            bool isApart =
                blank == BlankLine.Always || (blank == BlankLine.AsWritten && LineEnds(writtenEnd, nextStart) > 1);
            text.Append(isApart ? "\n\n" : "\n");
        }

        text.Append(' ', indentation);
    }

    private int LineEnds(int from, int to) => source.LineOf(to) - source.LineOf(from);
}
