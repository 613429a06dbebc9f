namespace Pollux.Cli.Output;

/// <summary>
/// Gives the lines of text files for messages that show the spot. Remembers the files it has read; what cannot be read, is
/// inside an archive or is too large has no lines.
/// </summary>
public sealed class SourceLines
{
    private const int MaximumBytes = 4 * 1024 * 1024;
    private const int MaximumFiles = 100;

    private readonly Dictionary<string, string[]> files = new(StringComparer.Ordinal);

    /// <summary>A line of a file, from 1; null when it cannot be had.</summary>
    public string? Read(string file, int line)
    {
        if (!files.TryGetValue(file, out string[]? lines))
        {
            lines = files.Count < MaximumFiles ? Load(file) : [];
            files.TryAdd(file, lines);
        }

        return line >= 1 && line <= lines.Length ? lines[line - 1] : null;
    }

    private static string[] Load(string file)
    {
        try
        {
            FileInfo info = new(file);
            return info is { Exists: true, Length: <= MaximumBytes }
                ? File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n')
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
