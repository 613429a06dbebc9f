namespace Pollux.Knowledge.Versions;

/// <summary>The kinds of token that a range is made of.</summary>
internal enum RangeTokenKind
{
    /// <summary>A version: the text between other tokens.</summary>
    Version,

    /// <summary>Below the next version.</summary>
    Less,

    /// <summary>The next version and below.</summary>
    LessOrEqual,

    /// <summary>Below the next version, and it is not said whether with it.</summary>
    UpTo,

    /// <summary>Above the next version.</summary>
    Greater,

    /// <summary>The next version and above.</summary>
    GreaterOrEqual,

    /// <summary>The next version.</summary>
    Equal,

    /// <summary>Not the next version.</summary>
    NotEqual,

    /// <summary>The version before and all below.</summary>
    AndEarlier,

    /// <summary>The version before and all above.</summary>
    AndLater,

    /// <summary>From the version before to the version after.</summary>
    Through,

    /// <summary>All versions.</summary>
    All,

    /// <summary>Another alternative or a further comparison.</summary>
    Separator,
}

/// <summary>A token and, for a version, its text.</summary>
internal readonly record struct RangeToken(RangeTokenKind Kind, string Text);
