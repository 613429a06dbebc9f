using System.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Testing;

namespace Pollux.Formats.Tests;

/// <summary>Every real file, of every format, read or not yet read.</summary>
public sealed class SharedCorpusTests
{
    [Theory]
    [InlineData(20, "nmap")]
    [InlineData(2, "kev")]
    [InlineData(420, "csaf")]
    public async Task The_files_of_a_format_are_read(int read, string folder)
    {
        List<ReadFile> files = await ReadAsync(SharedData.Require("data", "security", folder));

        string refused = string.Join(", ", files.Where(file => file.Report.IsRefused).Select(file => file.Report.File));
        files.Count(file => !file.Report.IsRefused).ShouldBe(read, refused);
    }

    [Fact]
    public async Task No_file_crashes_and_none_is_silent()
    {
        foreach (ReadFile file in await ReadAsync(SharedData.Require("data", "security")))
        {
            FileReport report = file.Report;
            report.Received.ShouldBe(report.Understood + report.Ignored + report.Refused + report.Duplicates);
            (file.Document is not null || !report.Diagnostics.IsEmpty).ShouldBeTrue(report.File);
            (report.Refused == 0 || !report.Diagnostics.IsEmpty).ShouldBeTrue(report.File);
        }
    }

    private static async Task<List<ReadFile>> ReadAsync(string folder)
    {
        FileReading reading = new(InputLimits.Default);
        List<ReadFile> files = [];
        CancellationToken token = TestContext.Current.CancellationToken;
        foreach (InputPath path in InputPaths.Expand([folder], InputLimits.Default, token))
        {
            Stopwatch watch = Stopwatch.StartNew();
            await foreach (ReadFile file in reading.ReadAsync(path, token))
            {
                files.Add(file);
            }

            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), path.Path);
        }

        return files;
    }
}
