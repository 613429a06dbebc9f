using System.Collections.Immutable;
using System.IO.Compression;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>
/// Opens files for reading, and unpacks gzip and zip, known by their first bytes and never by their names. Names inside an archive are
/// shown and never used as paths; nothing is written to disk.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class InputOpener(InputLimits limits)
{
    /// <summary>Opens one file.</summary>
    /// <param name="path">Its path, which becomes its name.</param>
    /// <param name="cancellationToken">Stops between entries.</param>
    /// <returns>
    /// The file itself, or each entry of an archive, one after the other: an entry can be read until the next one is asked for.
    /// What cannot be opened comes with the reason.
    /// </returns>
    public IEnumerable<OpenedInput> Open(string path, CancellationToken cancellationToken)
    {
        InputFile file = new(path, () => BoundedStream.Limit(OpenFile(path), limits.FileBytes));
        return Open(file, () => OpenFile(path), cancellationToken);
    }

    /// <summary>Opens an input that is held otherwise, as <see cref="Open(string, CancellationToken)"/> does a file.</summary>
    public IEnumerable<OpenedInput> Open(InputFile file, CancellationToken cancellationToken) =>
        Open(file, null, cancellationToken);

    private IEnumerable<OpenedInput> Open(InputFile file, Func<Stream>? seekable, CancellationToken cancellationToken)
    {
        Layer layer = new(file, seekable, new UnpackingBudget(limits), limits.ArchiveLayers);
        return Unpack(layer, cancellationToken);
    }

    private IEnumerable<OpenedInput> Unpack(Layer layer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Diagnostic? problem = Attempt(layer.File.Name, () => Kind(layer.File), out Packing packing);
        if (problem is not null)
        {
            return [new(layer.File.Name, null, problem)];
        }

        if (packing == Packing.None)
        {
            return [new(layer.File.Name, layer.File, null)];
        }

        return layer.LayersLeft == 0 ? [TooDeep(layer.File.Name)]
            : packing == Packing.Gzip ? Unpack(Gunzip(layer), cancellationToken)
            : UnpackZip(layer, cancellationToken);
    }

    // A gzip file keeps its name: what is in it is the same document.
    private static Layer Gunzip(Layer layer)
    {
        InputFile file = layer.File;
        InputFile inner = new(
            file.Name,
            () =>
            {
                PackedLength packed = new(file.Open());
                return layer.Budget.Bound(file.Name, () => packed.Position, new CompleteGzipStream(packed));
            }
        );
        return layer with { File = inner, Seekable = null, LayersLeft = layer.LayersLeft - 1 };
    }

    private IEnumerable<OpenedInput> UnpackZip(Layer layer, CancellationToken cancellationToken)
    {
        string name = layer.File.Name;
        Diagnostic? problem = Attempt(name, () => OpenZip(layer), out ZipArchive? archive);
        if (problem is not null)
        {
            yield return new(name, null, problem);
            yield break;
        }

        using ZipArchive open = archive!;
        InputFile Entry(ZipArchiveEntry entry) => EntryFile(layer, entry, open.Entries.IndexOf(entry));
        problem = Attempt(name, () => AasxPackage.IsOne(open, Entry, limits, cancellationToken), out bool isAasx);
        if (problem is not null)
        {
            yield return new(name, null, problem);
            yield break;
        }

        if (isAasx)
        {
            foreach (OpenedInput opened in UnpackAasx(layer, open, Entry, cancellationToken))
            {
                yield return opened;
            }

            yield break;
        }

        if (PackageKind(open) is { } kind)
        {
            yield return Refused(
                name,
                InputRules.UnknownFormat,
                $"It looks like {kind}, which Pollux does not read yet."
            );
            yield break;
        }

        List<ZipArchiveEntry> entries = [.. open.Entries.Where(entry => !IsFolder(entry))];
        if (entries.Count == 0)
        {
            yield return Refused(name, InputRules.Empty, "The archive holds no file.");
        }

        for (int index = 0; index < entries.Count; index++)
        {
            foreach (OpenedInput opened in UnpackEntry(layer, entries[index], index, cancellationToken))
            {
                yield return opened;
            }
        }
    }

    // A package is one document and keeps its name, unless it describes shells in several parts.
    private IEnumerable<OpenedInput> UnpackAasx(
        Layer layer,
        ZipArchive archive,
        Func<ZipArchiveEntry, InputFile> open,
        CancellationToken cancellationToken
    )
    {
        string name = layer.File.Name;
        Diagnostic? problem = Attempt(
            name,
            () => AasxPackage.Descriptions(archive, open, limits, cancellationToken),
            out ImmutableArray<ZipArchiveEntry> parts
        );
        if (problem is not null || parts.IsEmpty)
        {
            yield return problem is null
                ? Refused(name, InputRules.Empty, "The AASX package has no part that describes a shell.")
                : new(name, null, problem);
            yield break;
        }

        foreach (ZipArchiveEntry part in parts)
        {
            if (Unsupported(part) is { } reason)
            {
                yield return Refused(name, InputRules.UnsupportedArchive, reason);
                continue;
            }

            InputFile file = open(part);
            file = parts.Length == 1 ? file with { Name = name } : file;
            foreach (OpenedInput opened in Unpack(new Layer(file, null, layer.Budget, 0), cancellationToken))
            {
                yield return opened;
            }
        }
    }

    private IEnumerable<OpenedInput> UnpackEntry(
        Layer layer,
        ZipArchiveEntry entry,
        int index,
        CancellationToken cancellationToken
    )
    {
        string name = $"{layer.File.Name}!{entry.FullName}";
        if (Unsupported(entry) is { } reason)
        {
            return [Refused(name, InputRules.UnsupportedArchive, reason)];
        }

        InputFile file = EntryFile(layer, entry, index);
        Layer inner = new(file, null, layer.Budget, layer.LayersLeft - 1);
        return Unpack(inner, cancellationToken);
    }

    private static InputFile EntryFile(Layer layer, ZipArchiveEntry entry, int index)
    {
        // Entries may share a name; the index tells them apart.
        string key = $"{layer.File.Name}!{index}";
        long packed = entry.CompressedLength;
        return new(
            $"{layer.File.Name}!{entry.FullName}",
            () => layer.Budget.Bound(key, () => packed, new ChecksummedStream(entry.Open(), entry.Crc32))
        );
    }

    private ZipArchive OpenZip(Layer layer)
    {
        Stream stream = layer.Seekable?.Invoke() ?? InMemory(layer.File);
        try
        {
            ZipDirectory.RefuseTooManyEntries(stream, limits.ArchiveEntries);
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private MemoryStream InMemory(InputFile file)
    {
        MemoryStream memory = new();
        using Stream stream = BoundedStream.Limit(file.Open(), limits.InnerArchiveBytes);
        stream.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }

    private Stream OpenFile(string path)
    {
        Stream stream = OrdinaryFile.Open(path);
        if (stream.CanSeek && stream.Length > limits.FileBytes)
        {
            long length = stream.Length;
            stream.Dispose();
            throw new InputLimitException(
                $"It has {length} bytes; more than {ByteSize.Of(limits.FileBytes)} are not read."
            );
        }

        return stream;
    }

    private static Packing Kind(InputFile file)
    {
        Span<byte> head = stackalloc byte[4];
        using Stream stream = file.Open();
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..length] switch
        {
            [0x1F, 0x8B, 0x08, ..] => Packing.Gzip,
            [(byte)'P', (byte)'K', 0x03, 0x04] or [(byte)'P', (byte)'K', 0x05, 0x06] => Packing.Zip,
            _ => Packing.None,
        };
    }

    private static string? PackageKind(ZipArchive archive)
    {
        foreach (ZipArchiveEntry entry in archive.Entries.Take(64))
        {
            switch (entry.FullName)
            {
                case "[Content_Types].xml" or "_rels/.rels":
                    return "an Open Packaging package (such as an Office document)";
                case "META-INF/MANIFEST.MF":
                    return "a Java archive";
                case "langspec.json":
                    return "a compiled MAL language (.mar)";
            }
        }

        return null;
    }

    private static string? Unsupported(ZipArchiveEntry entry)
    {
        const int fileTypeMask = 0xF000;
        const int symbolicLink = 0xA000;
        return entry.IsEncrypted ? "The entry is encrypted."
            : ((entry.ExternalAttributes >> 16) & fileTypeMask) == symbolicLink ? "The entry is a symbolic link."
            : null;
    }

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') && entry.Length == 0;

    private static OpenedInput TooDeep(string name) =>
        Refused(
            name,
            InputRules.UnsupportedArchive,
            "It is an archive in an archive in an archive; so deep is not looked."
        );

    private static OpenedInput Refused(string name, DiagnosticRule rule, string message) =>
        new(name, null, new Diagnostic(rule, message, new SourceLocation(name)));

    private static Diagnostic? Attempt<T>(string name, Func<T> open, out T? value)
    {
        try
        {
            value = open();
            return null;
        }
        catch (Exception exception) when (InputFailures.Explain(name, exception) is { } diagnostic)
        {
            value = default;
            return diagnostic;
        }
    }

    private enum Packing
    {
        None,
        Gzip,
        Zip,
    }

    private sealed record Layer(InputFile File, Func<Stream>? Seekable, UnpackingBudget Budget, int LayersLeft);
}

/// <summary>One input that was opened, or could not be.</summary>
/// <param name="Name">Its name, as <see cref="InputFile.Name"/>.</param>
/// <param name="File">The input; null when it could not be opened.</param>
/// <param name="Problem">Why it could not be opened; null when it could.</param>
public sealed record OpenedInput(string Name, InputFile? File, Diagnostic? Problem);
