using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>What can be wrong with an input before any format is looked at.</summary>
public static class InputRules
{
    /// <summary>No such file.</summary>
    public static readonly DiagnosticRule NotFound = new(
        "PLX2900",
        Severity.Error,
        "No such file, folder or match",
        "Check the path; a pattern such as 'scans/**/*.xml' is expanded by Pollux too."
    );

    /// <summary>The operating system refuses to read it.</summary>
    public static readonly DiagnosticRule CannotBeRead = new(
        "PLX2901",
        Severity.Error,
        "File cannot be read",
        "Check that the file is readable for this user and that its disk is in order."
    );

    /// <summary>Not a known format.</summary>
    public static readonly DiagnosticRule UnknownFormat = new(
        "PLX2902",
        Severity.Error,
        "Not a format that Pollux reads yet",
        "See docs/importing.md for the formats that are read; convert the file, or leave it out."
    );

    /// <summary>Nothing in it.</summary>
    public static readonly DiagnosticRule Empty = new(
        "PLX2903",
        Severity.Error,
        "File is empty",
        "Export it again; the tool that wrote it was probably interrupted. A pipe or a device counts as empty: save its content to a file first."
    );

    /// <summary>A limit is passed.</summary>
    public static readonly DiagnosticRule TooLarge = new(
        "PLX2904",
        Severity.Error,
        "Input passes a limit",
        "Split the file, or export less into one; if nobody made it this large on purpose, do not trust it."
    );

    /// <summary>An archive is damaged.</summary>
    public static readonly DiagnosticRule DamagedArchive = new(
        "PLX2905",
        Severity.Error,
        "Archive is damaged or cut off",
        "Copy or download it again, or unpack it yourself and import the files."
    );

    /// <summary>An archive holds what is not opened.</summary>
    public static readonly DiagnosticRule UnsupportedArchive = new(
        "PLX2906",
        Severity.Error,
        "Packed in a way that is not opened",
        "Unpack it yourself and import the files."
    );

    /// <summary>Bytes that are not text of the encoding.</summary>
    public static readonly DiagnosticRule WrongEncoding = new(
        "PLX2907",
        Severity.Error,
        "Bytes are not text in the file's encoding",
        "Save the file as UTF-8, or correct the encoding that it declares."
    );

    /// <summary>XML that is not well formed.</summary>
    public static readonly DiagnosticRule MalformedXml = new(
        "PLX2908",
        Severity.Error,
        "XML is not well formed",
        "Export the file again; it was probably cut off or edited by hand."
    );

    /// <summary>XML that brings its own declarations.</summary>
    public static readonly DiagnosticRule DocumentTypeRefused = new(
        "PLX2909",
        Severity.Error,
        "XML declares entities or markup of its own",
        "Remove the part in brackets from the <!DOCTYPE>; no tool that Pollux reads writes one."
    );

    /// <summary>JSON that is not well formed.</summary>
    public static readonly DiagnosticRule MalformedJson = new(
        "PLX2911",
        Severity.Error,
        "JSON is not well formed",
        "Export the file again; it was probably cut off or edited by hand. Comments and trailing commas are not JSON."
    );

    /// <summary>A name twice in one object.</summary>
    public static readonly DiagnosticRule DuplicateName = new(
        "PLX2912",
        Severity.Warning,
        "Name appears twice in one JSON object",
        "Remove one of them; readers differ in which one they believe. Pollux takes the last."
    );

    /// <summary>YAML that is not well formed.</summary>
    public static readonly DiagnosticRule MalformedYaml = new(
        "PLX2913",
        Severity.Error,
        "YAML is not well formed",
        "Look at the indentation and the quotes at and above this line."
    );

    /// <summary>YAML with aliases.</summary>
    public static readonly DiagnosticRule YamlAlias = new(
        "PLX2914",
        Severity.Error,
        "YAML uses an alias",
        "Write the value out where it is needed; a few aliases can unfold into more than fits in memory."
    );
}
