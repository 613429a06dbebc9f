namespace Pollux.Diagnostics;

/// <summary>The only way in which files that a user names are opened: no name can make a command wait or read without end.</summary>
public static class OrdinaryFile
{
    /// <summary>
    /// Opens a file for reading. Pipes and devices (<c>/dev/zero</c>, a FIFO that nobody writes) have no length and are read as empty, as
    /// are the files of <c>/proc</c>: the runtime cannot tell them apart before it opens them, and to open one may block for ever.
    /// </summary>
    /// <param name="path">Its path; links are followed.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static Stream Open(string path)
    {
        FileInfo file = new(path);
        FileSystemInfo target = file.LinkTarget is null ? file : File.ResolveLinkTarget(path, returnFinalTarget: true)!;
        bool isPipeOfProcess = !target.Exists && target.FullName.StartsWith("/proc/", StringComparison.Ordinal);
        return isPipeOfProcess || target is FileInfo { Exists: true, Length: 0 }
            ? new MemoryStream([], writable: false)
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 65_536);
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="maximumBytes">The most that is read.</param>
    /// <exception cref="IOException">It cannot be read, or is longer.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[] ReadAll(string path, int maximumBytes)
    {
        using Stream file = Open(path);
        if (file.Length > maximumBytes)
        {
            throw new IOException($"It has {file.Length} bytes; more than {maximumBytes} are not read.");
        }

        byte[] content = new byte[file.Length];
        int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length == content.Length ? content : content[..length];
    }
}
