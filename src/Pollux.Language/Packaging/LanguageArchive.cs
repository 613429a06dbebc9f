using System.Collections.Immutable;
using System.IO.Compression;
using Pollux.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language.Packaging;

/// <summary>A <c>.mar</c> file: a zip with <c>langspec.json</c> and optionally an icon for each asset.</summary>
/// <param name="Language">The language.</param>
/// <param name="Icons">Icons by file name, such as <c>Host.svg</c> or <c>Host.png</c>.</param>
public sealed record LanguageArchive(
    CompiledLanguage Language,
    ImmutableSortedDictionary<string, ImmutableArray<byte>> Icons
)
{
    /// <summary>The largest langspec that is unpacked, in bytes.</summary>
    public const int MaximumLangspecBytes = 16 * 1024 * 1024;

    private const int MaximumIconBytes = 1024 * 1024;
    private const int MaximumIcons = 1_000;
    private const string LangspecEntry = "langspec.json";
    private const string IconFolder = "icons/";

    // Zip's own beginning of time: the same language gives the same bytes.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes an archive.</summary>
    /// <param name="language">The language.</param>
    /// <param name="icons">Icons by file name; may be empty.</param>
    public static byte[] Write(
        LanguageSpecification language,
        ImmutableSortedDictionary<string, ImmutableArray<byte>> icons
    )
    {
        using MemoryStream content = new();
        using (ZipArchive archive = new(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            AddEntry(archive, LangspecEntry, LangspecWriter.Write(language));
            foreach (
                (string name, ImmutableArray<byte> icon) in icons.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            )
            {
                AddEntry(archive, IconFolder + name, icon.AsSpan());
            }
        }

        return content.ToArray();
    }

    /// <summary>Reads an archive; entries other than the langspec and icons are left alone.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="content">The zip.</param>
    public static Diagnosed<LanguageArchive> Read(string name, byte[] content)
    {
        DiagnosticBag diagnostics = new(name);
        try
        {
            using ZipArchive archive = new(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return Read(name, archive, diagnostics);
        }
        catch (Exception exception)
            when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            diagnostics.Add(PackagingRules.NotAnArchive, $"The archive cannot be unpacked: {exception.Message}");
            return diagnostics.With<LanguageArchive>(null);
        }
    }

    private static Diagnosed<LanguageArchive> Read(string name, ZipArchive archive, DiagnosticBag diagnostics)
    {
        if (archive.GetEntry(LangspecEntry) is not { } entry)
        {
            diagnostics.Add(
                PackagingRules.NoLangspec,
                $"None of the {archive.Entries.Count} entries is {LangspecEntry}."
            );
            return diagnostics.With<LanguageArchive>(null);
        }

        if (ReadEntry(entry, MaximumLangspecBytes) is not { } langspec)
        {
            diagnostics.Add(
                PackagingRules.TooLarge,
                $"{LangspecEntry} unpacks to more than {MaximumLangspecBytes} bytes."
            );
            return diagnostics.With<LanguageArchive>(null);
        }

        Diagnosed<CompiledLanguage> read = LangspecReader.Read($"{name}!{LangspecEntry}", langspec);
        diagnostics.AddRange(read.Diagnostics);
        return diagnostics.With(read.Value is { } language ? new LanguageArchive(language, ReadIcons(archive)) : null);
    }

    // Icons are decoration: one that is too large is left out.
    private static ImmutableSortedDictionary<string, ImmutableArray<byte>> ReadIcons(ZipArchive archive)
    {
        ImmutableSortedDictionary<string, ImmutableArray<byte>>.Builder icons = ImmutableSortedDictionary.CreateBuilder<
            string,
            ImmutableArray<byte>
        >(StringComparer.Ordinal);
        IEnumerable<ZipArchiveEntry> entries = archive.Entries.Where(entry =>
            entry.FullName == IconFolder + entry.Name && Path.GetExtension(entry.Name) is ".svg" or ".png"
        );
        foreach (ZipArchiveEntry entry in entries.Take(MaximumIcons))
        {
            if (ReadEntry(entry, MaximumIconBytes) is { } icon)
            {
                icons[entry.Name] = [.. icon];
            }
        }

        return icons.ToImmutable();
    }

    // The size in the archive's directory may lie, so the bytes are counted as they come.
    private static byte[]? ReadEntry(ZipArchiveEntry entry, int maximumBytes)
    {
        using Stream packed = entry.Open();
        using MemoryStream content = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = packed.Read(buffer)) > 0)
        {
            if (content.Length + read > maximumBytes)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static void AddEntry(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = EntryTime;
        using Stream packed = entry.Open();
        packed.Write(content);
    }
}
