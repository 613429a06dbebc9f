using Pollux.Diagnostics;

namespace Pollux.Language.Packaging;

/// <summary>What can be wrong with a compiled language: <c>langspec.json</c> or a <c>.mar</c> file.</summary>
public static class PackagingRules
{
    /// <summary>The file is absent or cannot be read.</summary>
    public static readonly DiagnosticRule NotReadable = Error(
        1300,
        "The language file cannot be read",
        "Check the path and that you may read the file."
    );

    /// <summary>The file passes the limit.</summary>
    public static readonly DiagnosticRule TooLarge = Error(
        1301,
        "The language file is too large",
        "Check that the file is a MAL language; compile it again from its source."
    );

    /// <summary>No JSON, or nested too deeply.</summary>
    public static readonly DiagnosticRule NotJson = Error(
        1302,
        "The langspec is not valid JSON",
        "Compile the language again with: pollux mal compile FILE.mal -o lang.json."
    );

    /// <summary>JSON of another shape.</summary>
    public static readonly DiagnosticRule WrongShape = Error(
        1303,
        "The langspec has another shape than expected",
        "Compare the place with docs/formats/mal.md, or compile the language again."
    );

    /// <summary>Another format version.</summary>
    public static readonly DiagnosticRule OtherVersion = new(
        "PLX1304",
        Severity.Warning,
        "The langspec has another format version",
        "It is read as version 1.0.0; compile the language again if something is missing."
    );

    /// <summary>A name that MAL could not have written.</summary>
    public static readonly DiagnosticRule InvalidName = Error(
        1305,
        "A name in the langspec is no MAL name",
        "Names are letters, digits and underscores; correct the name in the language's source."
    );

    /// <summary>No zip, or a broken one.</summary>
    public static readonly DiagnosticRule NotAnArchive = Error(
        1310,
        "The .mar file is not a valid zip archive",
        "Fetch the file again, or compile the language with: pollux mal compile FILE.mal -o lang.mar."
    );

    /// <summary>A zip without a langspec.</summary>
    public static readonly DiagnosticRule NoLangspec = Error(
        1311,
        "The .mar file holds no langspec.json",
        "Check that the file is a compiled MAL language; source files are given by their main file."
    );

    private static DiagnosticRule Error(int number, string title, string hint) =>
        new($"PLX{number}", Severity.Error, title, hint);
}
