using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Cve;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Kev;

/// <summary>One entry of the catalogue as text, from either form.</summary>
/// <param name="Cve">The vulnerability's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DateAdded">When it was added.</param>
/// <param name="Ransomware"><c>Known</c> or <c>Unknown</c>.</param>
/// <param name="Cwes">Its weaknesses.</param>
internal sealed record KevEntry(
    string? Cve,
    string? Name,
    string? DateAdded,
    string? Ransomware,
    ImmutableArray<string> Cwes
)
{
    /// <summary>Makes the observation.</summary>
    /// <param name="problem">Why there is none; null when there is.</param>
    public Observation? ToObservation(out string? problem)
    {
        string? id = CveIds.Read(Cve);
        DateOnly? added = Date(DateAdded);
        problem =
            id is null ? $"'{Excerpt.Of(Cve ?? "")}' is not a CVE id."
            : added is null ? $"'{Excerpt.Of(DateAdded ?? "")}' is not the date on which {id} was added."
            : null;
        if (id is null || problem is not null)
        {
            return null;
        }

        VulnerabilityStatement statement = new(
            id,
            Excerpt.OneLineOrNull(Name, 300),
            [],
            [.. Cwes.Select(CveIds.ReadWeakness).OfType<string>().Distinct(StringComparer.Ordinal)],
            added,
            // "Unknown" is no statement that ransomware does not use it.
            string.Equals(Ransomware?.Trim(), "Known", StringComparison.OrdinalIgnoreCase)
                ? true
                : null,
            "active",
            null
        );
        return new Observation(id, null, 1, [statement]);
    }

    /// <summary>A date as the catalogue writes it; null when it is none.</summary>
    public static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(
            text?.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly date
        )
            ? date
            : null;
}
