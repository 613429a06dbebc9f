using Pollux.Diagnostics;

namespace Pollux.Language.Packs;

/// <summary>What can be wrong with a pack's own files.</summary>
public static class PackRules
{
    /// <summary>A file is not there or cannot be read.</summary>
    public static readonly DiagnosticRule Unreadable = new(
        "PLX1400",
        Severity.Error,
        "A file of the pack cannot be read",
        "Check that the folder is a pack (it holds pack.yaml) and that the file is there, readable and not larger than 16 MiB."
    );

    /// <summary>pack.yaml is no YAML mapping.</summary>
    public static readonly DiagnosticRule InvalidManifest = new(
        "PLX1401",
        Severity.Error,
        "pack.yaml cannot be understood",
        "Compare it with packs/core/pack.yaml."
    );

    /// <summary>A key that every pack has.</summary>
    public static readonly DiagnosticRule MissingKey = new(
        "PLX1402",
        Severity.Error,
        "pack.yaml lacks a key",
        "Every pack says id, version, title and language."
    );

    /// <summary>A key that nothing reads.</summary>
    public static readonly DiagnosticRule UnknownKey = new(
        "PLX1403",
        Severity.Warning,
        "pack.yaml has an unknown key",
        "Remove it or correct its spelling; nothing reads it."
    );

    /// <summary>A pack reads its own files only.</summary>
    public static readonly DiagnosticRule OutsidePack = new(
        "PLX1404",
        Severity.Error,
        "A path leads out of the pack",
        "Name a file below the folder of pack.yaml, with forward slashes."
    );

    /// <summary>A table is not as its page says.</summary>
    public static readonly DiagnosticRule InvalidTable = new(
        "PLX1405",
        Severity.Error,
        "A table of the pack cannot be understood",
        "Compare it with the table of the same name in packs/core."
    );

    /// <summary>The manifest and the language disagree.</summary>
    public static readonly DiagnosticRule Disagrees = new(
        "PLX1406",
        Severity.Error,
        "pack.yaml and the language disagree",
        "Give both the same id and version."
    );
}
