namespace Pollux.Formats.TwinExports;

/// <summary>Why a product is not affected, in the words of each VEX format. Sources write them in any of these.</summary>
internal static class VexWords
{
    // CSAF and OpenVEX on the left share their words; CycloneDX's on the right.
    private static readonly (string OpenVex, string[] CycloneDx)[] Words =
    [
        ("component_not_present", ["requires_dependency"]),
        ("vulnerable_code_not_present", ["code_not_present"]),
        ("vulnerable_code_not_in_execute_path", ["code_not_reachable"]),
        (
            "vulnerable_code_cannot_be_controlled_by_adversary",
            ["requires_configuration", "requires_environment", "protected_by_compiler"]
        ),
        (
            "inline_mitigations_already_exist",
            ["protected_by_mitigating_control", "protected_at_runtime", "protected_at_perimeter"]
        ),
    ];

    /// <summary>OpenVEX's word (0.2.0, "Status Justifications"), or null when the text is none of the known words.</summary>
    public static string? OpenVexJustification(string? text) =>
        Words.FirstOrDefault(word => word.OpenVex == Plain(text) || word.CycloneDx.Contains(Plain(text))).OpenVex;

    /// <summary>CycloneDX's word (<c>impactAnalysisJustification</c>), or null likewise.</summary>
    public static string? CycloneDxJustification(string? text) =>
        Words.SelectMany(word => word.CycloneDx).FirstOrDefault(word => word == Plain(text))
        ?? Words.FirstOrDefault(word => word.OpenVex == Plain(text)).CycloneDx?[0];

    private static string Plain(string? text) => text?.Trim().Replace(' ', '_').ToLowerInvariant() ?? "";
}
