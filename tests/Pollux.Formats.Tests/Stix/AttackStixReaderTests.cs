using System.Text;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Stix;
using Pollux.Knowledge.Attack;
using Pollux.Testing;

namespace Pollux.Formats.Tests.Stix;

public sealed class AttackStixReaderTests
{
    [Fact]
    public void A_bundle_becomes_a_catalogue_and_every_object_is_accounted_for()
    {
        Diagnosed<AttackReading> read = ReadFile(
            RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "Stix", "testdata", "small.json")
        );

        AttackReading reading = read.Value.ShouldNotBeNull();
        (reading.Understood, reading.Ignored, reading.Refused, reading.Duplicates).ShouldBe((8, 2, 1, 1));
        AttackCatalogue catalogue = reading.Catalogue;
        (catalogue.Domain, catalogue.Version).ShouldBe(("ics", "99.1"));
        catalogue.At.ShouldBe(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        catalogue["M0901"]!.Name.ShouldBe("Close it earlier");
        catalogue["T0901"]!.Platforms.ShouldBeEmpty();
        catalogue["T0901"]!.Tactics.ShouldBe(["impair"]);
        catalogue["x-mitre-data-component--1"]!.Kind.ShouldBe(AttackKind.DataComponent);
        catalogue.Current("T0902")!.Id.ShouldBe("T0901");
        catalogue.Relations.ShouldBe([new AttackRelation("M0901", "mitigates", "T0901")]);
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(StixRules.BadObject);
    }

    [Fact]
    public void A_bundle_that_is_not_ATTCK_is_none()
    {
        Diagnosed<AttackReading> read = ReadText(
            """{"type":"bundle","id":"bundle--1","objects":[{"type":"malware","id":"malware--1","name":"x"}]}"""
        );

        read.Value.ShouldBeNull();
    }

    [Fact]
    public void A_bundle_that_does_not_say_its_version_is_read_and_said_so()
    {
        Diagnosed<AttackReading> read = ReadText(
            """
            {"type":"bundle","objects":[{"type":"attack-pattern","id":"attack-pattern--1","name":"x","external_references":[{"source_name":"mitre-attack","external_id":"T0900"}]}]}
            """
        );

        read.Value!.Catalogue.Version.ShouldBeEmpty();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(StixRules.NoVersion);
    }

    [Fact]
    public void Every_object_of_ICS_17_1_has_a_place_in_18_1()
    {
        AttackCatalogue old = ReadFile(
            SharedData.Require("data", "security", "attack", "ics-attack-17.1.stix21.json.gz")
        ).Value!.Catalogue;
        AttackCatalogue now = ReadFile(
            SharedData.Require("data", "security", "attack", "ics-attack-18.1.stix21.json.gz")
        ).Value!.Catalogue;

        AttackMigration migration = AttackMigration.Between(old, now);

        old.Items.Length.ShouldBe(280);
        now.Items.Length.ShouldBe(449);
        migration.Moves.ShouldAllBe(move => move.Fate != AttackFate.Missing);
        foreach (AttackItem item in old.Items)
        {
            AttackMove move = migration.Moves.Single(move => move.Id == item.Id);
            if (move.NewId is { } id)
            {
                now[id]!.State.ShouldBe(AttackState.Current);
            }
            else
            {
                // Nothing is lost without the new version saying so.
                now.Same(item)!.State.ShouldNotBe(AttackState.Current);
            }
        }

        // 36 data components have got an id, and nothing else of what held is called otherwise.
        migration.Moves.Count(move => move.Fate == AttackFate.Changed).ShouldBe(36);
        migration
            .Moves.Where(move => move.Fate == AttackFate.Changed)
            .ShouldAllBe(move => move.Kind == AttackKind.DataComponent);
        migration.Moves.Count(move => move.Kind == AttackKind.Asset && move.Fate == AttackFate.Added).ShouldBe(4);
        migration.Translate("G0074").ShouldBe("G0035");
    }

    [Fact]
    public void Every_revoked_object_of_Enterprise_leads_to_one_that_holds_by_an_independent_reading()
    {
        string path = SharedData.Require(
            "data",
            "security",
            "attack",
            "enterprise-attack-18.1.from-cti.stix20.json.gz"
        );
        AttackCatalogue catalogue = ReadFile(path).Value!.Catalogue;
        using Stream stream = new System.IO.Compression.GZipStream(
            File.OpenRead(path),
            System.IO.Compression.CompressionMode.Decompress
        );
        using JsonDocument document = JsonDocument.Parse(stream);
        Dictionary<string, JsonElement> byId = document
            .RootElement.GetProperty("objects")
            .EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!);
        int followed = 0;
        foreach (JsonElement relation in byId.Values.Where(item => Text(item, "relationship_type") == "revoked-by"))
        {
            JsonElement source = byId[Text(relation, "source_ref")!];
            JsonElement target = byId[Text(relation, "target_ref")!];
            if (IsTrue(target, "revoked") || IsTrue(target, "x_mitre_deprecated"))
            {
                continue;
            }

            followed++;
            catalogue.Current(ExternalId(source))!.Id.ShouldBe(ExternalId(target));
        }

        followed.ShouldBeGreaterThan(100);
        catalogue.Items.Count(item => item.Kind == AttackKind.Technique).ShouldBe(835);
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static bool IsTrue(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private static string ExternalId(JsonElement item) =>
        item.GetProperty("external_references")
            .EnumerateArray()
            .First(reference => Text(reference, "source_name") == "mitre-attack")
            .GetProperty("external_id")
            .GetString()!;

    private static Diagnosed<AttackReading> ReadText(string json) =>
        Read(InputFile.FromBytes("bundle.json", Encoding.UTF8.GetBytes(json)));

    private static Diagnosed<AttackReading> ReadFile(string path) =>
        Read(new InputOpener(InputLimits.Default).Open(path, TestContext.Current.CancellationToken).Single().File!);

    private static Diagnosed<AttackReading> Read(InputFile file) =>
        new StixImporter().ReadAttack(file, TestContext.Current.CancellationToken);
}
