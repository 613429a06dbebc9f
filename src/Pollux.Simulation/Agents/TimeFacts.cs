using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Agents;

/// <summary>Whether the gates of a time can keep a step from ever succeeding.</summary>
internal enum Gate : byte
{
    /// <summary>It can always succeed.</summary>
    Open,

    /// <summary>That is drawn once an episode.</summary>
    Drawn,

    /// <summary>It can never succeed.</summary>
    Shut,
}

/// <summary>What attempts need to know of one time to compromise; shared by all steps that take it.</summary>
internal sealed class TimeFacts
{
    private const int KnownAttempts = 1_024;

    // Filled in when asked for. Several threads may compute one entry; they compute the same number.
    private readonly double[] successByAttempt;
    private readonly double factor;
    private readonly Lazy<double> mean;
    private readonly Lazy<double> expectedAttempts;

    public TimeFacts(Distribution whole, EpisodeSettings settings, double factor)
    {
        this.factor = factor;
        Whole = whole;
        Open = whole.WhenOpen;
        Gate = GateOf(whole, settings.DrawGates);
        mean = new Lazy<double>(() => Open.MeanOfFinite * factor);
        expectedAttempts = new Lazy<double>(() => Expect(settings));
        successByAttempt = settings.TtcMode == TtcMode.EffortBasedPerStepSample ? new double[KnownAttempts] : [];
        Array.Fill(successByAttempt, double.NaN);
        IsQuick = Open.Constant is { } constant && constant * factor <= 1;
    }

    /// <summary>The time with its gates.</summary>
    public Distribution Whole { get; }

    /// <summary>The time when its gates are open.</summary>
    public Distribution Open { get; }

    /// <summary>What its gates do.</summary>
    public Gate Gate { get; }

    /// <summary>The mean when its gates are open, in attempts; infinite when it has none.</summary>
    public double Mean => mean.Value;

    /// <summary>True when the first attempt always succeeds, whatever is drawn.</summary>
    public bool IsQuick { get; }

    /// <summary>How many attempts it takes in the mean when its gates are open; 1 or more. Not for times drawn once an episode.</summary>
    public double ExpectedAttempts => expectedAttempts.Value;

    /// <summary>Draws a time, gates included, in attempts.</summary>
    public double Draw(ref StepChance chance) => Whole.Sample(ref chance) * factor;

    /// <summary>Draws a time with its gates open, in attempts.</summary>
    public double DrawOpen(ref StepChance chance) => Open.Sample(ref chance) * factor;

    /// <summary>The probability that the time, its gates open, is at most a number of attempts.</summary>
    public double SuccessBy(int attempt)
    {
        if (attempt > successByAttempt.Length)
        {
            return Open.Cdf(attempt / factor);
        }

        double known = successByAttempt[attempt - 1];
        if (double.IsNaN(known))
        {
            known = Open.Cdf(attempt / factor);
            successByAttempt[attempt - 1] = known;
        }

        return known;
    }

    private static Gate GateOf(Distribution whole, bool drawGates) =>
        whole.ProbabilityFinite switch
        {
            <= 0 => Gate.Shut,
            < 1 when drawGates => Gate.Drawn,
            _ => Gate.Open,
        };

    private double Expect(EpisodeSettings settings) =>
        settings.TtcMode switch
        {
            _ when IsQuick || Gate == Gate.Shut => 1,
            TtcMode.PerStepSample => 1 / Open.Cdf(1 / factor),
            TtcMode.EffortBasedPerStepSample => ExpectByEffort(),
            TtcMode.ExpectedValue => AttemptsFor(Mean, settings),
            _ => 1,
        };

    /// <summary>How many attempts a fixed time takes.</summary>
    public static double AttemptsFor(double time, EpisodeSettings settings) =>
        Math.Max(1, Math.Ceiling(time) - (settings.OneAttemptEarly ? 1 : 0));

    // The mean is the sum over n of the probability that the first n attempts all fail.
    private double ExpectByEffort()
    {
        double sum = 0;
        double allFail = 1;
        for (int attempt = 1; allFail > 1e-12 && attempt <= KnownAttempts; attempt++)
        {
            sum += allFail;
            allFail *= 1 - SuccessBy(attempt);
        }

        return sum;
    }
}
