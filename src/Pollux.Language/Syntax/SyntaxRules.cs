using Pollux.Diagnostics;

namespace Pollux.Language.Syntax;

/// <summary>What can be wrong with the text of a MAL file.</summary>
public static class SyntaxRules
{
    /// <summary>The file is absent or cannot be read.</summary>
    public static readonly DiagnosticRule SourceNotReadable = new(
        "PLX1000",
        Severity.Error,
        "The MAL file cannot be read",
        "Check the path and that you may read the file."
    );

    /// <summary>The file, or all files together, are larger than the limit.</summary>
    public static readonly DiagnosticRule SourceTooLarge = new(
        "PLX1001",
        Severity.Error,
        "The MAL file is too large",
        "Split the language into several files, or check that this is a MAL file at all."
    );

    /// <summary>The bytes are not UTF-8.</summary>
    public static readonly DiagnosticRule NotUtf8 = new(
        "PLX1002",
        Severity.Error,
        "The MAL file is not UTF-8",
        "Save the file as UTF-8."
    );

    /// <summary>A character that begins no token.</summary>
    public static readonly DiagnosticRule UnexpectedCharacter = new(
        "PLX1003",
        Severity.Error,
        "A character that MAL does not know here",
        "Remove the character, or put it inside a string or a comment."
    );

    /// <summary>A comment without its end.</summary>
    public static readonly DiagnosticRule UnterminatedComment = new(
        "PLX1004",
        Severity.Error,
        "A comment is not closed",
        "Close the comment with */; comments do not nest."
    );

    /// <summary>A string without its end.</summary>
    public static readonly DiagnosticRule UnterminatedString = new(
        "PLX1005",
        Severity.Error,
        "A string is not closed",
        "Close the string with a quotation mark, or with three of them when it was opened so."
    );

    /// <summary>A backslash with a letter that means nothing.</summary>
    public static readonly DiagnosticRule InvalidEscape = new(
        "PLX1006",
        Severity.Error,
        "An unknown escape in a string",
        "Use one of \\b \\n \\t \\r \\f \\\" \\\\; write a plain backslash as \\\\."
    );

    /// <summary>A string with single quotation marks runs over lines.</summary>
    public static readonly DiagnosticRule StringOverLines = new(
        "PLX1007",
        Severity.Warning,
        "A string runs over several lines",
        "If that is meant, open and close it with three quotation marks; else a quotation mark is missing on this line."
    );

    /// <summary>A name that begins with a digit.</summary>
    public static readonly DiagnosticRule NameBeginsWithDigit = new(
        "PLX1008",
        Severity.Warning,
        "A name begins with a digit",
        "Begin the name with a letter or an underscore; other MAL compilers refuse it."
    );

    /// <summary>Something else stands where the grammar wants another thing.</summary>
    public static readonly DiagnosticRule UnexpectedToken = new(
        "PLX1010",
        Severity.Error,
        "The grammar expects something else here",
        "Compare the line with the grammar in docs/formats/mal.md; what was expected is in the message."
    );

    /// <summary>Too many nested or chained parts in one expression.</summary>
    public static readonly DiagnosticRule TooDeep = new(
        "PLX1011",
        Severity.Error,
        "An expression is too long or nested too deeply",
        "Split the expression with variables: let name = ..."
    );

    /// <summary>A number with a sign.</summary>
    public static readonly DiagnosticRule SignedNumber = new(
        "PLX1012",
        Severity.Error,
        "A number has a sign",
        "Write the number without a sign: parameters of MAL distributions are not negative."
    );

    /// <summary>A multiplicity that cannot be met or is not meant.</summary>
    public static readonly DiagnosticRule InvalidMultiplicity = new(
        "PLX1013",
        Severity.Error,
        "A multiplicity is impossible",
        "Use one of 0..1, 1, *, 0..*, 1..*."
    );

    /// <summary>A multiplicity that MAL Toolbox reads and malc refuses.</summary>
    public static readonly DiagnosticRule UnusualMultiplicity = new(
        "PLX1014",
        Severity.Error,
        "A multiplicity that not every MAL compiler reads",
        "Use one of 0..1, 1, *, 0..*, 1..*. A compiled language (.mar, langspec) may have others."
    );

    /// <summary>A number too large to be held.</summary>
    public static readonly DiagnosticRule NumberTooLarge = new(
        "PLX1015",
        Severity.Error,
        "A number is too large",
        "Use a smaller number."
    );

    /// <summary>A detector gives its false negative rate.</summary>
    public static readonly DiagnosticRule FalseNegativeRate = new(
        "PLX1016",
        Severity.Warning,
        "A detector has a false negative rate, which MAL does not know",
        "Write tpr, the share of attacks that the detector sees: 1 minus the false negative rate."
    );

    /// <summary>An included file is nowhere on the search path.</summary>
    public static readonly DiagnosticRule IncludeNotFound = new(
        "PLX1020",
        Severity.Error,
        "An included file is not found",
        "Check the path, or name the folder that holds it with --include DIR."
    );

    /// <summary>An include leaves the folders that may be read.</summary>
    public static readonly DiagnosticRule IncludeOutside = new(
        "PLX1021",
        Severity.Error,
        "An include leaves the language's folder",
        "Only files below the language's own folder are read; allow another folder with --include DIR."
    );

    /// <summary>Files include each other in a ring.</summary>
    public static readonly DiagnosticRule IncludeCycle = new(
        "PLX1022",
        Severity.Warning,
        "Files include each other in a ring",
        "Remove one include of the ring; the file is read once only, so nothing is lost."
    );

    /// <summary>More files than one language may have.</summary>
    public static readonly DiagnosticRule TooManyFiles = new(
        "PLX1023",
        Severity.Error,
        "The language has too many files or includes nested too deeply",
        "Join files: a language has at most 1000, nested at most 100 deep."
    );
}
