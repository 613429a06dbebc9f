using Pollux.Diagnostics;
using Pollux.Testing;

namespace Pollux.Formats.Tests.SiteDescriptions;

public sealed class SiteDescriptionTests
{
    [Theory]
    [InlineData("ten-lines")]
    public void An_example_file_gives_what_was_approved(string name)
    {
        string[] folder = ["tests", "Pollux.Formats.Tests", "SiteDescriptions", "testdata"];
        byte[] bytes = File.ReadAllBytes(RepositoryPaths.Of([.. folder, $"{name}.yaml"]));

        Diagnosed<ImportedDocument> read = SiteText.Import(bytes);

        read.Diagnostics.ShouldBeEmpty();
        Approval.ShouldMatchApproved(SiteText.Show(read.Value.ShouldNotBeNull()), [.. folder, $"{name}.approved.txt"]);
    }
}
