using System.Collections.Immutable;
using Pollux.Knowledge.Attack;

namespace Pollux.Knowledge.Tests.Attack;

public sealed class AttackMigrationTests
{
    private static readonly AttackCatalogue Old = Catalogue(
        "17.1",
        Technique("T0001", "Stays"),
        Technique("T0002", "Old name"),
        Technique("T0003", "Merged away"),
        Technique("T0004", "Given up"),
        Technique("T0005", "Forgotten"),
        Technique("T0006", "Long gone", AttackState.Deprecated),
        Technique("T0007", "Moved", tactics: ["evasion"]),
        Technique("x-1", "Numbered late", reference: "x-1")
    );

    private static readonly AttackCatalogue New = Catalogue(
        "18.1",
        Technique("T0001", "Stays"),
        Technique("T0002", "New name"),
        Technique("T0003", "Merged away", AttackState.Revoked, "T0008"),
        Technique("T0008", "Merged again", AttackState.Revoked, "T0009"),
        Technique("T0009", "Both"),
        Technique("T0004", "Given up", AttackState.Deprecated),
        Technique("T0006", "Long gone", AttackState.Deprecated),
        Technique("T0007", "Moved", tactics: ["stealth"]),
        Technique("DC0001", "Numbered late", reference: "x-1")
    );

    [Theory]
    [InlineData("T0001", AttackFate.Same, "T0001")]
    [InlineData("T0002", AttackFate.Changed, "T0002")]
    [InlineData("T0003", AttackFate.Replaced, "T0009")]
    [InlineData("T0004", AttackFate.Withdrawn, null)]
    [InlineData("T0005", AttackFate.Missing, null)]
    [InlineData("T0006", AttackFate.WithdrawnBefore, null)]
    [InlineData("T0007", AttackFate.Changed, "T0007")]
    [InlineData("T0009", AttackFate.Added, "T0009")]
    [InlineData("x-1", AttackFate.Changed, "DC0001")]
    public void Every_object_has_a_fate_and_the_id_to_use_now(string id, AttackFate fate, string? now)
    {
        AttackMove move = AttackMigration.Between(Old, New).Moves.Single(move => move.Id == id);

        move.Fate.ShouldBe(fate);
        move.NewId.ShouldBe(now);
    }

    [Fact]
    public void Tactics_that_are_gained_and_lost_are_named()
    {
        AttackMove move = AttackMigration.Between(Old, New).Moves.Single(move => move.Id == "T0007");

        move.Gained.ShouldBe(["stealth"]);
        move.Lost.ShouldBe(["evasion"]);
    }

    [Fact]
    public void An_id_is_translated_along_the_whole_chain()
    {
        AttackMigration migration = AttackMigration.Between(Old, New);

        migration.Translate("T0003").ShouldBe("T0009");
        migration.Translate("T0004").ShouldBeNull();
        migration.Translate("T0008").ShouldBe("T0009");
        migration.Translate("T9999").ShouldBeNull();
    }

    [Fact]
    public void Replacements_that_go_round_in_a_circle_end_with_nothing()
    {
        AttackCatalogue circle = Catalogue(
            "1",
            Technique("T0001", "a", AttackState.Revoked, "T0002"),
            Technique("T0002", "b", AttackState.Revoked, "T0001")
        );

        circle.Current("T0001").ShouldBeNull();
    }

    [Fact]
    public void Two_domains_are_not_compared()
    {
        AttackCatalogue other = new("enterprise", "18.1", null, [], []);

        Should.Throw<ArgumentException>(() => AttackMigration.Between(Old, other));
    }

    [Fact]
    public void Relations_to_what_is_not_there_are_left_out()
    {
        AttackCatalogue catalogue = new(
            "ics",
            "1",
            null,
            [Technique("T0001", "a"), Technique("T0002", "b")],
            [new("T0001", "uses", "T0002"), new("T0001", "uses", "T0003"), new("T0001", "uses", "T0002")]
        );

        catalogue.Relations.ShouldBe([new("T0001", "uses", "T0002")]);
        catalogue.From("T0001", "uses").ShouldBe(["T0002"]);
        catalogue.To("T0002", "uses").ShouldBe(["T0001"]);
        catalogue.From("T0002", "uses").ShouldBeEmpty();
    }

    private static AttackCatalogue Catalogue(string version, params AttackItem[] items) =>
        new("ics", version, null, items, []);

    private static AttackItem Technique(
        string id,
        string name,
        AttackState state = AttackState.Current,
        string? replacedBy = null,
        ImmutableArray<string>? tactics = null,
        string? reference = null
    ) =>
        new(AttackKind.Technique, id, reference ?? $"attack-pattern--{id}", name, state, replacedBy, tactics ?? [], []);
}
