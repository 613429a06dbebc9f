using Pollux.Diagnostics;

namespace Pollux.Formats.Spdx;

/// <summary>What can be wrong with an SPDX document.</summary>
public static class SpdxRules
{
    /// <summary>Not a version that is read.</summary>
    public static readonly DiagnosticRule UnknownVersion = new(
        "PLX2760",
        Severity.Error,
        "Version of SPDX is not known",
        "SPDX 2.0 to 2.3 and 3.0 are read; write the document in one of these."
    );

    /// <summary>Something that is missing or of another kind than it must be.</summary>
    public static readonly DiagnosticRule BadForm = new(
        "PLX2761",
        Severity.Warning,
        "Value is missing or of the wrong kind",
        "Export the document again: what should stand here is not read."
    );

    /// <summary>A component that has no name.</summary>
    public static readonly DiagnosticRule NamelessPackage = new(
        "PLX2762",
        Severity.Warning,
        "Package without a name",
        "Give it a name: without one nothing can be said of it, and it is left out."
    );

    /// <summary>An id twice.</summary>
    public static readonly DiagnosticRule DuplicateId = new(
        "PLX2763",
        Severity.Warning,
        "Id is given twice",
        "Give each element an id of its own: whatever names this one would mean two things. The first is kept, the other left out."
    );

    /// <summary>A component that has no id.</summary>
    public static readonly DiagnosticRule NoId = new(
        "PLX2764",
        Severity.Warning,
        "Package without an id",
        "Give it an SPDXID (SPDX 2) or spdxId (SPDX 3): without one no relationship can name it. It is kept by its place."
    );

    /// <summary>A relationship to nothing.</summary>
    public static readonly DiagnosticRule UnknownElement = new(
        "PLX2765",
        Severity.Warning,
        "Relationship names an element that is not in the document",
        "Correct the id, or declare the document that has it; the relationship is not used."
    );

    /// <summary>A tag outside of any element, or a line that is no tag.</summary>
    public static readonly DiagnosticRule BadLine = new(
        "PLX2766",
        Severity.Warning,
        "Line is no tag with a value",
        "A line is 'Tag: value', a comment that begins with '#', or stands between <text> and </text>; this one is not read."
    );

    /// <summary>A text that does not end.</summary>
    public static readonly DiagnosticRule UnclosedText = new(
        "PLX2767",
        Severity.Error,
        "Text is never closed",
        "Close it with </text>; everything after its beginning was taken for text, so that the document is incomplete."
    );

    /// <summary>A document that does not say which one it is.</summary>
    public static readonly DiagnosticRule NoNamespace = new(
        "PLX2768",
        Severity.Warning,
        "Document does not name itself",
        "Give it a documentNamespace (SPDX 2) or an SpdxDocument with an spdxId (SPDX 3); without one, only the same bytes are the same document."
    );

    /// <summary>A vulnerability that has no name.</summary>
    public static readonly DiagnosticRule NamelessVulnerability = new(
        "PLX2769",
        Severity.Warning,
        "Vulnerability without an id",
        "Give it an externalIdentifier of type cve, or a name; without one it cannot be told from others."
    );

    /// <summary>A time that is none.</summary>
    public static readonly DiagnosticRule BadTime = new(
        "PLX2770",
        Severity.Warning,
        "Date of creation is missing or no date",
        "Write it as 2026-09-01T10:00:00Z; the age of what the document says is not known without it."
    );

    /// <summary>A target that is in another file.</summary>
    public static readonly DiagnosticRule UnresolvedTarget = new(
        "PLX2771",
        Severity.Info,
        "Target lies in another document",
        "Import that one too; the statement is kept by its id, and matched where the id ends in a package URL."
    );
}
