using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>A syntax node with the file that it stands in.</summary>
/// <param name="Source">The file.</param>
/// <param name="IncludeDepth">How many includes lead from the main file to it; 0 for the main file.</param>
/// <param name="Node">The node.</param>
internal sealed record Placed<T>(SourceText Source, int IncludeDepth, T Node)
{
    public Placed<TOther> With<TOther>(TOther node) => new(Source, IncludeDepth, node);

    public SourceLocation At(TextSpan span) => Source.LocationOf(span);
}

/// <summary>All declarations of a language, the included ones in the place of their include.</summary>
/// <param name="Files">The names of all files, in the order of reading.</param>
/// <param name="Defines">All defines.</param>
/// <param name="Categories">All blocks of categories.</param>
/// <param name="Associations">All associations.</param>
/// <param name="IsIncomplete">True when something may be missing (a syntax error, an include not found), so that a name that is not found proves nothing.</param>
internal sealed record SourceProgram(
    ImmutableArray<string> Files,
    ImmutableArray<Placed<DefineSyntax>> Defines,
    ImmutableArray<Placed<CategorySyntax>> Categories,
    ImmutableArray<Placed<AssociationSyntax>> Associations,
    bool IsIncomplete
);
