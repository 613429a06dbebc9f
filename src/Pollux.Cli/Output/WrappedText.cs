namespace Pollux.Cli.Output;

/// <summary>Plain text in lines of at most <see cref="Tables.Width"/> characters.</summary>
public static class WrappedText
{
    /// <summary>Writes a paragraph, its first line after <paramref name="first"/>, the others indented as far.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="text">The paragraph.</param>
    public static void WriteParagraph(this TextWriter writer, string first, string text)
    {
        string indent = new(' ', first.Length);
        string line = first;
        bool isEmpty = true;
        foreach (string word in Tables.Printable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Tables.Width)
            {
                writer.WriteLine(line);
                line = indent;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        writer.WriteLine(line.TrimEnd());
    }
}
