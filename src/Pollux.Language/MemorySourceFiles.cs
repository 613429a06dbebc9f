using System.Collections.Immutable;
using System.Text;

namespace Pollux.Language;

/// <summary>MAL files held in memory: content that came over the network, and tests. Paths use <c>/</c>.</summary>
public sealed class MemorySourceFiles : ISourceFiles
{
    private readonly ImmutableDictionary<string, ImmutableArray<byte>> files;

    private MemorySourceFiles(ImmutableDictionary<string, ImmutableArray<byte>> files) => this.files = files;

    /// <summary>No files.</summary>
    public static MemorySourceFiles Empty { get; } =
        new(ImmutableDictionary.Create<string, ImmutableArray<byte>>(StringComparer.Ordinal));

    /// <summary>These files and one more, or another content for one of them; encoded as UTF-8.</summary>
    public MemorySourceFiles With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    /// <summary>These files and one more, or another content for one of them.</summary>
    public MemorySourceFiles With(string path, ReadOnlySpan<byte> content) =>
        new(files.SetItem(Canonical(path), ImmutableArray.Create(content)));

    /// <inheritdoc/>
    public string? Find(string path) => files.ContainsKey(Canonical(path)) ? Canonical(path) : null;

    /// <inheritdoc/>
    public string CanonicalFolder(string path) => Canonical(path);

    /// <inheritdoc/>
    public byte[] Read(string canonicalPath, int maximumBytes)
    {
        ImmutableArray<byte> content = files[canonicalPath];
        return content.AsSpan(0, Math.Min(content.Length, maximumBytes)).ToArray();
    }

    private static string Canonical(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }
}
