using Pollux.Diagnostics;

namespace Pollux.Formats.Csaf;

/// <summary>What can be wrong with a CSAF advisory.</summary>
public static class CsafRules
{
    /// <summary>A version that is not read.</summary>
    public static readonly DiagnosticRule UnknownVersion = new(
        "PLX2201",
        Severity.Error,
        "Version of CSAF is not known",
        "Versions 2.0 and 2.1 are read; ask the publisher for one of these."
    );

    /// <summary>Something that every advisory must have.</summary>
    public static readonly DiagnosticRule Required = new(
        "PLX2202",
        Severity.Error,
        "Advisory lacks something that it must have",
        "Download the advisory again, or tell its publisher: the file does not conform to CSAF."
    );

    /// <summary>A value that the standard does not allow.</summary>
    public static readonly DiagnosticRule BadValue = new(
        "PLX2203",
        Severity.Error,
        "Value is not one that CSAF allows",
        "Tell the publisher: the file does not conform to CSAF."
    );

    /// <summary>A product id that leads nowhere.</summary>
    public static readonly DiagnosticRule UndefinedProduct = new(
        "PLX2204",
        Severity.Warning,
        "Product is not defined",
        "Tell the publisher: the product tree does not define this id (CSAF 6.1.1). What is said of it cannot be used."
    );

    /// <summary>Two things at once.</summary>
    public static readonly DiagnosticRule Contradiction = new(
        "PLX2205",
        Severity.Warning,
        "Product has two statuses that exclude each other",
        "Tell the publisher (CSAF 6.1.6); until then the product counts neither as affected nor as safe."
    );

    /// <summary>An id twice.</summary>
    public static readonly DiagnosticRule DuplicateProduct = new(
        "PLX2206",
        Severity.Warning,
        "Product id is defined twice",
        "Tell the publisher (CSAF 6.1.2); the first definition is used."
    );
}
