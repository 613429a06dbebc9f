using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Assess;

/// <summary>The sample site, from its files to the answer, by the commands that a user types.</summary>
public sealed class SampleAssessmentTests(SampleAssessmentTests.Sample sample)
    : IClassFixture<SampleAssessmentTests.Sample>
{
    [Fact]
    public void Every_crown_jewel_has_a_probability_with_its_interval_and_a_path_from_the_Internet()
    {
        JsonElement[] jewels = [.. sample.Assessment.GetProperty("jewels").EnumerateArray()];

        jewels.Length.ShouldBe(5);
        foreach (JsonElement jewel in jewels)
        {
            JsonElement probability = jewel.GetProperty("probability");
            probability.GetProperty("low").GetDouble().ShouldBeLessThan(probability.GetProperty("value").GetDouble());
            JsonElement hops = jewel.GetProperty("path").GetProperty("hops");
            hops[0].GetProperty("asset").GetString().ShouldBe("internet");
        }
    }

    [Fact]
    public void A_zone_counts_as_entered_when_its_controller_is_misused_through_the_firewall()
    {
        double dosing = JewelNamed("chlorine dosing").GetProperty("probability").GetProperty("value").GetDouble();
        JsonElement zone = sample
            .Assessment.GetProperty("zones")
            .EnumerateArray()
            .Single(zone => zone.GetProperty("name").GetString() == "cell-b");

        zone.GetProperty("reached").GetProperty("value").GetDouble().ShouldBeGreaterThanOrEqualTo(dosing);
    }

    [Fact]
    public void A_connection_that_nothing_runs_over_may_be_closed_and_one_that_a_control_loop_needs_may_not()
    {
        string[] changed = Changed();

        changed.ShouldContain("internet to pump-stations:blocked");
        changed.ShouldNotContain("scada to cell-b:blocked");
        changed.ShouldNotContain("scada to pump-stations:blocked");
    }

    [Fact]
    public void A_known_flaw_can_be_patched_and_one_that_nobody_knows_can_not()
    {
        Changed().ShouldNotContain(defense => defense.Contains("unknown flaw", StringComparison.Ordinal));
        sample.Finding("CVE-2018-14847").ShouldContain("Update to");
    }

    [Fact]
    public void The_shared_password_of_the_integrator_is_on_the_way_to_the_chlorine()
    {
        string path = JewelNamed("chlorine dosing").GetProperty("path").GetRawText();

        path.ShouldContain("integrator password");
        path.ShouldContain("vpn-gw-01");
        path.ShouldContain("ews-0");
    }

    [Fact]
    public void Every_number_of_the_answer_opens_to_how_it_was_made()
    {
        string[] places = [.. sample.Figures.Select(figure => figure.GetProperty("place").GetString()!)];
        string[] numbers = [.. NumbersOf(sample.Assessment, "")];

        numbers.Length.ShouldBeGreaterThan(500);
        numbers
            .Where(number =>
                !places.Any(place => number == place || number.StartsWith($"{place}/", StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
        foreach (JsonElement figure in sample.Figures)
        {
            figure.GetProperty("formula").GetString().ShouldNotBeNullOrWhiteSpace();
            figure.GetProperty("restsOn").GetArrayLength().ShouldBeGreaterThan(0);
            figure.GetProperty("reproduce")[0].GetString()!.ShouldStartWith("pollux assess ");
        }
    }

    [Fact]
    public void A_year_has_its_three_numbers_each_with_an_interval_and_the_worst_assumptions_are_named()
    {
        JsonElement risk = sample.Assessment.GetProperty("risk");
        foreach (string figure in (string[])["expectedAnnualLoss", "p90", "aboveAppetite"])
        {
            double value = risk.GetProperty(figure).GetProperty("value").GetDouble();
            risk.GetProperty(figure).GetProperty("low").GetDouble().ShouldBeLessThan(value);
            risk.GetProperty(figure).GetProperty("high").GetDouble().ShouldBeGreaterThan(value);
        }

        risk.GetProperty("appetite").GetDouble().ShouldBe(2_000_000);
        string[] bars =
        [
            .. sample
                .Assessment.GetProperty("sensitivity")
                .GetProperty("bars")
                .EnumerateArray()
                .Select(bar => bar.GetProperty("id").GetString()!),
        ];
        bars.Length.ShouldBe(10);
        bars.ShouldContain("frequency");
        bars.ShouldContain("loss:unsafe water");
    }

    private static IEnumerable<string> NumbersOf(JsonElement element, string place) =>
        element.ValueKind switch
        {
            JsonValueKind.Number => [place],
            JsonValueKind.Array => element.EnumerateArray().SelectMany((one, i) => NumbersOf(one, $"{place}/{i}")),
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(one => NumbersOf(one.Value, $"{place}/{one.Name}")),
            _ => [],
        };

    private JsonElement JewelNamed(string asset) =>
        sample
            .Assessment.GetProperty("jewels")
            .EnumerateArray()
            .Single(jewel => jewel.GetProperty("asset").GetString() == asset);

    private string[] Changed() =>
        [
            .. sample
                .Assessment.GetProperty("mitigations")
                .EnumerateArray()
                .SelectMany(mitigation => mitigation.GetProperty("defenses").EnumerateArray())
                .Select(defense => defense.GetString()!),
        ];

    /// <summary>Runs import and assess once for all tests.</summary>
    public sealed class Sample : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-sample-");

        public JsonElement Assessment { get; private set; }

        public IReadOnlyList<JsonElement> Figures { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            string twin = Path.Combine(folder.FullName, "riverside.twin");
            await RunAsync("import", RepositoryPaths.Of("samples", "riverside-water"), "--into", twin);
            string result = Path.Combine(folder.FullName, "riverside.json");
            string figures = await RunAsync("assess", twin, "--json", "--samples", "500", "-o", result, "--explain");
            Assessment = JsonDocument.Parse(await File.ReadAllTextAsync(result)).RootElement;
            Figures = [.. JsonDocument.Parse(figures).RootElement.EnumerateArray()];
        }

        public ValueTask DisposeAsync()
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        public string Finding(string vulnerability) =>
            Assessment
                .GetProperty("findings")
                .EnumerateArray()
                .Select(finding => finding.GetRawText())
                .First(text => text.Contains(vulnerability, StringComparison.Ordinal));

        private static async Task<string> RunAsync(params string[] args)
        {
            using StringWriter output = new();
            using StringWriter error = new();
            CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
            int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
            exitCode.ShouldBe(ExitCode.Done, error.ToString());
            return output.ToString();
        }
    }
}
