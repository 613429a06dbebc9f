using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Changes;

public sealed class SiteTwinTests
{
    private static readonly Observation Seven = Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]));
    private static readonly Observation Eight = Record("host 10.0.0.8", Thing("Device", [Ip("10.0.0.8")]));

    [Fact]
    public void Merging_the_same_reading_twice_changes_nothing_and_counts_every_record_as_duplicate()
    {
        SiteTwin once = SiteOf((Scan(), [Seven, Eight]));

        MergeResult again = once.Merge(Scan(), [Eight, Seven]);

        again.Changed.ShouldBeFalse();
        again.Duplicates.ShouldBe(2);
        again.Twin.ShouldBeSameAs(once);
    }

    [Fact]
    public void A_record_that_differs_in_content_is_no_duplicate()
    {
        Observation changed = Record("host 10.0.0.7", Thing("Computer", [Ip("10.0.0.7")]));

        MergeResult merged = SiteOf((Scan(), [Seven])).Merge(Scan(), [changed]);

        merged.Changed.ShouldBeTrue();
        merged.Duplicates.ShouldBe(0);
        merged.Twin.Sources[0].Observations.Length.ShouldBe(2);
    }

    [Fact]
    public void The_same_record_twice_in_one_reading_is_one_duplicate()
    {
        MergeResult merged = SiteTwin.Empty("s").Merge(Scan(), [Seven, Seven]);

        merged.Duplicates.ShouldBe(1);
        merged.Twin.Sources[0].Observations.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_observation_counts_as_many_duplicates_as_it_stands_for_records()
    {
        Observation flow = Record("flow 10.0.0.7") with { Records = 900 };

        SiteTwin once = SiteOf((Scan(), [flow]));

        once.Merge(Scan(), [flow, Eight]).Duplicates.ShouldBe(900);
        once.Merge(Scan(), [flow with { Records = 901 }]).Duplicates.ShouldBe(0);
        once.Sources[0].Records.ShouldBe(900);
    }

    [Fact]
    public void A_newer_edition_of_a_complete_document_replaces_the_older_one_in_its_place()
    {
        SiteTwin twin = SiteOf((Site("1"), [Seven, Eight]), (Scan(), [Seven]));

        MergeResult merged = twin.Merge(Site("2", days: 1), [Eight]);

        merged.Changed.ShouldBeTrue();
        merged.Duplicates.ShouldBe(0);
        merged.Twin.Sources.Select(source => source.Source.Edition).ShouldBe(["2", "1"]);
        merged.Twin.Sources[0].Observations.ShouldHaveSingleItem().Record.ShouldBe("host 10.0.0.8");
    }

    [Fact]
    public void An_older_edition_of_a_complete_document_that_arrives_late_is_kept_out_and_said_so()
    {
        SiteTwin twin = SiteOf((Site("2", days: 1), [Eight]));

        MergeResult merged = twin.Merge(Site("1"), [Seven, Eight]);

        merged.Changed.ShouldBeFalse();
        merged.Twin.ShouldBeSameAs(twin);
        merged.Duplicates.ShouldBe(2);
        merged.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(ChangeRules.SupersededEdition);
    }

    [Fact]
    public void An_edition_that_was_replaced_can_be_merged_again_only_as_superseded()
    {
        SiteTwin twin = SiteOf((Site("1"), [Seven]), (Site("2", days: 1), [Eight]));

        twin.Merge(Site("1"), [Seven]).Changed.ShouldBeFalse();
    }

    [Fact]
    public void Editions_of_a_source_that_is_not_complete_add_up()
    {
        SiteTwin twin = SiteOf((Scan("1"), [Seven]), (Scan("2", days: 1), [Eight]));

        twin.Sources.Count.ShouldBe(2);
    }

    [Fact]
    public void A_newer_edition_with_less_in_it_loses_what_it_no_longer_says()
    {
        MergeResult merged = SiteOf((Site("1"), [Seven, Eight])).Merge(Site("2", days: 1), [Seven]);

        merged.Changed.ShouldBeTrue();
        merged.Twin.Sources[0].Observations.ShouldHaveSingleItem();
    }

    [Fact]
    public void Two_readings_of_one_edition_that_differ_both_count_and_it_is_said()
    {
        MergeResult merged = SiteOf((Site(), [Seven])).Merge(Site(), [Eight]);

        merged.Twin.Sources[0].Observations.Length.ShouldBe(2);
        merged.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(ChangeRules.AmbiguousEdition);
    }

    [Fact]
    public void Two_documents_of_one_edition_imported_again_in_turn_change_nothing()
    {
        SiteTwin twin = SiteOf((Site(), [Seven]), (Site(), [Eight]));

        MergeResult first = twin.Merge(Site(), [Seven]);
        MergeResult second = first.Twin.Merge(Site(), [Eight]);

        (first.Changed || second.Changed).ShouldBeFalse();
        (first.Duplicates + second.Duplicates).ShouldBe(2);
    }

    [Fact]
    public void Without_a_time_the_numbers_of_the_editions_tell_which_is_newer()
    {
        Source second = new("cyclonedx", "urn:uuid:1", "2", null, IsComplete: true);
        Source first = second with { Edition = "1" };

        SiteOf((second, [Seven])).Merge(first, [Eight]).Changed.ShouldBeFalse();
        SiteOf((first, [Seven])).Merge(second, [Eight]).Changed.ShouldBeTrue();
    }

    [Fact]
    public void As_of_a_time_the_twin_is_what_was_known_then()
    {
        SiteTwin twin = SiteOf(
            (Site("1"), [Seven]),
            (Scan("1", days: 2), [Eight]),
            (Site("2", days: 4), [Eight]),
            (Scan("2") with { At = null }, [Record("undated")])
        );

        RecordsAsOf(twin, -1).ShouldBe(["undated"]);
        RecordsAsOf(twin, 0).ShouldBe(["host 10.0.0.7", "undated"]);
        RecordsAsOf(twin, 2).ShouldBe(["host 10.0.0.7", "host 10.0.0.8", "undated"]);
        RecordsAsOf(twin, 4).ShouldBe(["host 10.0.0.8", "host 10.0.0.8", "undated"]);
        twin.Times().ShouldBe([Monday, Monday.AddDays(2), Monday.AddDays(4)]);
    }

    [Fact]
    public void Earlier_editions_are_kept_once_each_however_often_they_take_turns()
    {
        Source undated = Site("b") with { At = null };
        SiteTwin twin = SiteOf((Site("a"), [Seven]), (undated, [Eight]), (Site("a"), [Seven]), (undated, [Eight]));

        twin.EarlierEditions(Site("a")).Select(edition => edition.Source.Edition).ShouldBe(["a"]);
        twin.Sources.ShouldHaveSingleItem().Source.Edition.ShouldBe("b");
    }

    [Fact]
    public void The_oldest_editions_beyond_the_limit_are_forgotten()
    {
        SiteTwin twin = SiteTwin.Empty("s");
        for (int day = 0; day < 25; day++)
        {
            twin = twin.Merge(Site($"{day}", days: day), [Seven]).Twin;
        }

        twin.EarlierEditions(Site()).Count.ShouldBe(SiteTwin.MostEarlierEditions);
        twin.EarlierEditions(Site())[0].Source.Edition.ShouldBe("4");
        twin.Sources.ShouldHaveSingleItem().Source.Edition.ShouldBe("24");
    }

    private static string[] RecordsAsOf(SiteTwin twin, int days) =>
        [
            .. twin.AsOf(Monday.AddDays(days))
                .Sources.SelectMany(source => source.Observations)
                .Select(observation => observation.Record)
                .Order(StringComparer.Ordinal),
        ];
}
