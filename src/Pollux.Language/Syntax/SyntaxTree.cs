using System.Collections.Immutable;

namespace Pollux.Language.Syntax;

/// <summary>A word with its place.</summary>
internal sealed record NameSyntax(string Text, TextSpan Span);

/// <summary>The text of a string with the place of its token.</summary>
internal sealed record StringSyntax(string Text, TextSpan Span);

/// <summary>One parsed file.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Declarations">What it declares, in source order.</param>
/// <param name="IsIncomplete">True when tokens were skipped after an error: something declared may be missing.</param>
internal sealed record FileSyntax(SourceText Source, ImmutableArray<DeclarationSyntax> Declarations, bool IsIncomplete);

/// <summary>Something at the outermost level of a file.</summary>
internal abstract record DeclarationSyntax(TextSpan Span);

/// <summary><c>#key: "value"</c>.</summary>
internal sealed record DefineSyntax(TextSpan Span, NameSyntax Key, StringSyntax Value) : DeclarationSyntax(Span);

/// <summary><c>include "path"</c>.</summary>
internal sealed record IncludeSyntax(TextSpan Span, StringSyntax Path) : DeclarationSyntax(Span);

/// <summary><c>category Name meta { assets }</c>.</summary>
internal sealed record CategorySyntax(
    TextSpan Span,
    NameSyntax Name,
    ImmutableArray<MetaSyntax> Meta,
    ImmutableArray<AssetSyntax> Assets
) : DeclarationSyntax(Span);

/// <summary><c>associations { ... }</c>.</summary>
internal sealed record AssociationsSyntax(TextSpan Span, ImmutableArray<AssociationSyntax> Associations)
    : DeclarationSyntax(Span);

/// <summary><c>key info: "text"</c>.</summary>
internal sealed record MetaSyntax(TextSpan Span, NameSyntax Key, StringSyntax Value);

/// <summary>An asset with its own members.</summary>
internal sealed record AssetSyntax(
    TextSpan Span,
    bool IsAbstract,
    NameSyntax Name,
    NameSyntax? SuperAsset,
    ImmutableArray<MetaSyntax> Meta,
    ImmutableArray<VariableSyntax> Variables,
    ImmutableArray<StepSyntax> Steps
);

/// <summary><c>let name = expression</c>; the expression is null when it could not be read.</summary>
internal sealed record VariableSyntax(TextSpan Span, NameSyntax Name, ExpressionSyntax? Expression);

/// <summary>A step; <see cref="Span"/> begins at its symbol.</summary>
internal sealed record StepSyntax(
    TextSpan Span,
    Token Symbol,
    NameSyntax? CausalMode,
    NameSyntax Name,
    ImmutableArray<NameSyntax> Tags,
    ImmutableArray<NameSyntax>? Cia,
    TtcClauseSyntax? Ttc,
    ImmutableArray<MetaSyntax> Meta,
    ImmutableArray<DetectorSyntax> Detectors,
    ClauseSyntax? Requires,
    ClauseSyntax? Reaches
);

/// <summary>The expressions after <c>&lt;-</c>, <c>-&gt;</c> or <c>+&gt;</c>; <see cref="Operator"/> is that symbol.</summary>
internal sealed record ClauseSyntax(Token Operator, ImmutableArray<ExpressionSyntax> Expressions);

/// <summary>A detector of a step.</summary>
internal sealed record DetectorSyntax(
    TextSpan Span,
    NameSyntax Name,
    ImmutableArray<DetectorContextSyntax> Context,
    NameSyntax? Type,
    NumberSyntax? TruePositiveRate,
    NumberSyntax? FalsePositiveRate
);

/// <summary>One labelled expression of a detector's context; the label is null when not written.</summary>
internal sealed record DetectorContextSyntax(ExpressionSyntax Expression, NameSyntax? Label);

/// <summary>A number with its place.</summary>
internal sealed record NumberSyntax(double Value, TextSpan Span);

/// <summary>An association; <see cref="Span"/> begins at the left asset's name.</summary>
internal sealed record AssociationSyntax(
    TextSpan Span,
    AssociationEndSyntax Left,
    NameSyntax Name,
    AssociationEndSyntax Right,
    ImmutableArray<MetaSyntax> Meta
);

/// <summary>One end of an association.</summary>
internal sealed record AssociationEndSyntax(NameSyntax Asset, NameSyntax Field, MultiplicitySyntax Multiplicity);

/// <summary>How many; no maximum when <see cref="Maximum"/> is null.</summary>
internal sealed record MultiplicitySyntax(TextSpan Span, int Minimum, int? Maximum);

/// <summary>An expression over assets and steps. Parentheses leave no node: the span is that of what they hold.</summary>
internal abstract record ExpressionSyntax(TextSpan Span);

/// <summary>A field or a step.</summary>
internal sealed record NameExpressionSyntax(TextSpan Span, string Name) : ExpressionSyntax(Span);

/// <summary>A variable, <c>name()</c>.</summary>
internal sealed record CallExpressionSyntax(TextSpan Span, string Name) : ExpressionSyntax(Span);

/// <summary><c>left.right</c>.</summary>
internal sealed record CollectExpressionSyntax(TextSpan Span, ExpressionSyntax Left, ExpressionSyntax Right)
    : ExpressionSyntax(Span);

/// <summary><c>left \/ right</c>, <c>left /\ right</c> or <c>left - right</c>.</summary>
internal sealed record SetExpressionSyntax(
    TextSpan Span,
    TokenKind Operator,
    ExpressionSyntax Left,
    ExpressionSyntax Right
) : ExpressionSyntax(Span);

/// <summary><c>inner*</c>.</summary>
internal sealed record TransitiveExpressionSyntax(TextSpan Span, ExpressionSyntax Inner) : ExpressionSyntax(Span);

/// <summary><c>inner[Type]</c>.</summary>
internal sealed record SubTypeExpressionSyntax(TextSpan Span, ExpressionSyntax Inner, NameSyntax SubType)
    : ExpressionSyntax(Span);

/// <summary><c>[ttc]</c>; an empty one has no expression.</summary>
internal sealed record TtcClauseSyntax(TextSpan Span, TtcSyntax? Expression);

/// <summary>A time to compromise.</summary>
internal abstract record TtcSyntax(TextSpan Span);

/// <summary>A distribution.</summary>
internal sealed record TtcFunctionSyntax(TextSpan Span, NameSyntax Name, ImmutableArray<NumberSyntax> Arguments)
    : TtcSyntax(Span);

/// <summary>A plain number.</summary>
internal sealed record TtcNumberSyntax(TextSpan Span, double Value) : TtcSyntax(Span);

/// <summary>Arithmetic.</summary>
internal sealed record TtcBinarySyntax(TextSpan Span, TokenKind Operator, TtcSyntax Left, TtcSyntax Right)
    : TtcSyntax(Span);
