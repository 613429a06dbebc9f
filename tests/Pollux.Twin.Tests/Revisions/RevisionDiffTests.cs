using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Revisions;

public sealed class RevisionDiffTests
{
    private static Observation Plc(string version, double keyInRun) =>
        Record(
            "device PLC",
            Thing(
                "Controller",
                [Name("PLC")],
                new PropertyFact(Properties.Version, version),
                new DefenseFact("keySwitchRun", keyInRun, "the site says so"),
                new LinkFact("zones", AssetReference.Named("Zone", $"cell {version}"))
            )
        );

    [Fact]
    public void A_revision_does_not_differ_from_itself() =>
        RevisionDiff.Between(Resolved(Everything()), Resolved(Everything())).IsEmpty.ShouldBeTrue();

    [Fact]
    public void What_came_went_and_changed_is_named()
    {
        Revision before = Resolved(
            SiteOf((Site(), [Plc("1", 0.5), Record("gone", Thing("Computer", [Name("old PC")]))]))
        );
        Revision after = Resolved(SiteOf((Site(), [Plc("2", 1), Record("new", Thing("Computer", [Name("new PC")]))])));

        RevisionDiff diff = RevisionDiff.Between(before, after);

        diff.AddedAssets.Select(asset => asset.Name).ShouldBe(["cell 2", "new PC"]);
        diff.RemovedAssets.Select(asset => asset.Name).ShouldBe(["cell 1", "old PC"]);
        AssetChange change = diff.ChangedAssets.ShouldHaveSingleItem();
        change.Name.ShouldBe("PLC");
        change.Changes.ShouldBe([
            new ValueChange("property version", "1", "2"),
            new ValueChange("defense keySwitchRun", "0.5 (the site says so)", "1 (the site says so)"),
        ]);
        diff.AddedLinks.ShouldHaveSingleItem();
        diff.RemovedLinks.ShouldHaveSingleItem();
        before.Id.ShouldNotBe(after.Id);
    }
}
