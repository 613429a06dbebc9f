namespace Pollux.Simulation.Evidence;

/// <summary>One history: an attack that may have happened, down to every chance in it.</summary>
internal sealed class History(int size)
{
    /// <summary>The times, then the defences; see <see cref="HistoryModel.Draw"/>.</summary>
    public double[] Chances { get; } = new double[size];

    /// <summary>Days since the attack began.</summary>
    public double Age { get; set; }

    /// <summary>The index of the attacker.</summary>
    public int Attacker { get; set; }

    /// <summary>What that attacker can do, a bit each.</summary>
    public ulong Capabilities { get; set; }

    /// <summary>The logarithm of the factor on all times, beside the attacker's.</summary>
    public double LogTime { get; set; }

    /// <summary>The index of the factor on true positive rates.</summary>
    public int Detection { get; set; }

    /// <summary>The index of the factor on false positive rates.</summary>
    public int FalseAlarms { get; set; }

    /// <summary>The logarithm of the probability of what was seen.</summary>
    public double LogLikelihood { get; set; }

    public void CopyFrom(History other)
    {
        other.Chances.CopyTo(Chances, 0);
        CopySettingsFrom(other);
    }

    public void CopySettingsFrom(History other)
    {
        Age = other.Age;
        Attacker = other.Attacker;
        Capabilities = other.Capabilities;
        LogTime = other.LogTime;
        Detection = other.Detection;
        FalseAlarms = other.FalseAlarms;
        LogLikelihood = other.LogLikelihood;
    }
}
