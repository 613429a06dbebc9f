using Pollux.Diagnostics;

namespace Pollux.Formats.MalModels;

/// <summary>What can be wrong in a MAL-Toolbox instance model.</summary>
public static class MalModelRules
{
    /// <summary>Not a model at all.</summary>
    public static readonly DiagnosticRule NoModel = new(
        "PLX2500",
        Severity.Error,
        "The file is not an instance model",
        "Give a model file of MAL-Toolbox, JSON or YAML, with a map 'assets'."
    );

    /// <summary>A value of the wrong kind.</summary>
    public static readonly DiagnosticRule WrongShape = new(
        "PLX2501",
        Severity.Error,
        "A value of a model is not of the form that the format asks for",
        "See docs/formats/mal-models.md for the form; the part named is left out."
    );

    /// <summary>An id that is no number or stands twice.</summary>
    public static readonly DiagnosticRule BadId = new(
        "PLX2502",
        Severity.Error,
        "An asset's id cannot be used",
        "Give each asset a whole number of its own as its key."
    );

    /// <summary>A type that the language lacks.</summary>
    public static readonly DiagnosticRule UnknownType = new(
        "PLX2503",
        Severity.Error,
        "An asset has a type that the language does not define",
        "Use a type of the language, or the language that the model was made for."
    );

    /// <summary>A name that stands twice.</summary>
    public static readonly DiagnosticRule DuplicateName = new(
        "PLX2504",
        Severity.Warning,
        "Two assets have one name",
        "Give each asset a name of its own; until then the later one has its id appended."
    );

    /// <summary>A defence that the type lacks.</summary>
    public static readonly DiagnosticRule UnknownDefense = new(
        "PLX2505",
        Severity.Warning,
        "An asset names a defence that its type does not have",
        "Correct the name; until then this defence has no effect."
    );

    /// <summary>A defence's value that is no probability.</summary>
    public static readonly DiagnosticRule BadProbability = new(
        "PLX2506",
        Severity.Error,
        "A defence's value is not a probability",
        "Give a number from 0 (off) to 1 (on); until then the language's default holds."
    );

    /// <summary>A field that the type lacks.</summary>
    public static readonly DiagnosticRule UnknownField = new(
        "PLX2507",
        Severity.Error,
        "A link is under a field that the asset's type does not have",
        "Use a field of the type; this link is left out."
    );

    /// <summary>A link to an asset that is not there.</summary>
    public static readonly DiagnosticRule UnknownTarget = new(
        "PLX2508",
        Severity.Error,
        "A link leads to an asset that the model does not have",
        "Give the id of an asset of this model; this link is left out."
    );

    /// <summary>A link to an asset of the wrong type.</summary>
    public static readonly DiagnosticRule WrongTarget = new(
        "PLX2509",
        Severity.Error,
        "A link leads to an asset of another type than its field asks for",
        "Link an asset of the type that the field leads to; this link is left out."
    );

    /// <summary>A name beside an id that is not that asset's name.</summary>
    public static readonly DiagnosticRule OtherName = new(
        "PLX2510",
        Severity.Warning,
        "A link gives another name than the asset of its id has",
        "The id counts; correct the id or the name."
    );

    /// <summary>Fewer or more links than the language allows.</summary>
    public static readonly DiagnosticRule Multiplicity = new(
        "PLX2511",
        Severity.Warning,
        "An asset has fewer or more links than the language says",
        "Add or remove links; the model is used as it stands."
    );

    /// <summary>A model for another language.</summary>
    public static readonly DiagnosticRule OtherLanguage = new(
        "PLX2512",
        Severity.Warning,
        "The model says that it was made for another language",
        "Give the language and version that the model names, or check what differs."
    );

    /// <summary>A key that the format does not have.</summary>
    public static readonly DiagnosticRule UnknownKey = new(
        "PLX2513",
        Severity.Info,
        "A key of a model is not known and ignored",
        "Correct the key if it is meant to have an effect."
    );

    /// <summary>An attacker inside the model, as old versions have it.</summary>
    public static readonly DiagnosticRule Attacker = new(
        "PLX2514",
        Severity.Info,
        "The model holds an attacker",
        "Its entry points are used unless --entry is given."
    );

    /// <summary>More links than can be held.</summary>
    public static readonly DiagnosticRule TooMany = new(
        "PLX2515",
        Severity.Error,
        "The model has too many links",
        "Split the model; the links beyond the limit are left out."
    );

    /// <summary>An asset of an abstract type.</summary>
    public static readonly DiagnosticRule AbstractType = new(
        "PLX2516",
        Severity.Warning,
        "An asset has a type that is only meant to be extended",
        "Use a type that extends it."
    );

    /// <summary>An association of the old form that does not have two fields.</summary>
    public static readonly DiagnosticRule BadAssociation = new(
        "PLX2517",
        Severity.Error,
        "An association is not of the form that this version of the format has",
        "Give one name with two fields, each with the assets of that role; this association is left out."
    );
}
