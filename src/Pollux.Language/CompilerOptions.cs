using System.Collections.Immutable;

namespace Pollux.Language;

/// <summary>How to compile a language.</summary>
public sealed record CompilerOptions
{
    /// <summary>Everything by default: the disk, and includes below the language's own folder only.</summary>
    public static CompilerOptions Default { get; } = new();

    /// <summary>Folders where includes are looked for after the including file's own folder, in this order.</summary>
    public ImmutableArray<string> IncludePath { get; init; } = [];

    /// <summary>Where files are read from.</summary>
    public ISourceFiles Files { get; init; } = DiskSourceFiles.Instance;

    /// <summary>The largest MAL file that is read, in bytes.</summary>
    public int MaximumFileBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The most bytes of MAL that one language may have in all files together.</summary>
    public long MaximumTotalBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The most files of one language.</summary>
    public int MaximumFiles { get; init; } = 1_000;
}
