using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.MonteCarlo;
using Pollux.Twin.Assets;

namespace Pollux.Simulation.Tests.Mitigations;

public sealed class MitigationPlannerTests
{
    // An office behind a firewall rule that lets everything in, with a server that has two flaws with weapons.
    private static readonly ImmutableArray<string> Office =
    [
        "corp : Zone",
        "rule : Conduit",
        "rule.from = internet",
        "rule.to = corp",
        "server : Computer",
        "server.zones = corp",
        "web : AppService",
        "web.device = server",
        "flaw1 : RemoteVulnerability noWeapon=0 noConcept=0",
        "flaw2 : RemoteVulnerability noWeapon=0 noConcept=0",
        "server.vulnerabilities = flaw1",
        "server.vulnerabilities = flaw2",
        "flaw1.through = web",
        "flaw2.through = web",
    ];

    // A second way in, as good as the first.
    private static readonly ImmutableArray<string> SecondRule =
    [
        "rule2 : Conduit",
        "rule2.from = internet",
        "rule2.to = corp",
    ];

    private static readonly string[] OnlyRules = ["flaw1:patched", "flaw1:shielded", "flaw2:patched", "flaw2:shielded"];

    [Fact]
    public void One_update_repairs_all_flaws_of_a_device_and_is_paid_once()
    {
        MitigationPlan plan = new CoreSite([.. Office])
            .WithCostsInMoney()
            .Plan("server:control", Excluding("rule:blocked", "rule:oneWay", "rule:inspected", "rule:sessionBrokered"));

        PlannedChange update = plan.Best.Changes.ShouldHaveSingleItem();
        update.Title.ShouldBe("Update server (2 vulnerabilities)");
        update.Defenses.ShouldBe(["flaw1:patched", "flaw2:patched"]);
        update.Kind.ShouldBe(ChangeKind.Patch);
        plan.Best.Cost.ShouldBe(1_000);
        plan.Best.Residual.Value.ShouldBe(0);
        plan.Best.ReturnOnCost!.Value.ShouldBe((plan.Best.FreshCut.Value - 1_000) / 1_000, 1e-9);
    }

    [Fact]
    public void Where_the_update_cannot_be_made_both_flaws_are_shielded_and_both_paid()
    {
        MitigationPlan plan = new CoreSite([.. Office])
            .WithCostsInMoney()
            .Plan(
                "server:control",
                Excluding(
                    "rule:blocked",
                    "rule:oneWay",
                    "rule:inspected",
                    "rule:sessionBrokered",
                    "flaw1:patched",
                    "flaw2:patched"
                )
            );

        plan.Best.Changes.SelectMany(change => change.Defenses).Order().ShouldBe(["flaw1:shielded", "flaw2:shielded"]);
        plan.Best.Cost.ShouldBe(plan.Best.Changes.Sum(change => change.Cost));
        plan.Best.Cost.ShouldBeGreaterThan(plan.Best.Changes[0].Cost);
    }

    [Fact]
    public void Changes_that_stop_alternative_ways_are_found_together_and_said_to_need_each_other()
    {
        MitigationPlan plan = new CoreSite([.. Office, .. SecondRule])
            .WithCostsInMoney()
            .Plan("server:control", Excluding(OnlyRules));

        plan.Best.Changes.SelectMany(change => change.Defenses).Order().ShouldBe(["rule2:blocked", "rule:blocked"]);
        plan.Best.Residual.Value.ShouldBe(0);
        JointEffect joint = plan.OnlyTogether.ShouldHaveSingleItem();
        joint.Titles.Length.ShouldBe(2);
        joint.Together.Value.ShouldBe(plan.Before.Value, 1e-6);
        joint.OneByOne.ShouldBeLessThan(joint.Together.Value / 10);
        plan.Best.Changes.ShouldAllBe(change => change.Missed.Value > change.Alone.Value);
    }

