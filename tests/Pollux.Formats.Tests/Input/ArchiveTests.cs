using System.IO.Compression;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Tests.Input;

public sealed class ArchiveTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void A_plain_input_is_itself()
    {
        Contents(Open("text"u8.ToArray())).ShouldBe(["in: text"]);
    }

    [Fact]
    public void Gzip_is_unpacked_under_its_own_name()
    {
        Contents(Open(Gzip("text"u8.ToArray()))).ShouldBe(["in: text"]);
    }

    [Fact]
    public void Each_entry_of_a_zip_archive_is_an_input()
    {
        byte[] archive = Zip(("b.json", "two"u8.ToArray()), ("a/c.xml", "one"u8.ToArray()), ("a/", []));

        Contents(Open(archive)).ShouldBe(["in!b.json: two", "in!a/c.xml: one"]);
    }

    [Fact]
    public void Gzip_in_a_zip_archive_is_unpacked_and_a_third_layer_is_refused()
    {
        byte[] twice = Zip(("a.gz", Gzip("text"u8.ToArray())));
        byte[] thrice = Zip(("b.zip", Zip(("a.gz", Gzip("text"u8.ToArray())))));

        Contents(Open(twice)).ShouldBe(["in!a.gz: text"]);
        Problems(Open(thrice)).ShouldHaveSingleItem().Rule.ShouldBe(InputRules.UnsupportedArchive);
    }

    [Fact]
    public void Names_that_leave_the_folder_are_only_shown()
    {
        Contents(Open(Zip(("../../etc/passwd", "text"u8.ToArray())))).ShouldBe(["in!../../etc/passwd: text"]);
    }

    [Fact]
    public void A_flat_bomb_is_stopped_by_its_ratio()
    {
        byte[] bomb = Zip(("zeros", new byte[64 << 20]));

        Problems(Open(bomb)).ShouldHaveSingleItem().Message.ShouldContain("zip bomb");
    }

    [Fact]
    public void A_gzip_bomb_is_stopped_by_its_ratio()
    {
        Problems(Open(Gzip(new byte[64 << 20]))).ShouldHaveSingleItem().Message.ShouldContain("zip bomb");
    }

    [Fact]
    public void Many_entries_together_are_stopped_by_the_total()
    {
        byte[] entry = new byte[600];
        byte[] archive = Zip([.. Enumerable.Range(0, 10).Select(index => ($"{index}", entry))]);
        InputLimits limits = InputLimits.Default with { UnpackedBytes = 3_000 };

        OpenedInput[] opened = ReadAll(new InputOpener(limits).Open(InputFile.FromBytes("in", archive), None));

        opened.Count(input => input.Problem is null).ShouldBe(5);
        opened.Count(input => input.Problem?.Rule == InputRules.TooLarge).ShouldBe(5);
    }

    [Fact]
    public void An_entry_that_is_read_twice_counts_once()
    {
        InputLimits limits = InputLimits.Default with { UnpackedBytes = 1_000 };
        InputOpener opener = new(limits);

        foreach (OpenedInput opened in opener.Open(InputFile.FromBytes("in", Zip(("a", new byte[800]))), None))
        {
            Text(opened.File!).Length.ShouldBe(800);
            Text(opened.File!).Length.ShouldBe(800);
        }
    }

    [Fact]
    public void Too_many_entries_are_refused_before_they_are_listed()
    {
        byte[] archive = Zip([.. Enumerable.Range(0, 11).Select(index => ($"{index}", Array.Empty<byte>()))]);
        InputOpener opener = new(InputLimits.Default with { ArchiveEntries = 10 });

        Problems(opener.Open(InputFile.FromBytes("in", archive), None))
            .ShouldHaveSingleItem()
            .Message.ShouldBe("The archive has more than 10 entries.");
    }

    [Fact]
    public void Gzip_that_is_cut_off_is_damaged_wherever_it_is_cut()
    {
        byte[] whole = Gzip(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 5_000))));

        foreach (
            int length in new[] { 3, 12, 50, whole.Length / 2, whole.Length - 9, whole.Length - 5, whole.Length - 1 }
        )
        {
            Problems(Open(whole[..length]))
                .ShouldHaveSingleItem()
                .Rule.ShouldBe(InputRules.DamagedArchive, $"at {length}");
        }

        Problems(Open(whole)).ShouldBeEmpty();
    }

    [Fact]
    public void A_zip_archive_that_is_cut_off_or_altered_is_damaged()
    {
        byte[] whole = Zip(("a", Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 5_000)))));
        byte[] altered = [.. whole];
        altered.AsSpan(60, 200).Fill(0xAA);

        Problems(Open(whole[..(whole.Length / 2)])).ShouldHaveSingleItem().Rule.ShouldBe(InputRules.DamagedArchive);
        Problems(Open(altered)).ShouldHaveSingleItem().Rule.ShouldBe(InputRules.DamagedArchive);
    }

    [Fact]
    public void An_empty_archive_and_an_office_package_are_refused_with_reason()
    {
        Problems(Open(Zip())).ShouldHaveSingleItem().Rule.ShouldBe(InputRules.Empty);
        Problems(Open(Zip(("[Content_Types].xml", "<a/>"u8.ToArray()))))
            .ShouldHaveSingleItem()
            .Message.ShouldContain("Open Packaging");
    }

    [Fact]
    public void A_symbolic_link_is_refused()
    {
        using MemoryStream memory = new();
        using (ZipArchive archive = new(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("link").ExternalAttributes = 0xA1FF << 16;
        }

        Problems(Open(memory.ToArray())).ShouldHaveSingleItem().Message.ShouldBe("The entry is a symbolic link.");
    }

    private static IEnumerable<OpenedInput> Open(byte[] bytes) =>
        new InputOpener(InputLimits.Default).Open(InputFile.FromBytes("in", bytes), None);

    private static List<string> Contents(IEnumerable<OpenedInput> inputs) =>
        [.. inputs.Select(input => $"{input.Name}: {Text(input.File!)}")];

    private static List<Diagnostic> Problems(IEnumerable<OpenedInput> inputs) =>
        [.. ReadAll(inputs).Select(input => input.Problem).OfType<Diagnostic>()];

    private static OpenedInput[] ReadAll(IEnumerable<OpenedInput> inputs) => [.. inputs.Select(ReadOne)];

    private static OpenedInput ReadOne(OpenedInput input)
    {
        try
        {
            _ = input.File is null ? "" : Text(input.File);
            return input;
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } problem)
        {
            return input with { Problem = problem };
        }
    }

    private static string Text(InputFile file)
    {
        using StreamReader reader = new(file.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream memory = new();
        using (GZipStream gzip = new(memory, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return memory.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream memory = new();
        using (ZipArchive archive = new(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }
}
