using Pollux.Formats.ImportReports;
using Pollux.Testing;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Tests.Spdx;

/// <summary>What holds over all forms and versions of SPDX.</summary>
public sealed class SpdxFormsTests
{
    private static readonly string[] Folder = ["tests", "Pollux.Formats.Tests", "Spdx", "testdata"];

    [Theory]
    [InlineData("station.yaml")]
    [InlineData("station.xml")]
    [InlineData("station.rdf")]
    [InlineData("station.spdx")]
    public void A_document_says_the_same_in_every_form(string name)
    {
        Said(Read(name)).ShouldBe(Said(Read("station.json")));
    }

    [Theory]
    [InlineData("v2.2")]
    [InlineData("v2.3")]
    public void The_example_of_the_standard_says_the_same_in_every_form(string version)
    {
        string folder = SharedData.RequireFromVariable("POLLUX_SPDX", "tests", "spdx", "data");
        string[] paths = Directory.GetFiles(folder, $"SPDX*Example-{version}.*");

        paths.Length.ShouldBe(5);
        paths
            .Select(path => Said(DocumentText.Read("example", File.ReadAllBytes(path))))
            .Distinct(StringComparer.Ordinal)
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_package_of_the_shared_data_is_a_record_and_none_is_refused()
    {
        foreach (
            string path in Directory.GetFiles(
                SharedData.Require("data", "security", "sbom", "spdx"),
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            ReadFile file = DocumentText.Read(path, File.ReadAllBytes(path));
            string text = File.ReadAllText(path);
            string[] marks =
            [
                "\nPackageName:",
                "\"downloadLocation\"",
                "\"type\" : \"software_Package\"",
                "\"type\": \"software_Package\"",
                "\"type\": \"ai_AIPackage\"",
                "\"type\": \"dataset_DatasetPackage\"",
            ];
            string[] files =
            [
                "\nFileName:",
                "\"fileName\"",
                "\"type\" : \"software_File\"",
                "\"type\": \"software_File\"",
                "\"type\" : \"software_Snippet\"",
            ];

            file.Report.Format.ShouldBe("spdx", path);
            file.Report.Refused.ShouldBe(0, path);
            file.Report.Received.ShouldBe(marks.Concat(files).Sum(mark => Count(text, mark)), path);
        }
    }

    [Fact]
    public void An_assessment_of_exploitation_is_kept_with_its_vulnerability()
    {
        VulnerabilityStatement[] said =
        [
            .. Read("station.spdx3.json")
                .Document!.Observations.SelectMany(observation => observation.Statements)
                .OfType<VulnerabilityStatement>(),
        ];

        said.Select(one => (one.Vulnerability, one.Epss, one.Exploitation))
            .ShouldBe([("CVE-2026-11111", 0.12, null), ("CVE-2026-22222", null, "active")]);
    }

    [Fact]
    public void A_circle_of_twenty_thousand_parts_belongs_to_its_beginning()
    {
        const int Length = 20_000;
        IEnumerable<string> packages = Enumerable
            .Range(0, Length)
            .Select(index => $$"""{"SPDXID":"SPDXRef-{{index}}","name":"p{{index}}"}""");
        IEnumerable<string> links = Enumerable
            .Range(0, Length)
            .Select(index =>
                $$"""{"spdxElementId":"SPDXRef-{{index}}","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-{{(index + 1) % Length}}"}"""
            );
        ReadFile file = DocumentText.Read(
            "chain.json",
            $$"""
            {"spdxVersion":"SPDX-2.3","documentNamespace":"urn:chain","documentDescribes":["SPDXRef-0"],
             "packages":[{{string.Join(',', packages)}}],"relationships":[{{string.Join(',', links)}}]}
            """
        );

        AssetReference last = file.Document!.Observations[^1].Statements.OfType<AssetStatement>().First().Asset;
        last.Parent!.Identifiers.ShouldHaveSingleItem().Value.ShouldBe("p0");
    }

    private static ReadFile Read(string name) =>
        DocumentText.Read(name, File.ReadAllBytes(RepositoryPaths.Of([.. Folder, name])));

    // The order of records is the document's own, and RDF has none.
    private static string Said(ReadFile file) =>
        string.Join(
            "\n\n",
            DocumentText
                .Show(file)
                .Split("\n\n")
                .Skip(1)
                .Select(record => record.TrimEnd('\n'))
                .Order(StringComparer.Ordinal)
        );

    private static int Count(string text, string mark) => text.Split(mark, StringSplitOptions.None).Length - 1;
}
