using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>The defences that each declarable type has in Pollux's language, and plain words for some of them.</summary>
internal static class SiteControls
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> ByType = new Dictionary<
        string,
        ImmutableArray<string>
    >(StringComparer.Ordinal)
    {
        ["Function"] = ["manualFallback"],
        ["Person"] = ["lureFiltered", "alert", "vetted", "webFiltered"],
        ["Supplier"] = ["supplierAssured"],
        ["Account"] = ["roastProof"],
        ["Credential"] =
        [
            "changedFromDefault",
            "strong",
            "unleaked",
            "notReused",
            "phishProof",
            "mfa",
            "resetVerified",
        ],
        ["Directory"] = ["trustFiltered", "hardened"],
        ["Place"] = ["accessControlled"],
        ["Zone"] = ["portControl", "layerTwoGuard", "floodProof"],
        ["Conduit"] = ["blocked", "oneWay", "inspected", "sessionBrokered"],
        ["WirelessLink"] = ["radioAuthenticated"],
        ["Device"] = ["bootProtected", "portsLocked", "consoleLocked"],
        ["Computer"] = ["allowlisted", "edr", "credentialGuard"],
        ["ManagementServer"] = ["pushApproved"],
        ["TwinPlatform"] = ["siteIsolated", "passiveOnly", "fourEyes", "auditTamperEvident", "collectorsScoped"],
        ["Service"] = ["authenticated", "encryptedSession", "bruteLimited"],
        ["ControlService"] = ["writeBlocked", "messageSigned"],
        ["UpdateChannel"] = ["signatureChecked", "stagedFirst"],
        ["Media"] = ["scanned"],
        ["Data"] = ["encryptedAtRest", "exfilBlocked", "restricted"],
        ["Backup"] = ["offline"],
        ["ControlProject"] = ["projectSigned"],
        ["Controller"] = ["keySwitchRun", "logicProtected", "modeChangeLocked", "firmwareSigned"],
        ["Gateway"] = ["firmwareSigned"],
        ["ControlLoop"] = ["limitsEnforced", "secondIndication", "operatorCorrects", "localControl"],
        ["ProcessUnit"] = ["mechanicalProtection", "runsOnManual"],
        ["SafetyFunction"] = ["hardwired"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> BySynonym = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["multifactor"] = "mfa",
        ["twofactor"] = "mfa",
        ["2fa"] = "mfa",
        ["antivirus"] = "edr",
        ["keyswitchinrun"] = "keySwitchRun",
        ["allowlisting"] = "allowlisted",
        ["usbblocked"] = "portsLocked",
        ["diode"] = "oneWay",
        ["ips"] = "inspected",
        ["immutable"] = "offline",
        ["lockout"] = "bruteLimited",
        ["tls"] = "encryptedSession",
        ["trained"] = "alert",
        ["mailfiltered"] = "lureFiltered",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByPlainName = All()
        .Select(pair => pair.Defense)
        .Distinct(StringComparer.Ordinal)
        .ToFrozenDictionary(SiteWords.Plain, defense => defense, StringComparer.Ordinal);

    /// <summary>The defences of a type with those that it inherits, in the language's spelling, sorted.</summary>
    public static ImmutableArray<string> For(string type) =>
        [.. SiteTypes.Lineage(type).SelectMany(at => ByType.GetValueOrDefault(at, [])).Order(StringComparer.Ordinal)];

    /// <summary>The defence that a word means, whatever the type; letter case, spaces and hyphens aside; or null.</summary>
    public static string? Find(string word)
    {
        string plain = SiteWords.Plain(word);
        return BySynonym.GetValueOrDefault(plain) ?? ByPlainName.GetValueOrDefault(plain);
    }

    /// <summary>The types that have a defence, sorted.</summary>
    public static IEnumerable<string> TypesWith(string defense) =>
        All().Where(pair => pair.Defense == defense).Select(pair => pair.Type).Order(StringComparer.Ordinal);

    /// <summary>Every defence with the type that declares it; for the test against the language.</summary>
    public static IEnumerable<(string Type, string Defense)> All() =>
        ByType.SelectMany(pair => pair.Value.Select(defense => (pair.Key, defense)));
}
