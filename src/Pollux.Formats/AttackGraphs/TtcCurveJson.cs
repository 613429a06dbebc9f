using System.Text.Json;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Formats.AttackGraphs;

/// <summary>Writes a curve of the time to compromise with its bands. Times are days, all else is 0 to 1.</summary>
public static class TtcCurveJson
{
    /// <summary>Writes the curve as one JSON value.</summary>
    public static void Write(TtcCurve curve, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("samples", curve.Samples);
        json.WriteNumber("reached", curve.Reached);
        if (curve.HorizonDays is { } horizon)
        {
            json.WriteNumber("horizonDays", horizon);
        }
        else
        {
            json.WriteNull("horizonDays");
        }

        json.WriteNumber("bandHalfWidth", curve.BandHalfWidth);
        json.WriteStartArray("points");
        foreach (TtcPoint point in curve.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("days", point.Days);
            json.WriteNumber("probability", point.Probability);
            json.WriteNumber("low", point.Low);
            json.WriteNumber("high", point.High);
            json.WriteNumber("bandLow", point.BandLow);
            json.WriteNumber("bandHigh", point.BandHigh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
