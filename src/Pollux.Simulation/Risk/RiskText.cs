using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Risk;

/// <summary>How the figures of a year read, in one place for terminal, report and screens.</summary>
public static class RiskText
{
    /// <summary>The three numbers for a board, each as a label and a figure: expected annual loss, bad year, chance to pass the appetite.</summary>
    public static IEnumerable<(string Label, string Figure)> Numbers(RiskResult risk, string currency)
    {
        yield return ("Expected annual loss", AssessmentText.Money(risk.ExpectedAnnualLoss, currency));
        yield return ("One year in ten loses more than (P90)", AssessmentText.Money(risk.P90, currency));
        yield return risk is { Appetite: { } appetite, AboveAppetite: { } above }
            ? (
                $"Chance of a year above the appetite of {AssessmentText.Money(appetite, currency)}",
                AssessmentText.Percent(above)
            )
            : ("Chance of a year with any loss", AssessmentText.Percent(risk.AnyLoss));
    }

    /// <summary>What the three numbers mean, in plain sentences.</summary>
    public static string Meaning(RiskResult risk, string currency)
    {
        string years =
            $"In {AssessmentText.Percent(risk.AnyLoss.Value)} of {AssessmentText.Count(risk.Years)} simulated years anything is lost at all; "
            + $"over many years that is {AssessmentText.Money(risk.ExpectedAnnualLoss.Value, currency)} a year on average, "
            + $"and the worst simulated year loses {AssessmentText.Money(risk.Worst, currency)}.";
        return risk is { Appetite: { } appetite, AboveAppetite: { } above }
            ? $"{years} The site accepts {AssessmentText.Money(appetite, currency)} a year; "
                + (
                    above.Value <= 0
                        ? "no simulated year loses more."
                        : $"about one year in {1 / above.Value:0.#} loses more."
                )
            : $"{years} The site does not say how much it accepts: risk: {{appetite: 2M}} in the site description does.";
    }

    /// <summary>How often attacks begin, as a phrase.</summary>
    public static string Of(AttackFrequency frequency) =>
        !frequency.IsKnown ? "one attack in every year, assumed"
        : frequency.Low < frequency.High
            ? $"{frequency.Low:0.##} to {frequency.High:0.##} attacks a year, most likely {frequency.Likely:0.##}"
        : $"{frequency.Likely:0.##} attacks a year";

    internal static IEnumerable<string> Notes(RiskResult? risk, double horizonDays)
    {
        if (risk is null)
        {
            yield break;
        }

        yield return risk.Frequency.IsKnown
            ? $"A year sees {Of(risk.Frequency)}, as the site description says, of this attacker; each has "
                + $"{AssessmentText.Time(horizonDays)}, and its whole loss counts for the year in which it begins."
            : "Nobody says how often the site is attacked: exactly one attack in every year is assumed, with "
                + $"{AssessmentText.Time(horizonDays)} to succeed. Say it in the site description: risk: {{attacksPerYear: 0.3}}.";
        yield return "Losses of several attacks in a year add up: the plant is taken to be whole again before the next one.";
    }
}
