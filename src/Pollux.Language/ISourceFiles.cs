namespace Pollux.Language;

/// <summary>Where MAL files come from: the disk, or memory.</summary>
public interface ISourceFiles
{
    /// <summary>The canonical path of an existing file: equal for two paths exactly when they are the same file. Null when there is none.</summary>
    string? Find(string path);

    /// <summary>The canonical form of a folder's path, whether it exists or not.</summary>
    string CanonicalFolder(string path);

    /// <summary>The content of a file, at most <paramref name="maximumBytes"/> of it.</summary>
    /// <param name="canonicalPath">A path that <see cref="Find"/> gave.</param>
    /// <param name="maximumBytes">The most to read; a longer file is cut there.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    byte[] Read(string canonicalPath, int maximumBytes);
}
