using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Pollux.Diagnostics.Rendering;

namespace Pollux.Formats.HtmlReports;

/// <summary>
/// Builds HTML and SVG from interpolated strings: what stands in the literal is markup, what stands in a hole is text and is escaped.
/// Imported text can therefore never become markup, whatever it holds.
/// </summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder text = new();

    public HtmlBuilder Add([InterpolatedStringHandlerArgument("")] ref MarkupHandler markup)
    {
        _ = markup;
        return this;
    }

    public override string ToString() => text.ToString();

    /// <summary>A coordinate: two decimals at most, invariant.</summary>
    public static string N(double value) => double.IsFinite(value) ? Math.Round(value, 2).ToString("0.##") : "0";

    private void AddText(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        // Control characters and bidirectional overrides cannot be shown and can deceive: a middle dot stands for them.
        string shown = value.Any(IsDeceptive)
            ? string.Concat(value.Select(character => IsDeceptive(character) ? '·' : character))
            : value;
        text.Append(HtmlEncoder.Default.Encode(shown));
    }

    private static bool IsDeceptive(char character) =>
        character is not ('\n' or '\t') && TextRenderer.IsDeceptive(character);

    /// <summary>Receives the parts of an interpolated string: literals as markup, holes as text.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct MarkupHandler
    {
        private readonly HtmlBuilder builder;

        public MarkupHandler(int literalLength, int formattedCount, HtmlBuilder builder)
        {
            _ = literalLength;
            _ = formattedCount;
            this.builder = builder;
        }

        public void AppendLiteral(string markup) => builder.text.Append(markup);

        public void AppendFormatted(string? value) => builder.AddText(value);

        public void AppendFormatted(int value) => builder.text.Append(value);

        public void AppendFormatted(double value) => builder.text.Append(N(value));

        /// <summary>Markup that another builder made.</summary>
        public void AppendFormatted(HtmlBuilder markup) => builder.text.Append(markup.text);
    }
}
