using System.Collections.Frozen;

namespace Pollux.Formats.CycloneDx;

/// <summary>
/// The closed lists of the standard: names of members, allowed values, by version where they grew (ECMA-424; schemas of CycloneDX 1.1 to
/// 1.7).
/// </summary>
internal static class BomSchema
{
    /// <summary>The versions that are read, oldest first.</summary>
    public static readonly string[] Versions = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];

    public static readonly FrozenSet<string> Document = Set(
        "$schema annotations bomFormat citations components compositions declarations definitions dependencies "
            + "externalReferences formulation metadata properties serialNumber services signature specVersion version vulnerabilities"
    );

    public static readonly FrozenSet<string> Metadata = Set(
        "authors component distributionConstraints licenses lifecycles manufacture manufacturer properties supplier timestamp tools"
    );

    public static readonly FrozenSet<string> Component = Set(
        "author authors bom-ref components copyright cpe cryptoProperties data description evidence externalReferences group "
            + "hashes isExternal licenses manufacturer mime-type modelCard modified name omniborId patentAssertions pedigree "
            + "properties publisher purl releaseNotes scope signature supplier swhid swid tags type version versionRange"
    );

    public static readonly FrozenSet<string> Service = Set(
        "authenticated bom-ref data description endpoints externalReferences group licenses name patentAssertions properties "
            + "provider releaseNotes services signature tags trustZone version x-trust-boundary"
    );

    public static readonly FrozenSet<string> Vulnerability = Set(
        "advisories affects analysis bom-ref created credits cwes description detail id proofOfConcept properties published "
            + "ratings recommendation references rejected source tools updated workaround"
    );

    public static readonly FrozenSet<string> Scopes = Set("required optional excluded");

    public static readonly FrozenSet<string> HashAlgorithms = Set(
        "MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 "
            + "Streebog-256 Streebog-512"
    );

    public static readonly FrozenSet<string> PatchTypes = Set("unofficial monkey backport cherry-pick");

    public static readonly FrozenSet<string> IssueTypes = Set("defect enhancement security");

    public static readonly FrozenSet<string> DataFlows = Set("inbound outbound bi-directional unknown");

    public static readonly FrozenSet<string> Encodings = Set("base64");

    public static readonly FrozenSet<string> AnalysisStates = Set(
        "resolved resolved_with_pedigree exploitable in_triage false_positive not_affected"
    );

    public static readonly FrozenSet<string> AffectedStatuses = Set("affected unaffected unknown");

    public static readonly FrozenSet<string> Severities = Set("critical high medium low info none unknown");

    public static readonly FrozenSet<string> Aggregates = Set(
        "complete incomplete incomplete_first_party_only incomplete_first_party_proprietary_only "
            + "incomplete_first_party_opensource_only incomplete_third_party_only incomplete_third_party_proprietary_only "
            + "incomplete_third_party_opensource_only unknown not_specified"
    );

    /// <summary>Ids of the SPDX License List.</summary>
    public static readonly FrozenSet<string> LicenseIds = ReadLicenseIds();

    private static readonly FrozenSet<string> ComponentTypesFrom11 = Set(
        "application framework library operating-system device file container firmware"
    );

    private static readonly FrozenSet<string> ComponentTypesFrom15 = Set(
        "application framework library container platform operating-system device device-driver firmware file "
            + "machine-learning-model data cryptographic-asset"
    );

    /// <summary>The types that a component may have in a version.</summary>
    public static FrozenSet<string> ComponentTypes(string version) =>
        string.CompareOrdinal(version, "1.5") < 0 ? ComponentTypesFrom11 : ComponentTypesFrom15;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> ReadLicenseIds()
    {
        using Stream stream = typeof(BomSchema).Assembly.GetManifestResourceStream("spdx-license-ids.txt")!;
        using StreamReader reader = new(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
