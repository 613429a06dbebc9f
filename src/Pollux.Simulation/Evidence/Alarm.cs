using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>An alarm as its source wrote it, before it is known which attack step it speaks of.</summary>
/// <param name="Time">When the alarm was raised.</param>
/// <param name="Line">The line of its file, from 1.</param>
public sealed record Alarm(DateTimeOffset Time, int Line)
{
    /// <summary>The attack step that it reports, <c>asset:step</c>; null when not given.</summary>
    public string? Step { get; init; }

    /// <summary>The detector that raised it, <c>asset:detector</c>; null when not given.</summary>
    public string? Detector { get; init; }

    /// <summary>The asset on which it saw a technique; null when not given.</summary>
    public string? Asset { get; init; }

    /// <summary>Ids of ATT&amp;CK techniques, such as <c>T0843</c> or <c>T1566.001</c>.</summary>
    public ImmutableArray<string> Techniques { get; init; } = [];

    /// <summary>Probability, 0 to 1, that its detector reports the step; null for what the language says.</summary>
    public double? TruePositiveRate { get; init; }

    /// <summary>False alarms of its detector a day, 0 or more; null for what the language says.</summary>
    public double? FalsePositiveRate { get; init; }
}

/// <summary>What became of an alarm.</summary>
public enum AlarmFate
{
    /// <summary>It is evidence.</summary>
    Used,

    /// <summary>It repeats one of the same detector shortly before.</summary>
    Repeat,

    /// <summary>It is older than the look-back.</summary>
    TooOld,

    /// <summary>It is later than the time that is asked for.</summary>
    TooLate,

    /// <summary>What it names is not in the model.</summary>
    Unknown,
}

/// <summary>An alarm and what became of it.</summary>
/// <param name="Alarm">The alarm.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Index">Its index in <see cref="EvidenceRequest.Alarms"/>; -1 when it is not used.</param>
public sealed record MappedAlarm(Alarm Alarm, AlarmFate Fate, int Index);
