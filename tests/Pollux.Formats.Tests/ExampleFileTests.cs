using Pollux.Testing;

namespace Pollux.Formats.Tests;

/// <summary>
/// Runs every file of the formats' <c>testdata</c> folders against its approved result: to add a case, drop a file beside the others
/// and run the tests once with <c>POLLUX_APPROVE=1</c>.
/// </summary>
public sealed class ExampleFileTests
{
    /// <summary>Formats with a folder of their own: <c>src/Pollux.Formats/X/XImporter.cs</c>.</summary>
    public static IEnumerable<string> Formats =>
        Directory
            .GetDirectories(RepositoryPaths.Of("src", "Pollux.Formats"))
            .Select(folder => Path.GetFileName(folder))
            .Where(format => File.Exists(RepositoryPaths.Of("src", "Pollux.Formats", format, $"{format}Importer.cs")))
            .Order(StringComparer.Ordinal);

    public static TheoryData<string, string> Files
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string format in Formats)
            {
                string folder = RepositoryPaths.Of("tests", "Pollux.Formats.Tests", format, "testdata");
                string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
                foreach (string path in paths.Order(StringComparer.Ordinal))
                {
                    if (!path.EndsWith(".approved.txt", StringComparison.Ordinal))
                    {
                        data.Add(format, Path.GetFileName(path));
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_example_file_gives_its_approved_result(string format, string name)
    {
        string[] folder = ["tests", "Pollux.Formats.Tests", format, "testdata"];
        byte[] bytes = File.ReadAllBytes(RepositoryPaths.Of([.. folder, name]));

        string shown = DocumentText.Show(DocumentText.Read(name, bytes));

        Approval.ShouldMatchApproved(shown, [.. folder, $"{name}.approved.txt"]);
    }
}
