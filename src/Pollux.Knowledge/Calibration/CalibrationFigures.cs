namespace Pollux.Knowledge.Calibration;

/// <summary>The figures of the exploit-time calibration, each with its source. Probabilities, 0 to 1.</summary>
public static class CalibrationFigures
{
    /// <summary>
    /// No weapon, when nothing is known: about 6 % of all CVEs are ever exploited (Cyentia and FIRST, EPSS study 2024); of
    /// 3 290 CISA vulnrichment records of October 2024, 6.4 % are marked active.
    /// </summary>
    public const double NoWeaponUnknown = 0.94;

    /// <summary>The most that EPSS alone can say of a weapon: EPSS forecasts activity, it is no proof of it. Assumption.</summary>
    public const double WeaponCap = 0.95;

    /// <summary>EPSS is for 30 days; an attacker's work spans two such windows. Assumption.</summary>
    public const int EpssWindows = 2;

    /// <summary>No usable concept although a proof of concept is published. Assumption.</summary>
    public const double NoConceptPublished = 0.05;

    /// <summary>No usable concept where SSVC says that none is public. Assumption.</summary>
    public const double NoConceptNone = 0.97;

    /// <summary>No usable concept when nothing is known. Assumption.</summary>
    public const double NoConceptUnknown = 0.90;

    /// <summary>No weapon for an unknown flaw of an edge device. Assumption.</summary>
    public const double EdgeUnknownNoWeapon = 0.97;

    /// <summary>No weapon for an unknown flaw elsewhere. Assumption.</summary>
    public const double OtherUnknownNoWeapon = 0.995;
}
