namespace Pollux.Simulation.Assessments;

/// <summary>
/// How figures of an assessment read, in one place, so that terminal, report and screens say the same words and the same numbers.
/// </summary>
public static class AssessmentText
{
    private const double MinutesPerDay = 24 * 60;

    /// <summary>A probability in per cent: two significant figures below 10 %, never rounded to 0 or 100.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public static string Percent(double probability)
    {
        double percent = probability * 100;
        return percent switch
        {
            0 => "0 %",
            < 0.01 => "< 0.01 %",
            < 1 => $"{percent:0.##} %",
            < 9.95 => $"{percent:0.#} %",
            < 99.5 => $"{percent:0} %",
            < 100 => "> 99 %",
            _ => "100 %",
        };
    }

    /// <summary>A probability with its interval; where no run came true, what can be said is how small it is at most.</summary>
    public static string Percent(Estimate probability) =>
        probability.Value <= 0
            ? $"no run ({Percent(probability.High)} at most)"
            : $"{Percent(probability.Value)} ({Percent(probability.Low)} to {Percent(probability.High)})";

    /// <summary>A time: minutes below two hours, hours below two days, then days.</summary>
    /// <param name="days">In days, 0 or more.</param>
    public static string Time(double days) =>
        (days * MinutesPerDay) switch
        {
            < 1 => "< 1 min",
            < 120 => $"{days * MinutesPerDay:0} min",
            < 48 * 60 => $"{days * 24:0.#} h",
            _ => days < 99.95 ? $"{days:0.#} d" : $"{days:0} d",
        };

    /// <summary>A time that may lie beyond the horizon, which is then said.</summary>
    public static string Time(double? days, double horizonDays) =>
        days is { } value ? Time(value) : $"> {Time(horizonDays)}";

    /// <summary>A sum of money with three significant figures: <c>EUR 2.31 M</c>.</summary>
    public static string Money(double amount, string currency)
    {
        string sign = amount < 0 ? "-" : "";
        double size = Math.Abs(amount);
        string figure = size switch
        {
            >= 999.5e6 => $"{Significant(size / 1e9)} bn",
            >= 999.5e3 => $"{Significant(size / 1e6)} M",
            >= 999.5 => $"{Significant(size / 1e3)} k",
            _ => $"{size:0}",
        };
        return currency.Length == 0 ? sign + figure : $"{sign}{currency} {figure}";
    }

    /// <summary>A sum of money with its interval.</summary>
    public static string Money(Estimate amount, string currency) =>
        $"{Money(amount.Value, currency)} ({Money(amount.Low, "")} to {Money(amount.High, "")})";

    /// <summary>A count with thin spaces between thousands.</summary>
    public static string Count(long count) => count.ToString("#,0").Replace(',', '\u2009');

    /// <summary>Whether a defence works, and whether anybody said so: <c>on</c>, <c>off</c>, <c>50 %, assumed</c>.</summary>
    public static string State(HopDefense defense) =>
        (defense.Probability, defense.IsKnown) switch
        {
            (>= 1, true) => "on",
            (>= 1, false) => "on, assumed",
            (<= 0, true) => "off",
            (<= 0, false) => "off, assumed",
            ({ } share, true) => $"works {Percent(share)}",
            ({ } share, false) => $"works {Percent(share)}, assumed",
        };

    /// <summary>The lead line: one sentence that answers how exposed the site is, with its number.</summary>
    public static string Lead(Assessment assessment)
    {
        if (assessment.Jewels.IsEmpty)
        {
            return "No crown jewel is declared, so there is nothing to answer yet. Name at least one in the site description.";
        }

        JewelResult worst = assessment.Jewels.MaxBy(jewel => jewel.Probability.Value)!;
        string horizon = Time(assessment.Manifest.HorizonDays);
        if (worst.Probability.Value <= 0)
        {
            return $"No crown jewel was reached in {Count(assessment.Manifest.Samples)} simulated attacks within {horizon}. "
                + "That holds for what the twin knows; it is not proof.";
        }

        string money = assessment.ExpectedLoss is { } loss
            ? $" Expected loss {Money(loss, assessment.Currency)} within {horizon}."
            : "";
        int exposed = assessment.Jewels.Count(jewel => jewel.Probability.Value > 0);
        return $"{exposed} of {assessment.Jewels.Length} crown jewels can be reached; the most exposed, {worst.Title}, "
            + $"in {Percent(worst.Probability.Value)} of {Count(assessment.Manifest.Samples)} simulated attacks within {horizon}.{money}";
    }

    private static string Significant(double value) =>
        value switch
        {
            >= 99.95 => $"{value:0}",
            >= 9.995 => $"{value:0.0}",
            _ => $"{value:0.00}",
        };
}
