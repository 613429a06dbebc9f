using System.Text.Json;
using Pollux.Simulation.Assessments;

namespace Pollux.Formats.Figures;

/// <summary>Figures and texts as every result writes them.</summary>
public static class FigureJson
{
    /// <summary>Writes a number where it may be infinite, such as a time that is never: then null.</summary>
    public static void WriteFiniteFigure(this Utf8JsonWriter json, string name, double? value) =>
        json.WriteFigure(name, value is { } number && double.IsFinite(number) ? number : null);

    /// <summary>Writes a number; null where there is none.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public static void WriteFigure(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes a figure with its interval, or null.</summary>
    public static void WriteEstimate(this Utf8JsonWriter json, string name, Estimate? estimate, string value = "value")
    {
        if (estimate is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber(value, estimate.Value);
        json.WriteNumber("low", estimate.Low);
        json.WriteNumber("high", estimate.High);
        json.WriteEndObject();
    }

    /// <summary>Writes texts in their order.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
