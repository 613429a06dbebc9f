using Pollux.Diagnostics;

namespace Pollux.Language.Binding;

/// <summary>What can be wrong with the meaning of a MAL language.</summary>
public static class BindingRules
{
    /// <summary>No <c>#id</c> or no <c>#version</c>.</summary>
    public static readonly DiagnosticRule MissingDefine = Error(
        1100,
        "A required define is missing",
        "Add #id: \"...\" and #version: \"1.0.0\" to the main file."
    );

    /// <summary>A blank id, or a version that is not three numbers.</summary>
    public static readonly DiagnosticRule InvalidDefine = Error(
        1101,
        "A required define has no valid value",
        "Give the id a text, and the version three numbers with dots such as 1.0.0."
    );

    /// <summary>A key defined twice.</summary>
    public static readonly DiagnosticRule DuplicateDefine = Error(
        1102,
        "A key is defined twice",
        "Keep one of the two defines."
    );

    /// <summary>Two assets of one name.</summary>
    public static readonly DiagnosticRule DuplicateAsset = Error(
        1103,
        "Two assets have one name",
        "Rename one of them: names of assets are unique in the whole language, whatever their category."
    );

    /// <summary>An asset that is not declared.</summary>
    public static readonly DiagnosticRule UnknownAsset = Error(
        1104,
        "An asset is not declared",
        "Declare the asset, correct its name, or include the file that declares it."
    );

    /// <summary>Assets that extend each other in a ring.</summary>
    public static readonly DiagnosticRule InheritanceCycle = Error(
        1105,
        "Assets extend each other in a ring",
        "Remove one 'extends' of the ring."
    );

    /// <summary>A line of inheritance longer than the limit.</summary>
    public static readonly DiagnosticRule InheritanceTooDeep = Error(
        1106,
        "An asset extends too many others in a line",
        "Shorten the line: at most 100 assets may extend each other in one line."
    );

    /// <summary>An abstract asset that nothing extends.</summary>
    public static readonly DiagnosticRule AbstractNeverExtended = Warning(
        1107,
        "An abstract asset is never extended",
        "Extend it, or remove 'abstract'."
    );

    /// <summary>A category block without content.</summary>
    public static readonly DiagnosticRule EmptyCategory = Warning(
        1108,
        "A category is empty",
        "Put assets into it, or remove it."
    );

    /// <summary>Two meta lines of one key on one owner.</summary>
    public static readonly DiagnosticRule DuplicateMeta = Error(
        1109,
        "Two info lines have one key",
        "Join the two texts, or give one of them another key."
    );

    /// <summary>Two steps of one name in one asset.</summary>
    public static readonly DiagnosticRule DuplicateStep = Error(
        1110,
        "Two steps of an asset have one name",
        "Rename or join them."
    );

    /// <summary>A redefinition changes the step's type.</summary>
    public static readonly DiagnosticRule StepTypeChanged = Error(
        1111,
        "A step is redefined with another type",
        "Give it the type of the inherited step, or another name."
    );

    /// <summary><c>+></c> on a step that no ancestor defines.</summary>
    public static readonly DiagnosticRule NothingToInherit = Error(
        1112,
        "A step adds to one that is not inherited",
        "Write -> instead of +>, or define the step in an asset that this one extends."
    );

    /// <summary><c>&lt;-</c> on a step that is no existence step.</summary>
    public static readonly DiagnosticRule RequiresNotAllowed = Error(
        1113,
        "Only existence steps have requirements",
        "Remove the <- clause, or make it a step of type E or !E."
    );

    /// <summary>An existence step without <c>&lt;-</c>.</summary>
    public static readonly DiagnosticRule RequiresMissing = Error(
        1114,
        "An existence step needs a requirement",
        "Add <- and the assets whose existence is asked for."
    );

    /// <summary>A time to compromise on an existence step.</summary>
    public static readonly DiagnosticRule TtcNotAllowed = Error(
        1115,
        "An existence step has no time to compromise",
        "Remove the time in square brackets."
    );

    /// <summary>C, I or A on a defence or an existence step.</summary>
    public static readonly DiagnosticRule CiaNotAllowed = Error(
        1116,
        "Only attack steps have a classification",
        "Remove the C, I and A in braces."
    );

    /// <summary>A letter of C, I, A twice.</summary>
    public static readonly DiagnosticRule DuplicateCia = Warning(
        1117,
        "A classification is given twice",
        "Remove one of the two letters."
    );

    /// <summary>A tag twice on a step.</summary>
    public static readonly DiagnosticRule DuplicateTag = Warning(
        1118,
        "A tag is given twice",
        "Remove one of the two tags."
    );

    /// <summary>A distribution that MAL does not have.</summary>
    public static readonly DiagnosticRule UnknownDistribution = Error(
        1120,
        "A distribution is not known",
        "Use one of the distributions that docs/formats/mal.md lists."
    );

    /// <summary>Too many or too few parameters.</summary>
    public static readonly DiagnosticRule DistributionArity = Error(
        1121,
        "A distribution has the wrong number of parameters",
        "Give the parameters that the message names, in that order."
    );

    /// <summary>A parameter out of its range.</summary>
    public static readonly DiagnosticRule DistributionRange = Error(
        1122,
        "A parameter of a distribution is out of range",
        "Give a value in the range that the message names."
    );