    [Fact]
    public void A_change_that_helps_alone_needs_no_other()
    {
        MitigationPlan plan = new CoreSite([.. Office]).WithCostsInMoney().Plan("server:control", Excluding(OnlyRules));

        plan.Best.Changes.ShouldHaveSingleItem().Defenses.ShouldBe(["rule:blocked"]);
        plan.OnlyTogether.ShouldBeEmpty();
        plan.BestSingle!.Defenses.ShouldBe(["rule:blocked"]);
    }

    [Fact]
    public void A_connection_over_which_a_control_loop_runs_is_not_closed_but_may_be_inspected()
    {
        MitigationPlan plan = new CoreSite([.. Office, "loop : ControlLoop", "rule.carried = loop"])
            .WithCostsInMoney()
            .Plan("server:control", Excluding(OnlyRules));

        Proposed(plan).ShouldNotContain("rule:blocked");
        Proposed(plan).ShouldNotContain("rule:oneWay");
        Proposed(plan).ShouldContain("rule:sessionBrokered");
    }

    [Fact]
    public void A_way_that_is_never_the_fastest_is_found_behind_the_faster_one()
    {
        // The flaw takes days; the open shell with the default password takes minutes.
        string[] site =
        [
            "corp : Zone",
            "rule : Conduit",
            "rule.from = internet",
            "rule.to = corp",
            "server : Computer",
            "server.zones = corp",
            "shell : ShellService",
            "shell.device = server",
            "key : Credential changedFromDefault=0 strong=1 unleaked=1",
            "shell.acceptedCredentials = key",
            "admin : Account",
            "admin.credentials = key",
            "admin.administers = server",
            "flaw : RemoteVulnerability noWeapon=1 noConcept=0",
            "server.vulnerabilities = flaw",
            "flaw.through = shell",
        ];
        MitigationPlan plan = new CoreSite(site)
            .WithCostsInMoney()
            .Plan("server:control", Excluding("rule:blocked", "rule:oneWay", "rule:inspected", "rule:sessionBrokered"));

        plan.Best.Residual.Value.ShouldBe(0);
        Proposed(plan).ShouldContain("flaw:patched");
        Proposed(plan).ShouldContain("key:changedFromDefault");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1_000, 1)]
    public void A_budget_is_kept(double budget, int changes)
    {
        MitigationPlan plan = new CoreSite([.. Office])
            .WithCostsInMoney()
            .Plan("server:control", Excluding(OnlyRules) with { Budget = budget });

        plan.Choice.ShouldBe(PlanChoice.Budget);
        plan.Best.Changes.Length.ShouldBe(changes);
        plan.Best.Cost.ShouldBeLessThanOrEqualTo(budget);
        plan.Best.Residual.Value.ShouldBe(changes == 0 ? plan.Before.Value : 0);
        (plan.BestSingle is not null).ShouldBe(changes > 0);
        (plan.Next is not null).ShouldBe(changes == 0);
    }

    [Fact]
    public void What_costs_more_than_it_removes_is_not_chosen_without_a_budget_but_stands_on_the_curve()
    {
        MitigationPlan plan = new CoreSite([.. Office])
            .WithCostsInMoney()
            .Plan("server:control", Excluding(OnlyRules), loss: 500);

        plan.Choice.ShouldBe(PlanChoice.Return);
        plan.Best.Changes.ShouldBeEmpty();
        plan.Curve[^1].Residual.Value.ShouldBe(0);
        plan.Curve[^1].Cost.ShouldBe(1_000);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(5_000, false)]
    public void What_a_budget_buys_although_it_does_not_pay_is_named(double loss, bool isNamed)
    {
        MitigationPlan plan = new CoreSite([.. Office])
            .WithCostsInMoney()
            .Plan("server:control", Excluding(OnlyRules) with { Budget = 1_000 }, loss: loss);

        plan.Best.Changes.ShouldHaveSingleItem();
        plan.Notes.Any(note => note.StartsWith("Within the budget", StringComparison.Ordinal)).ShouldBe(isNamed);
    }

    [Fact]
    public void Without_money_risk_is_counted_in_goals_and_costs_in_person_days()
    {
        MitigationPlan plan = new CoreSite([.. Office]).Plan("server:control", Excluding(OnlyRules), loss: null);

        plan.RiskIsMoney.ShouldBeFalse();
        plan.CostsAreMoney.ShouldBeFalse();
        plan.Choice.ShouldBe(PlanChoice.Knee);
        plan.Before.Value.ShouldBeInRange(0.5, 1);
        plan.Best.Cost.ShouldBe(1);
        plan.Best.ReturnOnCost.ShouldBeNull();
        plan.Notes.ShouldContain(note => note.Contains("person-days", StringComparison.Ordinal));
    }

    [Fact]
    public void The_owner_is_whom_the_twin_names_else_whom_the_pack_names_for_the_nearest_type()
    {
        CoreSite site = new CoreSite([.. Office]).WithCostsInMoney();
        OwnerOf(site, "rule:blocked").ShouldBe("network team");
        OwnerOf(site, "flaw1:patched").ShouldBe("system administrators");

        site.Knows("Conduit", "rule", (Properties.Owner, "M. Kessler"))
            .Knows("Computer", "server", (Properties.Owner, "Web team"));
        OwnerOf(site, "rule:blocked").ShouldBe("M. Kessler");
        OwnerOf(site, "flaw1:patched").ShouldBe("Web team");
    }

    [Fact]
    public void What_the_scenario_has_on_already_is_no_candidate_and_what_it_has_off_is()
    {
        CoreSite site = new CoreSite([.. Office, .. SecondRule]).WithCostsInMoney();
        AttackGraph graph = site.Graph();
        SimulationRequest request = new()
        {
            Samples = 400,
            HorizonDays = 365,
            Overrides = [new StepOverride(graph.FindNode("rule:blocked"), OverrideKind.DefenseOn)],
        };

        string[] proposed = Proposed(site.Plan("server:control", Excluding(OnlyRules), request));
        proposed.ShouldContain("rule2:blocked");
        proposed.ShouldNotContain("rule:blocked");
        Proposed(site.Plan("server:control", Excluding(OnlyRules))).ShouldContain("rule:blocked");
    }

    [Fact]
    public void A_goal_that_no_attack_reaches_leaves_nothing_to_do()
    {
        MitigationPlan plan = new CoreSite("island : Computer").WithCostsInMoney().Plan("island:control", new());

        plan.Before.Value.ShouldBe(0);
        plan.Best.Changes.ShouldBeEmpty();
        plan.Curve.ShouldHaveSingleItem();
        plan.BestSingle.ShouldBeNull();
    }

    [Fact]
    public void The_figures_of_fresh_attacks_are_those_of_attacks_that_the_search_did_not_see()
    {
        SimulationRequest anHour = new() { Samples = 400, HorizonDays = 0.04 };
        MitigationPlan plan = new CoreSite([.. Office])
            .WithCostsInMoney()
            .Plan("server:control", Excluding(OnlyRules), anHour);

        plan.Best.FreshBefore.Value.ShouldNotBe(plan.Before.Value);
        plan.Best.FreshBefore.Value.ShouldBeInRange(plan.Before.Low * 0.9, plan.Before.High * 1.1);
        plan.Best.FreshCut.Low.ShouldBeLessThan(plan.Best.FreshCut.High);
    }

    [Fact]
    public void One_thread_and_three_give_the_same_plan_and_another_seed_another()
    {
        CoreSite site = new CoreSite([.. Office, .. SecondRule]).WithCostsInMoney();
        string Figures(int threads, ulong seed)
        {
            SimulationRequest request = new()
            {
                Samples = 400,
                HorizonDays = 1,
                Threads = threads,
                Seed = seed,
            };
            MitigationPlan plan = site.Plan("server:control", Excluding(OnlyRules), request);
            return string.Join(
                '\n',
                [
                    .. plan.Best.Changes.Select(change =>
                        $"{change.Title} {change.Alone} {change.Missed} {change.Remaining}"
                    ),
                    .. plan.Curve.Select(point => $"{point.Cost} {point.Residual} {string.Join(',', point.Titles)}"),
                    $"{plan.Before} {plan.Best.FreshCut} {plan.Search}",
                ]
            );
        }

        Figures(3, 1).ShouldBe(Figures(1, 1));
        Figures(1, 2).ShouldNotBe(Figures(1, 1));
    }

    [Fact]
    public void A_search_that_may_attack_few_sets_ends_with_a_set_that_fits_and_says_so()
    {
        CoreSite site = new CoreSite([.. Office, .. SecondRule]).WithCostsInMoney();
        MitigationPlan few = site.Plan(
            "server:control",
            new MitigationOptions { MaximumEvaluations = 3, Budget = 5_000 }
        );
        MitigationPlan many = site.Plan("server:control", new MitigationOptions { Budget = 5_000 });

        few.Search.IsComplete.ShouldBeFalse();
        few.Best.Cost.ShouldBeLessThanOrEqualTo(5_000);
        many.Search.IsComplete.ShouldBeTrue();
        many.Best.Residual.Value.ShouldBeLessThanOrEqualTo(few.Best.Residual.Value);
    }

    [Fact]
    public void Another_language_has_no_words_and_no_costs_and_every_change_counts_the_same()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Internet",
                TestLanguage.Or("reached", null, TestLanguage.To("take")),
                TestLanguage.And("take", TestLanguage.Ttc("Exponential", 1)),
                TestLanguage.Defense("guard", TestLanguage.Ttc("Disabled"), TestLanguage.To("take"))
            )
            .Unfold("internet : Internet");
        MitigationPlan plan = MitigationPlanner.Plan(
            CoreSite.ScenarioOf(graph, ["internet:take"], null, null),
            MitigationCatalogue.Of(graph, null, null, null),
            new MitigationOptions(),
            cancellationToken: TestContext.Current.CancellationToken
        );

        PlannedChange guard = plan.Best.Changes.ShouldHaveSingleItem();
        guard.Title.ShouldBe("guard: internet");
        guard.Cost.ShouldBe(20);
        guard.Owner.ShouldBeEmpty();
        plan.Notes.ShouldContain(note => note.Contains("Nobody says what changes", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_stops_it_stops_it()
    {
        AttackGraph graph = new CoreSite([.. Office]).Graph();
        using CancellationTokenSource stopped = new();
        stopped.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            MitigationPlanner.Plan(
                CoreSite.ScenarioOf(graph, ["server:control"], null, null),
                MitigationCatalogue.Of(graph, null, null, null),
                new MitigationOptions(),
                cancellationToken: stopped.Token
            )
        );
    }

    private static MitigationOptions Excluding(params string[] defenses)
    {
        AttackGraph graph = new CoreSite([.. Office, .. SecondRule]).Graph();
        // Node numbers are those of the assets before them, which all sites here share.
        return new MitigationOptions { Excluded = [.. defenses.Select(graph.FindNode)] };
    }

    private static string[] Proposed(MitigationPlan plan) =>
        [
            .. plan.Best.Changes.SelectMany(change => change.Defenses),
            .. plan.BestSingle?.Defenses ?? [],
            .. plan.Next?.Defenses ?? [],
        ];

    private static string OwnerOf(CoreSite site, string defense)
    {
        AttackGraph graph = site.Graph();
        int node = graph.FindNode(defense);
        MitigationCatalogue catalogue = site.Catalogue(graph);
        return catalogue.Responsibilities.Of(node, catalogue.CandidatesFor([]).DeviceOf(node)).Owner;
    }
}
