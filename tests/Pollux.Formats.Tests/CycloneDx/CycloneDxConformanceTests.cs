using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Testing;

namespace Pollux.Formats.Tests.CycloneDx;

/// <summary>
/// The conformance files of the specification (public repository CycloneDX/specification, <c>tools/src/test/resources</c>): what it calls
/// valid is read, what it calls invalid is refused with place and reason. All versions only where a checkout is named.
/// </summary>
public sealed class CycloneDxConformanceTests
{
    [Fact]
    public void Every_valid_file_of_the_shared_data_is_read()
    {
        Unexpected(SharedData.Require("data", "security", "sbom", "cyclonedx", "spec-tests")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_of_the_specification_is_read_or_refused_as_it_says()
    {
        string folder = SharedData.RequireFromVariable("POLLUX_CYCLONEDX", "tools", "src", "test", "resources");

        Unexpected(folder).ShouldBeEmpty();
    }

    private static List<string> Unexpected(string folder)
    {
        List<string> unexpected = [];
        foreach (
            string path in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            string name = Path.GetFileName(path);
            string version = Path.GetFileName(Path.GetDirectoryName(path))!;
            bool isRead = version.StartsWith("1.", StringComparison.Ordinal) && version is not "1.0";
            if (
                !isRead
                || Path.GetExtension(path) is not (".json" or ".xml")
                || name.StartsWith("skip", StringComparison.Ordinal)
            )
            {
                continue;
            }

            FileReport report = DocumentText.Read(name, File.ReadAllBytes(path)).Report;
            bool mustBeRead = name.StartsWith("valid", StringComparison.Ordinal);
            bool hasPlace = report.Diagnostics.Any(found =>
                found is { Level: Severity.Error, Location.Line: not null }
            );
            if (report.IsRefused == mustBeRead || (!mustBeRead && !hasPlace))
            {
                unexpected.Add($"{version}/{name}: {report.Diagnostics.FirstOrDefault()}");
            }
        }

        return unexpected;
    }
}
