using Pollux.Diagnostics;

namespace Pollux.Formats.Campaigns;

/// <summary>What can be wrong with a file of campaigns.</summary>
public static class CampaignFileRules
{
    /// <summary>It is no file of campaigns.</summary>
    public static readonly DiagnosticRule UnknownFormat = new(
        "PLX7221",
        Severity.Error,
        "Not a file of campaigns",
        "Give a STIX bundle of ATT&CK, a list of campaigns with their techniques, or a campaign in YAML; see docs/campaigns.md."
    );

    /// <summary>A record that cannot be used.</summary>
    public static readonly DiagnosticRule BadRecord = new(
        "PLX7222",
        Severity.Warning,
        "A campaign or technique that cannot be used",
        "Correct the record, or leave it out; everything else in the file is used."
    );

    /// <summary>The file does not say which version of ATT&amp;CK it is of.</summary>
    public static readonly DiagnosticRule NoVersion = new(
        "PLX7223",
        Severity.Info,
        "A file that does not say which version of ATT&CK it is of",
        "Its techniques are found by domain and id alone; add the collection object to the bundle, or the version to the file."
    );

    /// <summary>Something was revoked or deprecated.</summary>
    public static readonly DiagnosticRule Withdrawn = new(
        "PLX7224",
        Severity.Info,
        "A campaign or technique that its source has withdrawn",
        "What was revoked is replaced by what it was revoked by; what is deprecated is left out."
    );

    /// <summary>A relation leads nowhere.</summary>
    public static readonly DiagnosticRule DanglingReference = new(
        "PLX7225",
        Severity.Warning,
        "A relation to an object that is not in the bundle",
        "Export the bundle with all that it refers to; the relation is left out."
    );

    /// <summary>Two records of one id.</summary>
    public static readonly DiagnosticRule Repeated = new(
        "PLX7226",
        Severity.Warning,
        "A campaign that is there twice",
        "Remove one of them; the first is used."
    );

    /// <summary>A tactic that no matrix orders.</summary>
    public static readonly DiagnosticRule UnknownTactic = new(
        "PLX7227",
        Severity.Info,
        "A tactic whose place in the kill chain is not known",
        "It comes last; a bundle with its matrix says where it belongs."
    );

    /// <summary>A key or value that is not understood.</summary>
    public static readonly DiagnosticRule WrongKindOfValue = new(
        "PLX7228",
        Severity.Warning,
        "A key or value of a campaign file that is not understood",
        "See the form in docs/campaigns.md; what is not understood is left out."
    );

    /// <summary>Nothing to replay.</summary>
    public static readonly DiagnosticRule NoCampaign = new(
        "PLX7229",
        Severity.Error,
        "No campaign that can be replayed",
        "Give a file with at least one campaign, group or software that uses a technique."
    );
}
