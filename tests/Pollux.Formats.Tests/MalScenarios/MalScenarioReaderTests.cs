using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Formats.MalScenarios;
using Pollux.Formats.Tests.MalModels;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Testing;

namespace Pollux.Formats.Tests.MalScenarios;

public sealed class MalScenarioReaderTests
{
    private const string Plain = """
        lang_file: ../langs/small.mal
        model_file: models/two.yml
        agents:
          Eve:
            type: attacker
            policy: BreadthFirstAttacker
            entry_points: ['front:connect']
        """;

    [Fact]
    public void Files_are_found_beside_the_scenario_and_agents_in_the_model()
    {
        Diagnosed<MalScenarioDocument> read = Read(("plans/plan.yml", Plain));
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.LanguagePath.ShouldBe(Path.Combine("plans", "../langs/small.mal"));
        read.Value.ModelPath.ShouldBe(Path.Combine("plans", "models/two.yml"));
        (AgentScenario scenario, Diagnostic[] problems) = Bind(read);
        problems.ShouldBeEmpty();
        AttackerAgent eve = scenario.Attackers.ShouldHaveSingleItem();
        eve.Name.ShouldBe("Eve");
        eve.Policy.ShouldBe(new BreadthFirstPolicy());
        eve.RewardMode.ShouldBe(RewardMode.Cumulative);
        eve.EntrySets.ShouldHaveSingleItem().ShouldBe([Node(scenario, "front:connect")]);
        scenario.Settings.ShouldBe(new EpisodeSettings());
    }

    [Theory]
    [InlineData("['front:connect', 'back:end:connect']", 1, 2)]
    [InlineData("!!set {'front:connect', 'back:end:connect'}", 1, 2)]
    [InlineData("!!set {? 'front:connect', ? 'back:end:connect'}", 1, 2)]
    [InlineData("[['front:connect'], ['back:end:connect']]", 2, 1)]
    [InlineData("[{'front:connect'}, !!set {'back:end:connect'}]", 2, 1)]
    public void Entry_points_are_a_list_a_set_or_a_list_of_either(string entries, int sets, int steps)
    {
        (AgentScenario scenario, Diagnostic[] problems) = Bind(
            Read(("plan.yml", Plain.Replace("['front:connect']", entries, StringComparison.Ordinal)))
        );
        problems.ShouldBeEmpty();
        scenario.Attackers[0].EntrySets.Length.ShouldBe(sets);
        scenario.Attackers[0].EntrySets.ShouldAllBe(set => set.Length == steps);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        (AgentScenario scenario, Diagnostic[] problems) = Bind(
            Read(
                (
                    "plan.yml",
                    Plain
                        + """

                        sim_settings:
                          ttc_mode: EFFORT_BASED_PER_STEP_SAMPLE
                          seed: 13
                          run_defense_step_bernoullis: false
                          run_attack_step_bernoullis: False
                          compromise_entrypoints_at_start: false
                          attack_surface: {skip_compromised: false, skip_unnecessary: true}
                        """
                )
            )
        );
        problems.ShouldBeEmpty();
        scenario.Settings.ShouldBe(
            new EpisodeSettings
            {
                TtcMode = TtcMode.EffortBasedPerStepSample,
                Seed = 13,
                DrawDefenses = false,
                DrawGates = false,
                CompromiseEntriesAtStart = false,
                SkipCompromised = false,
                SkipUnnecessary = true,
            }
        );
    }

    [Theory]
    [InlineData("BreadthFirstAttacker", "{action_ordering: random}", typeof(BreadthFirstPolicy))]
    [InlineData("DepthFirstAttacker", "{action_ordering: sorted}", typeof(DepthFirstPolicy))]
    [InlineData("RandomAgent", "{wait_prob: 0.25, seed: 3}", typeof(RandomPolicy))]
    [InlineData("TTCSoftMinAttacker", "{beta: 0.1}", typeof(TtcSoftMinPolicy))]
    [InlineData("PassiveAgent", "{}", typeof(PassivePolicy))]
    [InlineData("DefendCompromisedDefender", "{}", typeof(ReactiveDefense))]
    [InlineData("DefendFutureCompromisedDefender", "{randomize: true}", typeof(ForesightedDefense))]
    [InlineData("CostAwareDefender", "{budget: 4}", typeof(CostAwareDefense))]
    public void Every_policy_is_known_by_its_name(string policy, string config, Type expected)
    {
        bool defends = typeof(DefenderPolicy).IsAssignableFrom(expected);
        string agent = defends
            ? $"\n  Bob: {{type: defender, policy: {policy}, config: {config}}}\n"
            : $"\n  Mallory: {{type: attacker, agent_class: {policy}, config: {config}, entry_points: ['front:connect']}}\n";
        (AgentScenario scenario, Diagnostic[] problems) = Bind(Read(("plan.yml", Plain + agent)));
        problems.ShouldBeEmpty();
        object found = defends ? scenario.Defenders[0].Policy : scenario.Attackers[1].Policy;
        found.ShouldBeOfType(expected);
        if (found is RandomPolicy random)
        {
            random.WaitProbability.ShouldBe(0.25);
            scenario.Attackers[1].ChoiceSeed.ShouldBe(3UL);
        }
    }

