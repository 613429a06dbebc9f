using Pollux.Diagnostics;
using Pollux.Testing;

namespace Pollux.Formats.Tests.SiteDescriptions;

public sealed class RiversideWaterTests
{
    [Fact]
    public void The_sample_site_is_described_without_any_warning()
    {
        byte[] bytes = File.ReadAllBytes(RepositoryPaths.Of("samples", "riverside-water", "site.yaml"));

        Diagnosed<ImportedDocument> read = SiteText.Import(bytes);

        read.Diagnostics.ShouldBeEmpty();
        ImportedDocument document = read.Value.ShouldNotBeNull();
        document.Refused.ShouldBe(0);
        document.Source.Document.ShouldBe("Riverside Water");
        document.Observations.Count(one => one.Record.StartsWith("device ", StringComparison.Ordinal)).ShouldBe(60);
    }
}
