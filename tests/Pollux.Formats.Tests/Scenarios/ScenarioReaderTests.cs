using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scenarios;

namespace Pollux.Formats.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    [Fact]
    public void Every_key_is_read()
    {
        ScenarioDocument scenario = Read(
            """
            title: Vandals
            attacker: hacktivist
            entries: [internet:reached, "office #1:access"]
            goals: dosing:manipulated
            defenses:
              vpn:patched: on
              hmi:locked: off
            removed: [cell:reached]
            horizon: 30d
            samples: 500
            seed: 18446744073709551615
            """
        ).Value!;

        scenario.Title.ShouldBe("Vandals");
        scenario.Attacker.ShouldBe("hacktivist");
        scenario.Profile.ShouldBeNull();
        scenario.Entries.ShouldBe(["internet:reached", "office #1:access"]);
        scenario.Goals.ShouldBe(["dosing:manipulated"]);
        scenario.Defenses.ShouldBe([
            new SwitchedDefense("vpn:patched", true),
            new SwitchedDefense("hmi:locked", false),
        ]);
        scenario.Removed.ShouldBe(["cell:reached"]);
        scenario.Horizon.ShouldBe("30d");
        scenario.Samples.ShouldBe(500);
        scenario.Seed.ShouldBe(ulong.MaxValue);
    }

    [Fact]
    public void An_attacker_can_be_described_in_the_file()
    {
        ScenarioDocument scenario = Read("attacker: {timeFactor: 1.5, capabilities: {capAdapt: 0.4}}").Value!;
        scenario.Attacker.ShouldBeNull();
        scenario.Profile!.TimeFactor.ShouldBe(1.5);
        scenario.Profile.Capabilities["capAdapt"].ShouldBe(0.4);
    }

    [Fact]
    public void An_empty_scenario_says_nothing_and_is_no_error()
    {
        Diagnosed<ScenarioDocument> read = Read("title:\nattacker: ~\nentries:\n");
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Attacker.ShouldBeNull();
        read.Value.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("goal: a:b", "PLX2652", "Did you mean 'goals'?")]
    [InlineData("samples: -1", "PLX2651", "'samples'")]
    [InlineData("seed: 1.5", "PLX2651", "'seed'")]
    [InlineData("defenses: {a:b: maybe}", "PLX2651", "neither on nor off")]
    [InlineData("defenses: [a:b]", "PLX2651", "map")]
    [InlineData("entries: {a: b}", "PLX2651", "list")]
    [InlineData("attacker: {timeFactor: 0}", "PLX2651", "above 0")]
    [InlineData("attacker: {timefactor: 1}", "PLX2651", "timeFactor")]
    [InlineData("attacker: {capabilities: {capAdapt: 2}}", "PLX2651", "probability")]
    [InlineData("title: [a]", "PLX2651", "no text")]
    [InlineData("- a", "PLX2650", "no map")]
    public void What_is_wrong_is_named_with_its_place(string text, string code, string part)
    {
        Diagnostic problem = Read(text).Diagnostics.ShouldHaveSingleItem();
        problem.Rule.Code.ShouldBe(code);
        $"{problem.Message} {problem.Hint}".ShouldContain(part);
        problem.Location!.Line.ShouldBe(1);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Read("samples: none\nseed: none\nhorizen: 3d\n")
            .Diagnostics.Select(problem => problem.Rule.Code)
            .ShouldBe(["PLX2652", "PLX2651", "PLX2651"], ignoreOrder: true);

    private static Diagnosed<ScenarioDocument> Read(string text) =>
        ScenarioReader.Read(
            InputFile.FromBytes("scenario.yml", System.Text.Encoding.UTF8.GetBytes(text)),
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );
}
