using Pollux.Diagnostics;

namespace Pollux.Simulation.Evidence;

/// <summary>What can be wrong with alarms, and with what follows from them.</summary>
public static class EvidenceRules
{
    /// <summary>An alarm that cannot be read.</summary>
    public static readonly DiagnosticRule BadAlarm = new(
        "PLX7160",
        Severity.Error,
        "An alarm that cannot be read; it is refused",
        "Give each alarm a time (ISO 8601 with its offset, such as 2026-11-20T08:15:00Z) and what it saw: step, detector, or technique and asset."
    );

    /// <summary>An alarm about something that the model does not have.</summary>
    public static readonly DiagnosticRule UnknownSubject = new(
        "PLX7161",
        Severity.Error,
        "An alarm about something that the model does not have; it is refused",
        "Use the names of 'pollux attack graph': ASSET:STEP, ASSET:DETECTOR, or a technique of a step of the asset."
    );

    /// <summary>Alarms that are not evidence.</summary>
    public static readonly DiagnosticRule Ignored = new(
        "PLX7162",
        Severity.Info,
        "Alarms that are left out",
        "Choose --now and --lookback so that they cover the alarms; repeats of one event count once."
    );

    /// <summary>An alarm about a step that no attack comes to.</summary>
    public static readonly DiagnosticRule Unreachable = new(
        "PLX7163",
        Severity.Warning,
        "An alarm about a step that no simulated attack comes to",
        "It is false, or the twin lacks a way: look at the asset, then complete the site description or add its --entry."
    );

    /// <summary>Rates that contradict each other.</summary>
    public static readonly DiagnosticRule RatesDiffer = new(
        "PLX7164",
        Severity.Warning,
        "Alarms of one detector give it different rates; the first ones count",
        "Give one true and one false positive rate for each detector, or leave them out."
    );

    /// <summary>Nothing to weigh.</summary>
    public static readonly DiagnosticRule NoAlarm = new(
        "PLX7165",
        Severity.Warning,
        "No alarm is evidence",
        "The answer rests on the silence of the detectors alone; check --now, --lookback and the file."
    );

    /// <summary>Nothing that could have seen anything.</summary>
    public static readonly DiagnosticRule NoDetector = new(
        "PLX7166",
        Severity.Warning,
        "The model has no detector",
        "The language gives no attack step a detector; name steps in the alarms, or use a language with detectors."
    );

    /// <summary>The groups of histories disagree.</summary>
    public static readonly DiagnosticRule FewHistories = new(
        "PLX7167",
        Severity.Warning,
        "The answer rests on few effective histories",
        "Give more of them (--samples); until then trust the intervals, not the figures."
    );

    /// <summary>The memory does not hold as many histories as are asked for.</summary>
    public static readonly DiagnosticRule FewerHistories = new(
        "PLX7168",
        Severity.Warning,
        "Fewer histories than asked for",
        "The model is so large that no more of them fit into the memory set aside; the intervals show what that costs."
    );

    /// <summary>A line of a file of rates that cannot be used.</summary>
    public static readonly DiagnosticRule BadRate = new(
        "PLX7169",
        Severity.Error,
        "A detector's rates cannot be used",
        "Give rows of detector,tpr,fpr,coverage: a kind or ASSET:KIND; tpr and coverage from 0 to 1, fpr in false alarms a day."
    );
}
