namespace Pollux.Diagnostics;

/// <summary>Where in the input something is; every part beyond the file is given as far as it exists.</summary>
/// <param name="File">The file as the user named it; inside an archive <c>archive.zip!entry.json</c>.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1, in characters (UTF-16 code units) of the line.</param>
/// <param name="Length">How many characters are meant, from the column on; null or 0 where only a point is known.</param>
/// <param name="Record">The record, in the format's own words, such as <c>host 10.0.0.7</c> or <c>/components/4</c>.</param>
public sealed record SourceLocation(
    string File,
    int? Line = null,
    int? Column = null,
    int? Length = null,
    string? Record = null
)
{
    /// <summary><c>file(line,column)</c>, or as much of it as is known.</summary>
    public override string ToString() =>
        (Line, Column) switch
        {
            (null, _) => File,
            ({ } line, null) => $"{File}({line})",
            ({ } line, { } column) => $"{File}({line},{column})",
        };
}
