using System.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Testing;

namespace Pollux.Formats.Tests;

/// <summary>Every real file, of every format, read or not yet read.</summary>
public sealed class SharedCorpusTests
{
    [Fact]
    public async Task No_file_crashes_and_none_is_silent_and_all_of_the_formats_that_are_read_are_read()
    {
        List<ReadFile> files = await ReadAsync(SharedData.Require("data", "security"));

        foreach (ReadFile file in files)
        {
            FileReport report = file.Report;
            report.Received.ShouldBe(report.Understood + report.Ignored + report.Refused + report.Duplicates);
            (file.Document is not null || !report.Diagnostics.IsEmpty).ShouldBeTrue(report.File);
            (report.Refused == 0 || !report.Diagnostics.IsEmpty).ShouldBeTrue(report.File);
        }

        Read(files, "nmap").ShouldBe(20);
        Read(files, "nessus").ShouldBe(3);
        Read(files, "openvas").ShouldBe(4);
        Read(files, "qualys").ShouldBe(1);
        Read(files, "nexpose").ShouldBe(1);
        Read(files, "kev").ShouldBe(2);
        Read(files, "csaf").ShouldBe(420);
        Read(files, "cyclonedx").ShouldBe(199);
        Read(files, "spdx").ShouldBe(34);
        Read(files, "bloodhound").ShouldBe(34);
        Read(files, "aas").ShouldBe(30);
        Read(files, "nodeset2").ShouldBe(4);
        Read(files, "automationml").ShouldBe(3);
        Read(files, "ngsi-ld").ShouldBe(57);
        Read(files, "dtdl").ShouldBe(1_060);

        // There is none among them; a table of anything else must not be taken for one.
        Read(files, "device-list").ShouldBe(0);
        Read(files, "cpe-list").ShouldBe(0);
        Read(files, "netbox").ShouldBe(0);
        Read(files, "scl").ShouldBe(0);
        Read(files, "zeek").ShouldBe(83);
        Read(files, "suricata").ShouldBe(3);
        Read(files, "cisco-asa").ShouldBe(22);
        Read(files, "pcap").ShouldBe(9);
        Read(files, "cve").ShouldBe(9);
        Read(files, "nvd").ShouldBe(1);
        Read(files, "cisco-ios").ShouldBe(37);
        Read(files, "iptables").ShouldBe(6);
        Read(files, "fortios").ShouldBe(28);
    }

    private static int Read(List<ReadFile> files, string format) =>
        files.Count(file => file.Report.Format == format && !file.Report.IsRefused);

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
