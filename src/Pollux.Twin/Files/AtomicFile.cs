namespace Pollux.Twin.Files;

/// <summary>Replaces a file so that a reader, or a power cut, finds either the old content or the new, never half of it.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a temporary file beside it, flushes it to the disk, and renames it over the old one.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes the whole content; when it throws, the old file stays.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or folder may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string whole = Path.GetFullPath(path);
        string temporary = $"{whole}.{Environment.ProcessId}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, whole, overwrite: true);
        }
        finally
        {
            // Still there only when something above failed.
            File.Delete(temporary);
        }
    }
}
