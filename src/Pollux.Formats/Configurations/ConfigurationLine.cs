using System.Collections.Immutable;
using System.Text;
using Pollux.Formats.Input;

namespace Pollux.Formats.Configurations;

/// <summary>One line of a configuration.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Indent">How many blanks stand before it; more than those of the line that it belongs to.</param>
/// <param name="Text">The line without blanks around it.</param>
internal sealed record ConfigurationLine(int Number, int Indent, string Text)
{
    private const int LongestLine = 1 << 20;

    /// <summary>Its words.</summary>
    public ImmutableArray<string> Words { get; } = [.. Text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The line as one short text, for messages and to keep.</summary>
    public string Short => Excerpt.OneLine(Text, 200);

    /// <summary>Reads the lines that are not blank.</summary>
    /// <exception cref="InputLimitException">A line is too long.</exception>
    /// <exception cref="UnreadableTextException">The bytes are not text.</exception>
    public static IEnumerable<ConfigurationLine> Read(InputFile input, CancellationToken cancellationToken)
    {
        using Stream stream = input.Open();
        using DecodingReader reader = DecodingReader.Open(stream, LongestLine, cancellationToken);
        StringBuilder text = new();
        int number = 0;
        while (reader.Peek() >= 0)
        {
            reader.Mark();
            number++;
            text.Clear();
            for (int next = reader.Read(); next is not '\n' and >= 0; next = reader.Read())
            {
                text.Append((char)next);
            }

            string line = text.ToString().TrimEnd();
            string trimmed = line.TrimStart();
            if (trimmed.Length > 0)
            {
                yield return new ConfigurationLine(number, line.Length - trimmed.Length, trimmed);
            }
        }
    }
}
