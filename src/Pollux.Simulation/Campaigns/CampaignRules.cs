using Pollux.Diagnostics;

namespace Pollux.Simulation.Campaigns;

/// <summary>What a reader must know of a replay.</summary>
public static class CampaignRules
{
    /// <summary>Campaign and language speak of different versions of ATT&amp;CK.</summary>
    public static readonly DiagnosticRule VersionDiffers = new(
        "PLX7220",
        Severity.Warning,
        "A campaign of another version of ATT&CK than the language's",
        "Its techniques are found by their ids; look at those that were replaced or not found, or take a file of the language's version."
    );
}