    /// <summary>A defence with another time than Enabled, Disabled, Bernoulli.</summary>
    public static readonly DiagnosticRule DefenseTtc = Error(
        1123,
        "A defence is on or off, or on with a probability",
        "Use Enabled, Disabled or Bernoulli(p), alone."
    );

    /// <summary>Enabled or Disabled on an attack step.</summary>
    public static readonly DiagnosticRule StepTtc = Error(
        1124,
        "Enabled and Disabled are for defences",
        "Use another distribution: Zero or Infinity say that a step takes no time or never succeeds."
    );

    /// <summary>Bernoulli as an operand of an operator where a gate has no meaning.</summary>
    public static readonly DiagnosticRule GateAsOperand = Error(
        1125,
        "A chance of success is no time to calculate with",
        "Multiply with Bernoulli(p) to let the step succeed with probability p; it cannot be subtracted, divided or raised."
    );

    /// <summary>A redefinition without a time drops the inherited time.</summary>
    public static readonly DiagnosticRule TtcDropped = Warning(
        1126,
        "A redefined step drops the inherited time to compromise",
        "Repeat the time in the redefinition; without one the step takes no time, as in MAL Toolbox."
    );

    /// <summary>The id or the version twice in one file.</summary>
    public static readonly DiagnosticRule RepeatedIdentity = Warning(
        1127,
        "The id or version is defined twice in one file",
        "Keep one of the two; the later one counts here and in MAL Toolbox, and malc refuses it."
    );

    /// <summary>Two fields of one name on one asset.</summary>
    public static readonly DiagnosticRule DuplicateField = Error(
        1130,
        "Two fields of an asset have one name",
        "Rename one of the two roles."
    );

    /// <summary>A field with the name of a step.</summary>
    public static readonly DiagnosticRule FieldIsStep = Error(
        1131,
        "A field and a step of an asset have one name",
        "Rename the role or the step."
    );

    /// <summary>Two variables of one name on one asset.</summary>
    public static readonly DiagnosticRule DuplicateVariable = Error(
        1132,
        "Two variables of an asset have one name",
        "Rename one of them: a variable may not be defined again in an asset that inherits it."
    );

    /// <summary>Variables that use each other in a ring.</summary>
    public static readonly DiagnosticRule VariableCycle = Error(
        1133,
        "Variables use each other in a ring",
        "Write one of them without the others."
    );

    /// <summary>A field that the type does not have.</summary>
    public static readonly DiagnosticRule UnknownField = Error(
        1135,
        "A field is not defined for an asset",
        "Correct the name, or add an association that gives the asset this field."
    );

    /// <summary>A variable that the type does not have.</summary>
    public static readonly DiagnosticRule UnknownVariable = Error(
        1136,
        "A variable is not defined for an asset",
        "Correct the name, or define the variable with let."
    );

    /// <summary>A step that the type does not have.</summary>
    public static readonly DiagnosticRule UnknownStep = Error(
        1137,
        "A step is not defined for an asset",
        "Correct the name, or define the step in the asset."
    );

    /// <summary>Two types without a common ancestor in a set operation.</summary>
    public static readonly DiagnosticRule NoCommonAncestor = Error(
        1138,
        "The two sides of a set operation have nothing in common",
        "Let both types extend a common asset, or write two expressions with a comma between."
    );

    /// <summary>A closure whose step leads out of the type that it starts from.</summary>
    public static readonly DiagnosticRule TransitiveTypes = Error(
        1139,
        "A closure does not lead back to its own type",
        "What stands before * must lead to the type that it starts from, one above or one below it."
    );

    /// <summary>A type filter that nothing can pass.</summary>
    public static readonly DiagnosticRule ImpossibleSubType = Error(
        1140,
        "A type filter that nothing passes",
        "Name the type itself or one that extends it."
    );

    /// <summary>A reaches expression that does not end in a step.</summary>
    public static readonly DiagnosticRule NotAStep = Error(
        1141,
        "The expression does not end in a step",
        "End each expression after -> with a dot and the name of one step; join sets of assets before the dot."
    );

    /// <summary>A variable that is not used.</summary>
    public static readonly DiagnosticRule UnusedVariable = Warning(
        1142,
        "A variable is never used",
        "Use it, or remove it."
    );

    /// <summary>An association that no expression navigates.</summary>
    public static readonly DiagnosticRule UnusedAssociation = Warning(
        1143,
        "An association is never used",
        "Use one of its fields in an expression, or remove it."
    );

    /// <summary>Two detectors of one name on a step.</summary>
    public static readonly DiagnosticRule DuplicateDetector = Error(
        1145,
        "Two detectors of a step have one name",
        "Rename one of them."
    );

    /// <summary>A rate that is no probability.</summary>
    public static readonly DiagnosticRule DetectorRate = Error(
        1146,
        "A detector's rate is no probability",
        "Give a number from 0 to 1."
    );

    /// <summary>Two context expressions of one label on a detector.</summary>
    public static readonly DiagnosticRule DuplicateLabel = Error(
        1147,
        "Two context expressions of a detector have one label",
        "Rename one of the labels."
    );

    private static DiagnosticRule Error(int number, string title, string hint) =>
        new($"PLX{number}", Severity.Error, title, hint);

    private static DiagnosticRule Warning(int number, string title, string hint) =>
        new($"PLX{number}", Severity.Warning, title, hint);
}
