using System.Text;
using Pollux.Diagnostics;

namespace Pollux.Language.Packs;

/// <summary>Reads files of a pack, and no others.</summary>
internal static class PackFiles
{
    public const string ManifestName = "pack.yaml";

    private const long MaximumBytes = 16 * 1024 * 1024;
    private const int MaximumLevelsUp = 32;

    /// <summary>The folder of the pack that a file belongs to: the nearest above it that holds <c>pack.yaml</c>. Null when there is none.</summary>
    public static string? FindRoot(string file)
    {
        DirectoryInfo? folder = Directory.GetParent(Path.GetFullPath(file));
        for (int level = 0; folder is not null && level < MaximumLevelsUp; level++, folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ManifestName)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>The path of a file of the pack; null, and reported, when it leads out of the pack.</summary>
    public static string? Resolve(string root, string relative, DiagnosticBag diagnostics)
    {
        string full = Path.GetFullPath(relative, Path.GetFullPath(root));
        string inside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;
        if (relative.Contains('\0', StringComparison.Ordinal) || !full.StartsWith(inside, StringComparison.Ordinal))
        {
            diagnostics.Add(PackRules.OutsidePack, $"'{relative}' leads out of the pack.");
            return null;
        }

        return Path.Combine(root, relative);
    }

    /// <summary>The text of a file; null, and reported, when it cannot be read.</summary>
    public static string? ReadText(string path, DiagnosticBag diagnostics)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > MaximumBytes)
            {
                diagnostics.Add(PackRules.Unreadable, $"'{path}' has {file.Length} bytes.");
                return null;
            }

            return File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            diagnostics.Add(PackRules.Unreadable, $"'{path}' cannot be read: {exception.Message}");
            return null;
        }
    }
}
