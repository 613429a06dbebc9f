using Pollux.Diagnostics;

namespace Pollux.Language;

/// <summary>MAL files on the disk.</summary>
public sealed class DiskSourceFiles : ISourceFiles
{
    private const int MaximumLinks = 40;

    private DiskSourceFiles() { }

    /// <summary>The disk.</summary>
    public static DiskSourceFiles Instance { get; } = new();

    /// <inheritdoc/>
    public string? Find(string path) => IsPath(path) && File.Exists(path) ? Canonical(path) : null;

    /// <inheritdoc/>
    public string CanonicalFolder(string path) => IsPath(path) ? Canonical(path.Length == 0 ? "." : path) : path;

    /// <inheritdoc/>
    public byte[] Read(string canonicalPath, int maximumBytes)
    {
        using Stream file = OrdinaryFile.Open(canonicalPath);
        using MemoryStream content = new();
        byte[] buffer = new byte[64 * 1024];
        while (content.Length < maximumBytes)
        {
            int wanted = (int)Math.Min(buffer.Length, maximumBytes - content.Length);
            int read = file.Read(buffer, 0, wanted);
            if (read == 0)
            {
                break;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static bool IsPath(string path) => !path.Contains('\0', StringComparison.Ordinal);

    // Follows every symbolic link on the way, so that a link cannot lead an include out of its folder unseen.
    private static string Canonical(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        for (int links = 0; links < MaximumLinks; links++)
        {
            if (FollowFirstLink(full) is not { } followed)
            {
                return full;
            }

            full = Path.TrimEndingDirectorySeparator(followed);
        }

        return full;
    }

    private static string? FollowFirstLink(string full)
    {
        string root = Path.GetPathRoot(full) ?? "";
        string[] parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        string reached = root;
        for (int index = 0; index < parts.Length; index++)
        {
            string next = Path.Combine(reached, parts[index]);
            if (TargetOf(next) is { } target)
            {
                return Path.GetFullPath(Path.Combine([target, .. parts[(index + 1)..]]), reached);
            }

            reached = next;
        }

        return null;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