    [Fact]
    public void Rules_hold_for_a_type_and_before_that_for_an_asset_by_its_name_be_it_nothing()
    {
        (AgentScenario scenario, Diagnostic[] problems) = Bind(
            Read(
                (
                    "plan.yml",
                    Plain
                        + """

                            goals: ['5:read']
                            reward_mode: ONE_OFF
                            rewards:
                              by_asset_type: {Host: {connect: 3, logins: 4}, Server: {connect: 9}, Data: {read: 7}}
                              by_asset_name: {front: {connect: 0}}
                            actionable_steps:
                              by_asset_type: {Host: [connect, logins], Data: {read: true}}
                              by_asset_name: {'back:end': {connect: false}}
                        """
                )
            )
        );
        problems.ShouldBeEmpty();
        AttackerAgent eve = scenario.Attackers[0];
        eve.Goals.ShouldBe([Node(scenario, "5:read")]);
        eve.RewardMode.ShouldBe(RewardMode.OneOff);
        eve.Rewards![Node(scenario, "front:connect")].ShouldBe(0);
        eve.Rewards[Node(scenario, "back:end:connect")].ShouldBe(3);
        // The type itself, not those below it.
        eve.Rewards[Node(scenario, "front:logins")].ShouldBe(0);
        eve.Rewards[Node(scenario, "5:read")].ShouldBe(7);
        eve.Actionable!.Contains(Node(scenario, "back:end:connect")).ShouldBeFalse();
        eve.Actionable.Contains(Node(scenario, "back:end:logins")).ShouldBeTrue();
        eve.Actionable.Contains(Node(scenario, "front:logins")).ShouldBeFalse();
    }

