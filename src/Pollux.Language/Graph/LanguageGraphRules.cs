using Pollux.Diagnostics;

namespace Pollux.Language.Graph;

/// <summary>What can be wrong with a compiled language when its names are resolved; a language that was compiled here has none of it.</summary>
public static class LanguageGraphRules
{
    private const string CompileAgain =
        "Compile the language again from its .mal source; this compiled form does not hold together.";

    /// <summary>A name that nothing defines.</summary>
    public static readonly DiagnosticRule UnknownName = new(
        "PLX1390",
        Severity.Error,
        "A compiled language uses a name that it does not define",
        CompileAgain
    );

    /// <summary>Two things of one name.</summary>
    public static readonly DiagnosticRule DuplicateName = new(
        "PLX1391",
        Severity.Error,
        "A compiled language defines a name twice",
        CompileAgain
    );

    /// <summary>An asset that extends itself, or a variable that uses itself.</summary>
    public static readonly DiagnosticRule Cycle = new(
        "PLX1392",
        Severity.Error,
        "A compiled language defines something by itself",
        CompileAgain
    );

    /// <summary>An expression that does not fit the types it is used on.</summary>
    public static readonly DiagnosticRule WrongType = new(
        "PLX1393",
        Severity.Error,
        "An expression of a compiled language does not fit its types",
        CompileAgain
    );

    /// <summary>An expression nested too deeply.</summary>
    public static readonly DiagnosticRule TooDeep = new(
        "PLX1394",
        Severity.Error,
        "An expression of a compiled language is nested too deeply",
        "Split the expression with variables (let name = ...)."
    );

    /// <summary>A step redefined as another kind of step.</summary>
    public static readonly DiagnosticRule KindChanged = new(
        "PLX1395",
        Severity.Error,
        "A step is redefined as another kind of step",
        "Give the redefinition the kind (| & # E !E) of the step that it redefines, or another name."
    );
}
