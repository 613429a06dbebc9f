using System.Globalization;
using Pollux.Diagnostics;

namespace Pollux.Formats.Traffic;

/// <summary>Says what of recorded traffic was left out, in the words of its format.</summary>
/// <param name="Unit">The record, such as <c>line(s)</c>.</param>
/// <param name="Untimed">What untimed records have or lack, as the end of a sentence.</param>
/// <param name="Ignored">The rule for records that say nothing for a twin.</param>
/// <param name="NoTime">The rule for records without a time.</param>
/// <param name="Scanner">The rule for hosts that called everything.</param>
/// <param name="TooManyFlows">The rule for what lies beyond the limit.</param>
internal sealed record TrafficReport(
    string Unit,
    string Untimed,
    DiagnosticRule Ignored,
    DiagnosticRule NoTime,
    DiagnosticRule Scanner,
    DiagnosticRule TooManyFlows
)
{
    /// <summary>How many records, in words.</summary>
    public string Count(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {Unit}");

    /// <summary>Says it.</summary>
    /// <param name="result">What was gathered.</param>
    /// <param name="most">How many pairs of hosts and services are kept.</param>
    /// <param name="diagnostics">Where it is said.</param>
    public void Write(TrafficResult result, int most, DiagnosticBag diagnostics)
    {
        foreach ((string what, int count) in result.Ignored)
        {
            diagnostics.Add(Ignored, $"{Count(count)} {what}; left out.");
        }

        if (result.Untimed > 0)
        {
            diagnostics.Add(NoTime, $"{Count(result.Untimed)} have {Untimed}.");
        }

        foreach (Scan scan in result.Scans)
        {
            diagnostics.Add(
                Scanner,
                $"{scan.Caller} called more than {FlowTable.VainCalls} services that never answered ({Count(scan.Lines)}); "
                    + "they are not kept one by one, and are no services."
            );
        }

        if (result.LeftOut > 0)
        {
            diagnostics.Add(
                TooManyFlows,
                $"{Count(result.LeftOut)} beyond the {most} pairs of hosts and services that are kept; left out, "
                    + $"the first is '{result.FirstLeftOut}'."
            );
        }
    }
}
