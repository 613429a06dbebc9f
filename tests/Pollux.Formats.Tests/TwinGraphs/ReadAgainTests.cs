using System.Text.Json;
using Pollux.Formats.ImportReports;
using Pollux.Formats.TwinExports;
using Pollux.Knowledge.Vulnerabilities;
using Pollux.Language;
using Pollux.Modelling;
using Pollux.Testing;
using Pollux.Twin.Changes;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.Tests.TwinGraphs;

/// <summary>What Pollux writes, it reads again.</summary>
public sealed class ReadAgainTests
{
    private static readonly TypeHierarchy Types = TwinTypes.Of(
        LanguageCompiler
            .Compile(RepositoryPaths.Of("packs", "core", "language", "core.mal"), CompilerOptions.Default)
            .Value!.Specification
    );

    [Fact]
    public void A_twin_written_as_NGSI_LD_and_read_again_has_the_same_assets_and_links()
    {
        SiteTwin twin = Sample();
        Revision before = twin.Resolve(Types).Value!;

        ReadFile read = DocumentText.Read("x", Written(before, NgsiLdExport.Write));
        Revision after = Merged(SiteTwin.Empty("again"), read);

        read.Report.Understood.ShouldBe(before.Assets.Length);
        Assets(after).ShouldBe(Assets(before));
        Links(after).ShouldBe(Links(before));
    }

    [Fact]
    public void A_twin_read_into_the_one_that_it_came_from_adds_no_asset()
    {
        SiteTwin twin = Sample();
        Revision before = twin.Resolve(Types).Value!;

        ReadFile read = DocumentText.Read("x", Written(before, NgsiLdExport.Write));

        Merged(twin, read).Assets.Length.ShouldBe(before.Assets.Length);
    }

    [Fact]
    public void A_twin_written_as_DTDL_and_read_again_has_assets_of_the_same_types_and_as_many_links()
    {
        Revision before = Sample().Resolve(Types).Value!;

        ReadFile read = DocumentText.Read("x", Written(before, DtdlExport.Write));
        Revision after = Merged(SiteTwin.Empty("again"), read);

        read.Report.Refused.ShouldBe(0);
        after.Assets.Select(asset => asset.Type).Order().ShouldBe(before.Assets.Select(asset => asset.Type).Order());
        after.Links.Length.ShouldBe(before.Links.Length);
    }

    private static SiteTwin Sample()
    {
        string folder = RepositoryPaths.Of("samples", "riverside-water");
        SiteTwin twin = SiteTwin.Empty("sample");
        foreach (
            string path in Directory
                .GetFiles(folder, "*.yaml")
                .Concat(Directory.GetFiles(Path.Combine(folder, "scans")))
                .Order(StringComparer.Ordinal)
        )
        {
            if (DocumentText.Read(path, File.ReadAllBytes(path)).Document is { } document)
            {
                twin = twin.Merge(document.Source, document.Observations).Twin;
            }
        }

        return twin;
    }

    private static byte[] Written(Revision revision, Action<ExportedTwin, Utf8JsonWriter> write)
    {
        using MemoryStream memory = new();
        using (Utf8JsonWriter json = new(memory))
        {
            write(new ExportedTwin(revision, Types, [], VulnerabilityCatalogue.Of(revision).Value!), json);
        }

        return memory.ToArray();
    }

    private static Revision Merged(SiteTwin twin, ReadFile read) =>
        twin.Merge(read.Document!.Source, read.Document.Observations).Twin.Resolve(Types).Value!;

    private static IEnumerable<string> Assets(Revision revision) =>
        revision
            .Assets.Select(asset =>
                $"{asset.Type} {string.Join(' ', asset.Identifiers.Order(Comparer<Pollux.Twin.Observations.Identifier>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))))} {string.Join(' ', asset.PropertyValues("address"))}"
            )
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Links(Revision revision)
    {
        Dictionary<string, string> names = revision.Assets.ToDictionary(
            asset => asset.Id,
            asset => $"{asset.Type} {asset.Name}",
            StringComparer.Ordinal
        );
        return revision
            .Links.Select(link => $"{names[link.FromId]} {link.Role} {names[link.ToId]}")
            .Order(StringComparer.Ordinal);
    }
}