    [Fact]
    public void Times_are_names_numbers_or_whole_expressions()
    {
        (AgentScenario scenario, Diagnostic[] problems) = Bind(
            Read(
                (
                    "plan.yml",
                    Plain
                        + """

                            ttc_overrides:
                              by_asset_name:
                                front: {connect: HardAndUncertain, logins: 4}
                                'back:end': {logins: 'Bernoulli(0.5) * (2 + 3)', connect: Instant}
                                '5': {read: 'Exponential(x)'}
                        """
                )
            )
        );
        problems.ShouldHaveSingleItem().Rule.ShouldBe(MalScenarioRules.BadValue);
        Dictionary<string, double> means = scenario
            .Attackers[0]
            .Times.ToDictionary(pair => scenario.Graph.NameOf(pair.Key), pair => pair.Value.MeanOfFinite);
        means.ShouldBe(
            new Dictionary<string, double>
            {
                ["front:connect"] = 10,
                ["front:logins"] = 4,
                ["back:end:connect"] = 0,
                ["back:end:logins"] = 5,
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public void A_scenario_extends_another_and_null_takes_away()
    {
        const string Below = """
            lang_file: small.mal
            model_file: two.yml
            sim_settings: {seed: 5, ttc_mode: PRE_SAMPLE}
            agents:
              Eve: {type: attacker, policy: BreadthFirstAttacker, entry_points: !!set {'front:connect'}}
              Bob: {type: defender, policy: PassiveAgent}
            """;
        const string Middle = """
            extends: below/base.yml
            sim_settings: {seed: 6}
            agents: {Eve: {policy: RandomAgent}}
            """;
        const string Top = """
            extends: middle.yml
            model_file: null
            model: {assets: {0: {name: front, type: Host, associated_assets: {}}}}
            agents: {Bob: null}
            """;
        Diagnosed<MalScenarioDocument> read = Read(
            ("plans/top.yml", Top),
            ("plans/middle.yml", Middle),
            ("plans/below/base.yml", Below)
        );
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.LanguagePath.ShouldBe(Path.Combine("plans/below", "small.mal"));
        read.Value.ModelPath.ShouldBeNull();
        MalModelDocument model = read.Value.ReadModel(ModelFiles.Language).Value!;
        model.Model.Assets.ShouldHaveSingleItem().Name.ShouldBe("front");
        (AgentScenario scenario, _) = Bind(read);
        scenario.Settings.Seed.ShouldBe(6UL);
        scenario.Settings.TtcMode.ShouldBe(TtcMode.PreSample);
        scenario.Attackers.ShouldHaveSingleItem().Policy.ShouldBe(new RandomPolicy());
        scenario.Attackers[0].EntrySets.ShouldHaveSingleItem();
        scenario.Defenders.ShouldBeEmpty();
    }

    [Fact]
    public void A_scenario_that_extends_itself_is_reported_and_read_without()
    {
        Diagnosed<MalScenarioDocument> read = Read(
            ("a.yml", "extends: b.yml\n" + Plain),
            ("b.yml", "extends: ./a.yml\nsim_settings: {seed: 4}\n")
        );
        read.Diagnostics.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("b.yml(1,10): error PLX7183: './a.yml' is extended by itself.");
        Bind(read).Scenario.Settings.Seed.ShouldBe(4UL);
    }

    [Theory]
    [InlineData("git@github.com:mal-lang/coreLang.git")]
    [InlineData("https://example.org/core.mar")]
    public void Nothing_is_fetched_a_language_elsewhere_has_to_be_named_by_the_user(string language)
    {
        string text = Plain.Replace("../langs/small.mal", language, StringComparison.Ordinal);
        Diagnosed<MalScenarioDocument> read = Read(("plan.yml", text));
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(MalScenarioRules.RemoteLanguage);
        Diagnosed<MalScenarioDocument> given = Read(needsLanguage: false, ("plan.yml", text));
        given.Diagnostics.ShouldBeEmpty();
        given.Value!.LanguagePath.ShouldBeNull();
    }

    [Fact]
    public void Everything_wrong_is_reported_at_its_place_with_the_next_step_and_the_rest_is_read()
    {
        Diagnosed<MalScenarioDocument> read = Read(("wrong.yml", File.ReadAllText(PathOf("wrong.yml"))));
        (AgentScenario scenario, Diagnostic[] problems) = Bind(read);
        scenario.Attackers.Select(agent => agent.Name).ShouldBe(["Eve", "Typist", "Lost"]);
        Approval.ShouldMatchApproved(
            string.Join(
                '\n',
                read.Diagnostics.Concat(problems).Select(diagnostic => $"{diagnostic} -> {diagnostic.NextStep}")
            ),
            "tests",
            "Pollux.Formats.Tests",
            "MalScenarios",
            "testdata",
            "wrong.diagnostics.txt"
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("- 1")]
    [InlineData("agents: 5")]
    [InlineData("lang_file: x\nagents: {}")]
    [InlineData("lang_file: x\nmodel: {}\nagents: {A: {type: attacker}}\nextends: {}")]
    [InlineData(
        "lang_file: [x]\nmodel: 4\nagents: {A: 4, B: [], C: {type: attacker, entry_points: 4, config: 3, rewards: [1]}}"
    )]
    public void What_is_no_scenario_is_said_to_be_none(string text)
    {
        Diagnosed<MalScenarioDocument> read = Read(("plan.yml", text));
        Diagnostic[] problems = read.Value is null ? [] : Bind(read).Problems;
        read.Diagnostics.Concat(problems).ShouldContain(diagnostic => diagnostic.Level == Severity.Error);
    }

    private static string PathOf(string file) =>
        RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "MalScenarios", "testdata", file);

    private static int Node(AgentScenario scenario, string name)
    {
        int node = scenario.Graph.FindNode(name);
        node.ShouldBeGreaterThanOrEqualTo(0, name);
        return node;
    }

    private static Diagnosed<MalScenarioDocument> Read(params (string Path, string Text)[] files) => Read(true, files);

    private static Diagnosed<MalScenarioDocument> Read(bool needsLanguage, params (string Path, string Text)[] files) =>
        MalScenarioReader.Read(
            files[0].Path,
            path =>
                InputFile.FromBytes(
                    path,
                    Encoding.UTF8.GetBytes(
                        files.Single(file => Path.GetFullPath(file.Path) == Path.GetFullPath(path)).Text
                    )
                ),
            InputLimits.Default,
            needsLanguage,
            TestContext.Current.CancellationToken
        );

    private static (AgentScenario Scenario, Diagnostic[] Problems) Bind(Diagnosed<MalScenarioDocument> read)
    {
        AttackGraph graph = AttackGraph.Build(ModelFiles.Language, ModelFiles.Read("current.yml").Value!.Model).Value!;
        Diagnosed<AgentScenario> bound = read.Value!.Bind(graph);
        return (bound.Value!, [.. bound.Diagnostics]);
    }
}
