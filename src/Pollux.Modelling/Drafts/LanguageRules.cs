using Pollux.Diagnostics;

namespace Pollux.Modelling.Drafts;

/// <summary>Where a twin and the attack language do not fit together; codes PLX5100 to PLX5109.</summary>
public static class LanguageRules
{
    /// <summary>An asset of a type that the language does not have; left out.</summary>
    public static readonly DiagnosticRule TypeNotInLanguage = new(
        "PLX5100",
        Severity.Warning,
        "An asset's type is not in the attack language",
        "Correct the type in the site description, or add the pack whose language has it."
    );

    /// <summary>An asset of an abstract type that no rule could make more special; left out.</summary>
    public static readonly DiagnosticRule TypeIsAbstract = new(
        "PLX5101",
        Severity.Warning,
        "An asset's type is too general to be attacked",
        "Say in the site description which of the more special types it is."
    );

    /// <summary>A link that the language does not know between assets of these types; left out.</summary>
    public static readonly DiagnosticRule LinkNotInLanguage = new(
        "PLX5102",
        Severity.Warning,
        "Two assets are linked in a way that the attack language does not know",
        "Correct the link or the type of one of the assets in the site description."
    );

    /// <summary>A defence that assets of this type do not have; left out.</summary>
    public static readonly DiagnosticRule DefenseNotInLanguage = new(
        "PLX5103",
        Severity.Warning,
        "An asset has a defence that the attack language does not know for its type",
        "Correct the name of the defence, or move it to the asset that has it."
    );

    /// <summary>A required link is missing; the asset is left out.</summary>
    public static readonly DiagnosticRule LinkMissing = new(
        "PLX5104",
        Severity.Warning,
        "An asset lacks a link without which it means nothing",
        "Add the link in the site description, or import the source that knows it."
    );

    /// <summary>More links than the language allows; all but the first are left out.</summary>
    public static readonly DiagnosticRule TooManyLinks = new(
        "PLX5105",
        Severity.Warning,
        "An asset has more links of one kind than the attack language allows",
        "Remove the wrong ones; two sources probably describe two things as one."
    );

    /// <summary>A crown jewel names a step that its asset does not have.</summary>
    public static readonly DiagnosticRule StepNotInLanguage = new(
        "PLX5106",
        Severity.Warning,
        "A crown jewel names an attack step that its asset does not have",
        "Use a step of the asset's type; docs/language.md lists them."
    );
}
