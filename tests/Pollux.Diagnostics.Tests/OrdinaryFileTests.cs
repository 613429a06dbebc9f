using System.Diagnostics;

namespace Pollux.Diagnostics.Tests;

public sealed class OrdinaryFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pollux-files-").FullName;

    [Fact]
    public void A_file_is_read_also_through_a_link()
    {
        string path = Path.Combine(folder, "a.txt");
        File.WriteAllText(path, "text");
        File.CreateSymbolicLink(Path.Combine(folder, "link.txt"), "a.txt");
        OrdinaryFile.ReadAll(path, 4).ShouldBe("text"u8.ToArray());
        OrdinaryFile.ReadAll(Path.Combine(folder, "link.txt"), 4).ShouldBe("text"u8.ToArray());
        Should.Throw<IOException>(() => OrdinaryFile.ReadAll(path, 3)).Message.ShouldContain("has 4 bytes");
    }

    [Fact]
    public void A_pipe_and_a_device_are_read_as_empty_and_nothing_waits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices have names on Unix only.");
        string pipe = Path.Combine(folder, "pipe.xml");
        using (Process made = Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        File.CreateSymbolicLink(Path.Combine(folder, "link.xml"), "pipe.xml");
        File.CreateSymbolicLink(Path.Combine(folder, "zero.xml"), "/dev/zero");
        foreach (string path in (string[])[pipe, Path.Combine(folder, "link.xml"), Path.Combine(folder, "zero.xml")])
        {
            using Stream stream = OrdinaryFile.Open(path);
            stream.ReadByte().ShouldBe(-1);
        }
    }

    [Fact]
    public void What_is_not_there_or_leads_nowhere_or_is_a_folder_says_so()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "nowhere"), "missing");
        File.CreateSymbolicLink(Path.Combine(folder, "circle"), "circle");
        Should.Throw<FileNotFoundException>(() => OrdinaryFile.Open(Path.Combine(folder, "missing")));
        Should.Throw<FileNotFoundException>(() => OrdinaryFile.Open(Path.Combine(folder, "nowhere")));
        Should.Throw<IOException>(() => OrdinaryFile.Open(Path.Combine(folder, "circle")));
        Should.Throw<UnauthorizedAccessException>(() => OrdinaryFile.Open(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
