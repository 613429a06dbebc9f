using Pollux.Diagnostics.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pollux.Cli.Output;

/// <summary>Tables for people, plain text in a fixed width, so that the same result gives the same bytes on every terminal.</summary>
public static class Tables
{
    /// <summary>The width that everything fits into, in characters.</summary>
    public const int Width = 100;

    /// <summary>A table with these headings.</summary>
    public static Table Create(params string[] headings)
    {
        Table table = new() { Border = TableBorder.Simple, Expand = false };
        foreach (string heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading)).Padding(0, 2, 0, 0));
        }

        return table;
    }

    /// <summary>Adds a row of texts; nothing in them is taken for markup.</summary>
    public static void AddTexts(this Table table, params string[] cells) =>
        table.AddRow(cells.Select(cell => (IRenderable)new Text(Printable(cell))));

    /// <summary>Aligns columns of numbers to the right.</summary>
    public static Table AlignRight(this Table table, params int[] columns)
    {
        foreach (int column in columns)
        {
            table.Columns[column].Alignment = Justify.Right;
        }

        return table;
    }

    /// <summary>Writes a table, each line without blanks at its end.</summary>
    public static void WriteTable(this TextWriter writer, Table table)
    {
        using StringWriter buffer = new();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(buffer),
            }
        );
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        foreach (string line in buffer.ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            string trimmed = line.TrimEnd();
            if (trimmed.Length > 0)
            {
                writer.WriteLine(trimmed);
            }
        }
    }

    /// <summary>Text from a file without what could steer a terminal.</summary>
    public static string Printable(string text) =>
        text.Any(TextRenderer.IsDeceptive)
            ? new string([.. text.Select(character => TextRenderer.IsDeceptive(character) ? '·' : character)])
            : text;
}
