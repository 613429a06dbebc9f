namespace Pollux.Language.Formatting;

/// <summary>What an empty line before a line depends on.</summary>
internal enum BlankLine
{
    /// <summary>Never there.</summary>
    None,

    /// <summary>There when the source has one.</summary>
    AsWritten,

    /// <summary>Always there.</summary>
    Always,
}

/// <summary>A token begins a line.</summary>
/// <param name="Indentation">How many blanks.</param>
/// <param name="Blank">Whether an empty line is before it.</param>
/// <param name="CommentIndentation">How many blanks are before comments above it.</param>
internal readonly record struct LineStart(int Indentation, BlankLine Blank, int CommentIndentation);

/// <summary>Where tokens stand; decides the blanks between two of them.</summary>
internal enum Region : byte
{
    /// <summary>Declarations, heads of members, associations, detectors.</summary>
    Plain,

    /// <summary>The mark of a define.</summary>
    Define,

    /// <summary>An expression over assets and steps.</summary>
    Expression,

    /// <summary>A time to compromise, in its brackets.</summary>
    Ttc,
}

/// <summary>The layout of a file, by token.</summary>
/// <param name="LineStarts">Which tokens begin lines; null for those that do not.</param>
/// <param name="Regions">Where each token stands.</param>
internal sealed record Layout(LineStart?[] LineStarts, Region[] Regions);
