using System.IO.Compression;
using System.Text;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Testing;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.Aas;

public sealed class AasImporterTests
{
    private const string Origin = "http://admin-shell.io/aasx/relationships/aasx-origin";
    private const string Spec = "http://admin-shell.io/aasx/relationships/aas-spec";

    [Theory]
    [InlineData("/aasx/data.xml", Spec)]
    [InlineData("data.xml", Spec)]
    [InlineData("/AASX/Data.xml", Spec)]
    [InlineData("data.xml", "http://www.admin-shell.io/aasx/relationships/aas-spec")]
    public void A_package_is_one_document_under_its_own_name(string target, string type)
    {
        ReadFile read = Open(Package(Rel(Origin, "/aasx/aasx-origin"), Rel(type, target))).ShouldHaveSingleItem();

        (read.Report.File, read.Report.Format, read.Report.Understood).ShouldBe(("in", "aas", 3));
    }

    [Theory]
    [InlineData("<Relationship Type='" + Spec + "' Target='/aasx/gone.xml'/>")]
    [InlineData("<Relationship Type='" + Spec + "' Target='/aasx/data.xml' TargetMode='External'/>")]
    [InlineData("<Relationship Type='" + Spec + "' Target='http://elsewhere.example/aasx/data.xml'/>")]
    [InlineData("<Relationship Type='" + Spec + "' Target='file:///etc/passwd'/>")]
    [InlineData("<Relationship Type='" + Origin + "' Target='/aasx/data.xml'/>")]
    [InlineData("<Broken")]
    public void A_package_whose_description_is_not_in_it_is_refused_with_reason(string relationship)
    {
        ReadFile read = Open(Package(Rel(Origin, "/aasx/aasx-origin"), relationship)).ShouldHaveSingleItem();

        read.Report.Refused.ShouldBe(1);
        read.Report.Diagnostics.ShouldHaveSingleItem()
            .Message.ShouldBe("The AASX package has no part that describes a shell.");
    }

    [Fact]
    public void A_package_that_describes_shells_in_two_parts_gives_both()
    {
        byte[] package = Package(
            Rel(Origin, "/aasx/aasx-origin"),
            Rel(Spec, "/aasx/data.xml") + Rel(Spec, "/aasx/more.json")
        );

        Open(package).Select(read => read.Report.File).ShouldBe(["in!aasx/data.xml", "in!aasx/more.json"]);
    }

    [Fact]
    public void A_package_in_an_archive_is_found_and_an_office_package_is_not_taken_for_one()
    {
        byte[] package = Package(Rel(Origin, "/aasx/aasx-origin"), Rel(Spec, "data.xml"));
        byte[] office = Package(Rel("http://schemas.openxmlformats.org/officeDocument", "/word/document.xml"), "");

        Open(Zip(("plc.aasx", package))).ShouldHaveSingleItem().Report.Understood.ShouldBe(3);
        Open(office).ShouldHaveSingleItem().Report.Diagnostics[0].Message.ShouldContain("Open Packaging");
    }

    [Fact]
    public void A_damaged_package_never_throws_and_is_never_silent()
    {
        byte[] package = Package(Rel(Origin, "/aasx/aasx-origin"), Rel(Spec, "data.xml"));
        Random chance = new(7);
        for (int mutant = 0; mutant < 60; mutant++)
        {
            foreach (ReadFile read in Open(Mutations.Mutate(package, chance)))
            {
                (read.Document is not null || !read.Report.Diagnostics.IsEmpty).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void The_values_of_a_template_are_examples_and_those_of_an_instance_are_not()
    {
        string Shell(string kind) =>
            $$"""
                {"assetAdministrationShells":[],"submodels":[{"modelType":"Submodel","id":"x","idShort":"Nameplate","kind":"{{kind}}",
                "submodelElements":[{"modelType":"Property","idShort":"SerialNumber","value":"AB-12345"}]}]}
                """;

        DocumentText.Read("x", Shell("Template")).Report.Ignored.ShouldBe(1);
        DocumentText.Read("x", Shell("Instance")).Report.Understood.ShouldBe(1);
    }

    [Fact]
    public void Published_templates_are_no_devices_and_the_published_sample_is_one_in_both_forms()
    {
        string folder = SharedData.Require("data", "security", "otmodel", "aas");
        string[] paths = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];

        ReadFile[] all = [.. paths.SelectMany(path => Open(File.ReadAllBytes(path)))];
        ReadFile[] understood = [.. all.Where(read => read.Report.Understood > 0)];

        all.Length.ShouldBe(30);
        all.ShouldAllBe(read => read.Report.Format == "aas" && read.Report.Refused == 0 && read.Document != null);
        understood.Length.ShouldBe(2);
        understood[0].Document!.Source.ShouldBe(understood[1].Document!.Source);
        AssetStatement[] devices =
        [
            .. understood.Select(read => (AssetStatement)read.Document!.Observations[0].Statements[0]),
        ];
        devices[0].Facts.ShouldBe(devices[1].Facts);
        devices[0].Asset.Identifiers.ShouldContain(new Identifier(IdentifierKind.Serial, "12345678"));
        devices[0].Facts.ShouldContain(new PropertyFact("vendor", "Muster AG"));
        devices[0].Facts.ShouldContain(new PropertyFact("product", "ABC-123"));
    }

    private static string Rel(string type, string target) => $"<Relationship Type='{type}' Target='{target}'/>";

    private static byte[] Package(string root, string origin) =>
        Zip(
            ("[Content_Types].xml", "<Types/>"u8.ToArray()),
            ("_rels/.rels", Encoding.UTF8.GetBytes($"<Relationships>{root}</Relationships>")),
            ("aasx/aasx-origin", "origin"u8.ToArray()),
            ("aasx/_rels/aasx-origin.rels", Encoding.UTF8.GetBytes($"<Relationships>{origin}</Relationships>")),
            ("aasx/files/picture.png", [1, 2, 3]),
            ("aasx/data.xml", Example("plc.xml")),
            ("aasx/more.json", Example("plant.json"))
        );

    private static byte[] Example(string name) =>
        File.ReadAllBytes(RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "Aas", "testdata", name));

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream memory = new();
        using (ZipArchive archive = new(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    private static ReadFile[] Open(byte[] bytes) =>
        [
            .. new InputOpener(InputLimits.Default)
                .Open(InputFile.FromBytes("in", bytes), TestContext.Current.CancellationToken)
                .Select(opened =>
                    FileReading.ReadAsync(opened, TestContext.Current.CancellationToken).GetAwaiter().GetResult()
                ),
        ];
}
