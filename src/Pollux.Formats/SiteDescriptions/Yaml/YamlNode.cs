using System.Collections.Immutable;

namespace Pollux.Formats.SiteDescriptions.Yaml;

/// <summary>A value in a YAML document, with its place. A closed family.</summary>
/// <param name="Line">Line of its first character, from 1.</param>
/// <param name="Column">Column of its first character, from 1.</param>
/// <param name="Weight">How many scalars it holds, those behind aliases counted each time; at least 1.</param>
internal abstract record YamlNode(int Line, int Column, int Weight);

/// <summary>One word, number or text.</summary>
/// <param name="Line">Line of its first character, from 1.</param>
/// <param name="Column">Column of its first character, from 1.</param>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="IsQuoted">True when it was written in quotes or as a block, so that it is meant as text.</param>
internal sealed record YamlScalar(int Line, int Column, string Text, bool IsQuoted) : YamlNode(Line, Column, 1)
{
    /// <summary>True for nothing at all, <c>~</c> and <c>null</c>.</summary>
    public bool IsNothing =>
        !IsQuoted && (Text.Length == 0 || Text is "~" || Text.Equals("null", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Values in order.</summary>
internal sealed record YamlList(int Line, int Column, int Weight, ImmutableArray<YamlNode> Items)
    : YamlNode(Line, Column, Weight);

/// <summary>Keys with values, in order; keys may repeat, which the reader of the format reports.</summary>
internal sealed record YamlMap(int Line, int Column, int Weight, ImmutableArray<YamlEntry> Entries)
    : YamlNode(Line, Column, Weight);

/// <summary>One key of a map with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
