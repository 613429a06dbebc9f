using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Formats.Figures;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;

namespace Pollux.Formats.Evidence;

/// <summary>What evidence says, as <c>docs/evidence.md</c> shows it. The same request gives the same bytes.</summary>
/// <param name="result">What it says.</param>
/// <param name="picture">The same for people.</param>
/// <param name="mapping">The alarms.</param>
/// <param name="now">The time that is asked for.</param>
public sealed class EvidenceJson(
    EvidenceResult result,
    EvidencePicture picture,
    AlarmMapping mapping,
    DateTimeOffset now
)
{
    private readonly AttackGraph graph = result.Request.Scenario.Graph;

    /// <summary>Writes one JSON value.</summary>
    /// <param name="refused">How many records of the file could not be read.</param>
    /// <param name="json">Where to.</param>
    public void Write(int refused, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEstimate("underAttack", result.UnderAttack, "probability");
        json.WriteNumber("underAttackBefore", result.Request.Assumptions.AttackProbability);
        json.WriteFiniteFigure("logBayesFactor", result.LogBayesFactor);
        WriteManifest(json);
        WriteAlarms(refused, json);
        WriteFit(json);
        WritePlaces(json, "assets", picture.Assets);
        WritePlaces(json, "zones", picture.Zones);
        WriteNext(json, "next", picture.Next);
        WriteNext(json, "latest", picture.Latest);
        WriteGoals(json);
        WriteLooks(json);
        WriteMissing(json);
        WriteSteps(json);
        json.WriteEndObject();
    }

    private void WriteManifest(Utf8JsonWriter json)
    {
        EvidenceRequest request = result.Request;
        json.WriteStartObject("manifest");
        json.WriteString("now", now.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
        json.WriteNumber("lookbackDays", request.Assumptions.LookbackDays);
        json.WriteNumber("delayDays", request.Assumptions.DelayDays);
        json.WriteNumber("forecastDays", request.ForecastDays);
        json.WriteString("attacker", request.Scenario.Request.Attacker.Name);
        json.WriteNumber("seed", request.Scenario.Request.Seed);
        json.WriteNumber("histories", result.After.Count);
        json.WriteNumber("effectiveHistories", result.After.Effective);
        json.WriteNumber("groups", request.Groups);
        json.WriteNumber("stages", result.Stages);
        json.WriteNumber("detectors", request.Detectors.Length);
        json.WriteEndObject();
    }

    private void WriteAlarms(int refused, Utf8JsonWriter json)
    {
        int unknown = mapping.Count(AlarmFate.Unknown);
        int used = mapping.Count(AlarmFate.Used);
        json.WriteStartObject("alarms");
        json.WriteNumber("received", mapping.Fates.Length + refused);
        json.WriteNumber("used", used);
        json.WriteNumber("ignored", mapping.Fates.Length - unknown - used);
        json.WriteNumber("refused", refused + unknown);
        json.WriteStartArray("list");
        foreach (MappedAlarm mapped in mapping.Fates)
        {
            json.WriteStartObject();
            json.WriteNumber("line", mapped.Alarm.Line);
            json.WriteString(
                "time",
                mapped.Alarm.Time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)
            );
            json.WriteString("fate", Name(mapped.Fate.ToString()));
            if (mapped.Index >= 0)
            {
                SiteDetector detector = mapping.Detectors[mapping.Alarms[mapped.Index].Detector];
                json.WriteString("detector", $"{graph.Model.Assets[detector.Asset].Name}:{detector.Kind}");
                json.WriteStartArray("steps");
                foreach (int node in detector.Nodes)
                {
                    json.WriteStringValue(graph.NameOf(node));
                }

                json.WriteEndArray();
                json.WriteNumber("tpr", detector.TruePositiveRate);
                json.WriteNumber("fpr", detector.FalsePositiveRate);
                json.WriteNumber("causedByAttack", result.Caused[mapped.Index]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteFit(Utf8JsonWriter json)
    {
        json.WriteStartObject("fit");
        json.WriteString("verdict", Name(result.Fit.Verdict.ToString()));
        json.WriteStartArray("doubts");
        foreach (FitDoubt doubt in result.Fit.Doubts)
        {
            json.WriteStartObject();
            json.WriteString("kind", Name(doubt.Kind.ToString()));
            json.WriteString("subject", doubt.Subject);
            json.WriteNumber("value", doubt.Value);
            json.WriteNumber("before", doubt.Before);
            json.WriteNumber("after", doubt.After);
            json.WriteNumber("factor", doubt.Factor);
            json.WriteString("verdict", Name(doubt.Verdict.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WritePlaces(Utf8JsonWriter json, string name, ImmutableArray<PlaceBelief> places)
    {
        json.WriteStartArray(name);
        foreach (PlaceBelief place in places)
        {
            json.WriteStartObject();
            json.WriteString("asset", graph.Model.Assets[place.Asset].Name);
            json.WriteNumber("before", place.Before);
            json.WriteEstimate("now", place.Now, "probability");
            json.WriteNumber("inADay", place.Tomorrow);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteNext(Utf8JsonWriter json, string name, ImmutableArray<NextStep> steps)
    {
        json.WriteStartArray(name);
        foreach (NextStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", graph.NameOf(step.Node));
            json.WriteEstimate("shareOfAttacks", step.Share, "probability");
            json.WriteNumber("daysP05", step.Early);
            json.WriteNumber("daysP50", step.Middle);
            json.WriteNumber("daysP95", step.Late);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteGoals(Utf8JsonWriter json)
    {
        json.WriteStartArray("goals");
        foreach (GoalForecast goal in picture.Goals)
        {
            json.WriteStartObject();
            json.WriteString("step", graph.NameOf(goal.Node));
            json.WriteEstimate("now", goal.Now, "probability");
            json.WriteStartArray("by");
            for (int i = 0; i < goal.By.Length; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("days", EvidencePicture.Horizons[i]);
                json.WriteEstimate("probability", goal.By[i], "probability");
                json.WriteNumber("before", goal.ByBefore[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteFiniteFigure("daysP05", goal.Early);
            json.WriteFiniteFigure("daysP50", goal.Middle);
            json.WriteFiniteFigure("daysP95", goal.Late);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteLooks(Utf8JsonWriter json)
    {
        json.WriteStartArray("lookFirst");
        foreach (LookFirst look in picture.Looks)
        {
            json.WriteStartObject();
            json.WriteString("asset", graph.Model.Assets[look.Asset].Name);
            json.WriteNumber("probability", look.Probability);
            json.WriteNumber("bits", look.Bits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteMissing(Utf8JsonWriter json)
    {
        json.WriteStartArray("missingAlarms");
        foreach (
            int detector in Enumerable
                .Range(0, result.Missing.Length)
                .Where(i => result.Missing[i] >= 0.01)
                .OrderByDescending(i => result.Missing[i])
        )
        {
            SiteDetector silent = result.Request.Detectors[detector];
            json.WriteStartObject();
            json.WriteString("detector", $"{graph.Model.Assets[silent.Asset].Name}:{silent.Kind}");
            json.WriteNumber("expected", result.Missing[detector]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSteps(Utf8JsonWriter json)
    {
        json.WriteStartObject("steps");
        foreach (StepBelief step in picture.Steps.OrderBy(step => graph.NameOf(step.Node), StringComparer.Ordinal))
        {
            json.WriteStartObject(graph.NameOf(step.Node));
            json.WriteNumber("before", step.Before);
            json.WriteEstimate("now", step.Now, "probability");
            json.WriteStartArray("by");
            foreach (double probability in step.By)
            {
                json.WriteNumberValue(probability);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Name(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
