using System.Text;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Formatting;

/// <summary>A MAL file in Pollux's layout.</summary>
/// <param name="Text">The text; lines end in a line feed.</param>
/// <param name="IsChanged">True when it differs from what was read.</param>
public sealed record FormattedSource(string Text, bool IsChanged);

/// <summary>
/// Lays MAL files out: one member on each line, or a line for each of its parts when it has info lines or does not fit into
/// <see cref="MaximumWidth"/> columns. Tokens and comments stay as they are and in their order, so that the meaning is the same;
/// what is laid out already stays the same byte for byte.
/// </summary>
public static class MalFormatter
{
    /// <summary>The longest line that is not broken, in characters.</summary>
    public const int MaximumWidth = 120;

    /// <summary>Lays one file out. Included files are not looked at.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>The new text; null when the file has syntax errors, which are given.</returns>
    public static Diagnosed<FormattedSource> Format(string name, ReadOnlySpan<byte> content)
    {
        DiagnosticBag diagnostics = new(name);
        if (SourceDecoder.Decode(name, content, diagnostics) is not { } source)
        {
            return diagnostics.With<FormattedSource>(null);
        }

        FileSyntax file = Parser.Parse(source, diagnostics);
        if (diagnostics.HasErrors)
        {
            return diagnostics.With<FormattedSource>(null);
        }

        TokenStream stream = Lexer.Read(source, new DiagnosticBag(name));
        string text = new LayoutWriter(source, stream, LayoutPlanner.Plan(stream, file)).Write();
        bool isChanged = !content.SequenceEqual(Encoding.UTF8.GetBytes(text));
        return diagnostics.With(new FormattedSource(text, isChanged));
    }
}
