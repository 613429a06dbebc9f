using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Assessments.Explanations;
using Pollux.Twin.Assets;
using static Pollux.Simulation.Tests.Assessments.MiniSite;

namespace Pollux.Simulation.Tests.Assessments.Explanations;

public sealed class ExplainerTests
{
    private static readonly AssessmentOptions HundredDays = new() { Samples = 400, HorizonDays = 100 };

    [Fact]
    public void Every_number_that_an_assessment_can_hold_belongs_to_a_figure_with_an_explanation()
    {
        HashSet<string> explained =
        [
            .. Explainer.Rules.SelectMany(rule => rule.Leaves.Select(leaf => rule.Pattern + leaf)),
        ];
        string[] held = [.. NumbersOf(typeof(Assessment), "")];

        held.Length.ShouldBeGreaterThan(60);
        held.ShouldContain("/jewels/*/probability/low");
        held.Where(number => !explained.Contains(number)).ShouldBeEmpty("printed without an account of it");
        explained.Where(number => !held.Contains(number)).ShouldBeEmpty("explained, but no longer there");
    }

    [Fact]
    public void Every_figure_of_a_whole_assessment_says_all_that_is_needed_to_judge_it()
    {
        Explainer explainer = Explain(Site());

        explainer.Figures.Length.ShouldBeGreaterThan(40);
        explainer.Figures.Select(figure => figure.Id).ShouldBeUnique();
        explainer.Figures.Select(figure => figure.Place).ShouldBeUnique();
        foreach (Explanation figure in explainer.Figures)
        {
            string[] texts = [figure.Words, figure.Value, figure.Meaning, figure.Formula];
            texts.ShouldAllBe(text => !string.IsNullOrWhiteSpace(text), figure.Id);
            figure.RestsOn.ShouldNotBeEmpty(figure.Id);
            figure.Changes.ShouldNotBeEmpty(figure.Id);
            figure.Reproduce[0].ShouldBe("pollux assess mini.twin");
            figure.Reproduce[1].ShouldContain("seed 1");
            explainer.Of(figure.Id).ShouldBe(figure);
        }

        explainer.Of("jewel:9.probability").ShouldBeNull();
    }

    [Fact]
    public void A_probability_opens_to_its_count_its_interval_and_who_says_so()
    {
        MiniSite site = Site();
        Explanation figure = Explain(site).Of("jewel:1.probability").ShouldNotBeNull();
        JewelResult jewel = site.AssessWell(HundredDays).Jewels[0];

        figure.Value.ShouldBe(AssessmentText.Percent(jewel.Probability));
        figure.Formula.ShouldStartWith($"{Math.Round(jewel.Probability.Value * 400)} of 400 = ");
        figure.Formula.ShouldContain("Wilson");
        figure.RestsOn.ShouldContain(line => line.Contains("record 'site' of site:mini@1", StringComparison.Ordinal));
        figure.Place.ShouldBe("/jewels/0/probability");
        figure.Assumptions.ShouldContain(line => line.StartsWith("Time for work", StringComparison.Ordinal));
    }

    [Fact]
    public void A_figure_of_a_year_opens_to_frequency_losses_and_the_record_of_the_appetite()
    {
        Explanation figure = Explain(Site()).Of("risk.aboveAppetite").ShouldNotBeNull();

        figure.Inputs.ShouldContain(input => input.Value == "1 to 3 attacks a year, most likely 2");
        figure.Inputs.ShouldContain(input => input.Name == "loss 'plc'");
        figure.RestsOn.ShouldContain(line => line.StartsWith("Mini: record", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_stand_where_the_explanation_says()
    {
        MiniSite site = Site();
        Assessment assessment = site.AssessWell(HundredDays);
        using JsonDocument document = JsonDocument.Parse(Json(assessment));
        Explainer explainer = Explain(site);
        foreach (Explanation figure in explainer.Figures)
        {
            JsonElement element = document.RootElement;
            foreach (string part in figure.Place.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                element =
                    element.ValueKind == JsonValueKind.Array
                        ? element[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]
                        : element.GetProperty(part);
            }
        }
    }

    private static MiniSite Site() =>
        new MiniSite()
            .Device(
                "plc",
                null,
                Jewel(),
                (Properties.LossLow, "0"),
                (Properties.LossLikely, "100"),
                (Properties.LossHigh, "800")
            )
            .Device("hmi", 0.5, Jewel())
            .Only(
                "Site",
                "Mini",
                (Properties.Currency, "EUR"),
                (Properties.MitigationCostLow, "5"),
                (Properties.AttacksPerYearLow, "1"),
                (Properties.AttacksPerYearLikely, "2"),
                (Properties.AttacksPerYearHigh, "3"),
                (Properties.RiskAppetite, "500")
            );

    private static Explainer Explain(MiniSite site) =>
        new(site.AssessWell(HundredDays), site.Input(), "pollux assess mini.twin");

    // The JSON pointers of the numbers that a type holds, a star for each array: what AssessmentJson writes. Findings are written by hand
    // and hold none.
    private static IEnumerable<string> NumbersOf(Type type, string pointer)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (IsNumber(plain))
        {
            return [pointer];
        }

        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return NumbersOf(plain.GetGenericArguments()[0], pointer + "/*");
        }

        return
            plain.Namespace?.StartsWith("Pollux.Simulation", StringComparison.Ordinal) != true
            || plain.IsEnum
            || plain == typeof(Finding)
            ? []
            : plain
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .SelectMany(property =>
                    NumbersOf(
                        property.PropertyType,
                        $"{pointer}/{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}"
                    )
                );
    }

    private static bool IsNumber(Type type) =>
        type.IsPrimitive && type != typeof(bool) && type != typeof(char) || type == typeof(decimal);
}
