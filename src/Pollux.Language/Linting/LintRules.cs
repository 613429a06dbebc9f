using Pollux.Diagnostics;

namespace Pollux.Language.Linting;

/// <summary>What breaks the rules by which Pollux's languages are written; each rule's reason is in <c>docs/language.md</c>.</summary>
public static class LintRules
{
    /// <summary>Locality: an AND step needs all parents, so a parent on another asset would make it wait for that asset.</summary>
    public static readonly DiagnosticRule ForeignParent = new(
        "PLX1200",
        Severity.Error,
        "An AND step has a parent on another asset",
        "Lead to an OR step of that asset and from there to the AND step, or declare lint info: \"redundancy\" on the AND step when it means that all of them are lost."
    );

    /// <summary>An exception that is declared but not used as one.</summary>
    public static readonly DiagnosticRule NotRedundancy = new(
        "PLX1201",
        Severity.Error,
        "A step is declared a redundancy but is none",
        "Redundancy is for AND steps that only other assets lead to: remove lint info, or the parents of its own asset."
    );

    /// <summary>A gate stands for one defence; fed by two, it opens when either is off.</summary>
    public static readonly DiagnosticRule SharedGate = new(
        "PLX1202",
        Severity.Error,
        "Several defences lead to one OR step",
        "Give each defence its own OR gate, or make them parents of an AND step: an OR step opens as soon as one of them is off."
    );

    /// <summary>A defence is named for the safe state and blocks.</summary>
    public static readonly DiagnosticRule BlocksNothing = new(
        "PLX1203",
        Severity.Error,
        "A defence blocks nothing",
        "Let it lead to an AND step of its own asset, or to an OR gate of its own asset that leads to one."
    );

    /// <summary>The words that the user interface and the report show.</summary>
    public static readonly DiagnosticRule NoWords = new(
        "PLX1204",
        Severity.Error,
        "Words are missing",
        "Write label info (a short name) and user info (one plain sentence in the present tense)."
    );

    /// <summary>A tag that no table explains.</summary>
    public static readonly DiagnosticRule UnknownTag = new(
        "PLX1205",
        Severity.Error,
        "A tag is in no table",
        "Add it to the pack's table of techniques or capabilities, with domain and version, or correct it."
    );

    /// <summary>What a defence says beside its words.</summary>
    public static readonly DiagnosticRule NoDefenseFacts = new(
        "PLX1206",
        Severity.Error,
        "A defence lacks a fact",
        "Write mitigation info, d3fend info, sr info, observed info and cost info; a single - says that there is none."
    );

    /// <summary>An id that no table explains.</summary>
    public static readonly DiagnosticRule UnknownReference = new(
        "PLX1207",
        Severity.Error,
        "A mitigation, countermeasure or requirement is in no table",
        "Add it to the pack's table, or correct the id; ids are separated by blanks."
    );

    /// <summary>A cost that cannot be read.</summary>
    public static readonly DiagnosticRule UnreadableCost = new(
        "PLX1208",
        Severity.Error,
        "A cost cannot be read",
        "Begin cost info with none, low, medium or high, then a colon and the reason."
    );

    /// <summary>A time that is in no class, so nothing calibrates it.</summary>
    public static readonly DiagnosticRule TimeOutsideClasses = new(
        "PLX1209",
        Severity.Warning,
        "A time to compromise is in no class",
        "Use one of the time classes of docs/language.md, alone or as Bernoulli(p) * class, so that it is calibrated with the others."
    );

    /// <summary>A key of lint info that is not known.</summary>
    public static readonly DiagnosticRule UnknownException = new(
        "PLX1210",
        Severity.Error,
        "An unknown exception is declared",
        "The only exception is lint info: \"redundancy\"."
    );

    /// <summary>A pack builds on calibrated times.</summary>
    public static readonly DiagnosticRule ChangesTime = new(
        "PLX1220",
        Severity.Error,
        "A pack changes the time of a step that it builds on",
        "Redefine only steps without a time, or add an own step with an own time."
    );

    /// <summary>A defence keeps its meaning in every pack.</summary>
    public static readonly DiagnosticRule ChangesDefense = new(
        "PLX1221",
        Severity.Error,
        "A pack changes what a defence that it builds on does",
        "A pack may give a defence another default, nothing else: leave out its targets, or define an own defence."
    );

    /// <summary>A further parent makes an AND step harder everywhere.</summary>
    public static readonly DiagnosticRule LinksIntoAnd = new(
        "PLX1222",
        Severity.Error,
        "A pack leads to an AND step that it builds on",
        "A further parent would make that step harder for everybody: lead to an OR step, or define an own AND step."
    );

    /// <summary>An inherited step keeps its meaning.</summary>
    public static readonly DiagnosticRule ChangesMeaning = new(
        "PLX1223",
        Severity.Error,
        "A pack replaces where a step that it builds on leads",
        "Add with +> instead of replacing with ->."
    );

    /// <summary>Links between types of the foundation belong to the foundation.</summary>
    public static readonly DiagnosticRule ForeignAssociation = new(
        "PLX1224",
        Severity.Error,
        "A pack links two types that it builds on",
        "A pack's association begins or ends at a type of its own: link from a subtype."
    );
}
