using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>Alarms as evidence on a model.</summary>
/// <param name="Detectors">The site's detectors, and one for each alarm that none of them raises.</param>
/// <param name="Alarms">What they raised.</param>
/// <param name="Fates">Every alarm that was read, in the order of the file, with what became of it.</param>
public sealed record AlarmMapping(
    ImmutableArray<SiteDetector> Detectors,
    ImmutableArray<DetectorAlarm> Alarms,
    ImmutableArray<MappedAlarm> Fates
)
{
    /// <summary>How many alarms had a fate.</summary>
    public int Count(AlarmFate fate) => Fates.Count(mapped => mapped.Fate == fate);
}

/// <summary>Which time alarms are looked at for.</summary>
/// <param name="Now">The time for which is asked.</param>
/// <param name="LookbackDays">How far back, days.</param>
/// <param name="RepeatDays">Within how many days an alarm repeats one of the same detector.</param>
public sealed record AlarmWindow(DateTimeOffset Now, double LookbackDays, double RepeatDays);
