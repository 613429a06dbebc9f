using Pollux.Diagnostics;

namespace Pollux.Formats.KnowledgeStores;

/// <summary>What can be wrong with the knowledge store and what is put into it.</summary>
public static class StoreRules
{
    /// <summary>A file of the store that cannot be read.</summary>
    public static readonly DiagnosticRule Damaged = new(
        "PLX3410",
        Severity.Error,
        "File of the knowledge store is damaged",
        "Delete the file and fill the store again with 'pollux knowledge update'."
    );

    /// <summary>A file about a site.</summary>
    public static readonly DiagnosticRule NotKnowledge = new(
        "PLX3411",
        Severity.Warning,
        "File is about a site, not about the world",
        "Import it into the twin of that site: pollux import FILE --into SITE.twin."
    );

    /// <summary>ATT&amp;CK of a version that is not in the store.</summary>
    public static readonly DiagnosticRule NoSuchCatalogue = new(
        "PLX3412",
        Severity.Error,
        "Version of ATT&CK is not in the store",
        "See 'pollux knowledge status' for what is there, or give the bundle's file."
    );

    /// <summary>A technique that ATT&amp;CK does not have.</summary>
    public static readonly DiagnosticRule NoSuchTechnique = new(
        "PLX3413",
        Severity.Error,
        "Technique is not known",
        "Check the id, and with 'pollux knowledge status' whether its domain of ATT&CK is in the store."
    );
}
