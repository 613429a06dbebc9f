using System.Collections.Immutable;
using Pollux.Language.Syntax;

namespace Pollux.Language.Formatting;

/// <summary>Plans where lines begin, from the syntax tree.</summary>
internal sealed class LayoutPlanner
{
    private const int Step = 2;

    // Expressions below the first of a clause stand behind its arrow.
    private const int BehindArrow = 3;

    private readonly Token[] tokens;
    private readonly int[] starts;
    private readonly int[] commentStarts;
    private readonly LineStart?[] lineStarts;
    private readonly Region[] regions;

    private LayoutPlanner(TokenStream stream)
    {
        tokens = stream.Tokens;
        starts = [.. tokens.Select(token => token.Start)];
        commentStarts = [.. stream.Comments.Select(comment => comment.Start)];
        lineStarts = new LineStart?[tokens.Length];
        regions = new Region[tokens.Length];
    }

    public static Layout Plan(TokenStream stream, FileSyntax file)
    {
        LayoutPlanner planner = new(stream);
        DeclarationSyntax? previous = null;
        foreach (DeclarationSyntax declaration in file.Declarations)
        {
            planner.PlanDeclaration(declaration, previous);
            previous = declaration;
        }

        planner.lineStarts[^1] = new LineStart(0, BlankLine.AsWritten, 0);
        return new Layout(planner.lineStarts, planner.regions);
    }

    // The index of the first token that begins at an offset or after it.
    private int At(int offset)
    {
        int found = Array.BinarySearch(starts, offset);
        return found < 0 ? ~found : found;
    }

    private int LastOf(TextSpan span) => At(span.End) - 1;

    private void Begin(int token, int indentation, BlankLine blank = BlankLine.None, int? commentIndentation = null) =>
        lineStarts[token] = new LineStart(indentation, blank, commentIndentation ?? indentation);

    private void PlanDeclaration(DeclarationSyntax declaration, DeclarationSyntax? previous)
    {
        int first = At(declaration.Span.Start);
        bool isApart =
            declaration is CategorySyntax or AssociationsSyntax
            || (previous is not null && previous.GetType() != declaration.GetType());
        Begin(first, 0, isApart ? BlankLine.Always : BlankLine.AsWritten);
        switch (declaration)
        {
            case CategorySyntax category:
                PlanMeta(category.Meta, Step);
                PlanBody(category.Span, LastOfHead(category.Name, null, category.Meta), 0, category.Meta);
                PlanAssets(category.Assets);
                break;
            case AssociationsSyntax block:
                PlanBody(block.Span, first, 0, []);
                PlanAssociations(block.Associations);
                break;
            case DefineSyntax:
                regions[first] = Region.Define;
                break;
        }
    }

    private int LastOfHead(NameSyntax name, NameSyntax? super, ImmutableArray<MetaSyntax> meta) =>
        LastOf(meta.IsEmpty ? (super ?? name).Span : meta[^1].Span);

    private void PlanMeta(ImmutableArray<MetaSyntax> meta, int indentation)
    {
        foreach (MetaSyntax line in meta)
        {
            Begin(At(line.Span.Start), indentation);
        }
    }

    // After info lines both braces have their own lines; else an empty body without comments is {}.
    private void PlanBody(TextSpan span, int lastOfHead, int indentation, ImmutableArray<MetaSyntax> meta)
    {
        int open = lastOfHead + 1;
        int close = LastOf(span);
        if (!meta.IsEmpty)
        {
            Begin(open, indentation, commentIndentation: indentation + Step);
        }

        if (!meta.IsEmpty || close != open + 1 || HasCommentBetween(open, close))
        {
            Begin(close, indentation, commentIndentation: indentation + Step);
        }
    }

    private bool HasCommentBetween(int first, int last)
    {
        int found = Array.BinarySearch(commentStarts, tokens[first].End);
        int next = found < 0 ? ~found : found;
        return next < commentStarts.Length && commentStarts[next] < tokens[last].Start;
    }

    private void PlanAssets(ImmutableArray<AssetSyntax> assets)
    {
        foreach (AssetSyntax asset in assets)
        {
            Begin(At(asset.Span.Start), Step, BlankLine.AsWritten);
            PlanMeta(asset.Meta, 2 * Step);
            PlanBody(asset.Span, LastOfHead(asset.Name, asset.SuperAsset, asset.Meta), Step, asset.Meta);
            foreach (VariableSyntax variable in asset.Variables)
            {
                Begin(At(variable.Span.Start), 2 * Step, BlankLine.AsWritten);
                MarkRegion(At(variable.Name.Span.End) + 1, LastOf(variable.Span), Region.Expression);
            }

            foreach (StepSyntax step in asset.Steps)
            {
                Begin(At(step.Span.Start), 2 * Step, BlankLine.AsWritten);
                PlanStep(step);
            }
        }
    }

    private void MarkRegion(int first, int last, Region region)
    {
        for (int token = first; token <= last; token++)
        {
            regions[token] = region;
        }
    }

    private void PlanStep(StepSyntax step)
    {
        MarkRegions(step);
        int first = At(step.Span.Start);
        int last = LastOf(step.Span);
        if (step.Meta.IsEmpty && !HasCommentBetween(first, last) && Fits(first, last, 2 * Step))
        {
            return;
        }

        const int inner = 3 * Step;
        PlanHead(step, first, inner);
        PlanMeta(step.Meta, inner);
        foreach (DetectorSyntax detector in step.Detectors.Where(IsToken))
        {
            Begin(At(detector.Span.Start), inner);
        }

        PlanClause(step.Requires, EndOfRequires(step), inner);
        PlanClause(step.Reaches, last, inner);
    }

    // A detector behind '//!' is a comment to the layout.
    private bool IsToken(DetectorSyntax detector) => tokens[At(detector.Span.Start)].Start == detector.Span.Start;

    private int EndOfRequires(StepSyntax step) =>
        step.Reaches is { } reaches ? At(reaches.Operator.Start) - 1 : LastOf(step.Span);

    private void MarkRegions(StepSyntax step)
    {
        if (step.Ttc is { } ttc)
        {
            MarkRegion(At(ttc.Span.Start), LastOf(ttc.Span), Region.Ttc);
        }

        foreach (
            DetectorContextSyntax context in step.Detectors.Where(IsToken).SelectMany(detector => detector.Context)
        )
        {
            MarkRegion(At(context.Expression.Span.Start), LastOf(context.Expression.Span), Region.Expression);
        }

        if (step.Requires is { } requires)
        {
            MarkRegion(At(requires.Operator.Start) + 1, EndOfRequires(step), Region.Expression);
        }

        if (step.Reaches is { } reaches)
        {
            MarkRegion(At(reaches.Operator.Start) + 1, LastOf(step.Span), Region.Expression);
        }
    }

    private void PlanClause(ClauseSyntax? clause, int last, int indentation)
    {
        if (clause is null)
        {
            return;
        }

        int first = At(clause.Operator.Start);
        Begin(first, indentation);
        int[] expressions = [.. CommasOutside(first, last).Select(comma => comma + 1)];
        if (HasCommentBetween(first, last))
        {
            // What is explained one by one stands one by one.
            foreach (int expression in expressions)
            {
                Begin(expression, indentation + BehindArrow);
            }
        }
        else
        {
            Fill(first, last, indentation, expressions, indentation + BehindArrow);
        }
    }

    // Tags, classification and time go on in the next line where the head of a step is too long.
    private void PlanHead(StepSyntax step, int first, int indentation)
    {
        int last = LastOf(step.Ttc?.Span ?? step.Name.Span);
        for (int token = last + 1; token < tokens.Length && step.Ttc is null && IsHead(token, step); token++)
        {
            last = token;
        }

        bool BeginsPart(int token) =>
            tokens[token].Kind is TokenKind.At or TokenKind.OpenBrace
            || (step.Ttc is { } ttc && tokens[token].Start == ttc.Span.Start);
        Fill(first, last, 2 * Step, [.. Enumerable.Range(first, last - first + 1).Where(BeginsPart)], indentation);
    }

    private bool IsHead(int token, StepSyntax step) =>
        tokens[token].End <= step.Span.End
        && tokens[token].Kind
            is TokenKind.At
                or TokenKind.OpenBrace
                or TokenKind.CloseBrace
                or TokenKind.Comma
                or TokenKind.Word
        && (step.Meta.IsEmpty || tokens[token].Start < step.Meta[0].Span.Start);

    // As many parts on each line as fit.
    private void Fill(int first, int last, int indentation, int[] parts, int continuation)
    {
        int column = indentation + WidthOf(first, (parts.Length == 0 ? last + 1 : parts[0]) - 1);
        for (int index = 0; index < parts.Length; index++)
        {
            int end = index + 1 < parts.Length ? parts[index + 1] - 1 : last;
            int width = WidthOf(parts[index], end);
            if (column + 1 + width > MalFormatter.MaximumWidth)
            {
                Begin(parts[index], continuation);
                column = continuation + width;
            }
            else
            {
                column += 1 + width;
            }
        }
    }

    private IEnumerable<int> CommasOutside(int first, int last)
    {
        int depth = 0;
        for (int token = first; token <= last; token++)
        {
            depth += tokens[token].Kind switch
            {
                TokenKind.OpenParenthesis => 1,
                TokenKind.CloseParenthesis => -1,
                _ => 0,
            };
            if (depth == 0 && tokens[token].Kind == TokenKind.Comma)
            {
                yield return token;
            }
        }
    }

    private bool Fits(int first, int last, int indentation) =>
        indentation + WidthOf(first, last) <= MalFormatter.MaximumWidth;

    private int WidthOf(int first, int last)
    {
        int width = tokens[first].Length;
        for (int token = first + 1; token <= last; token++)
        {
            bool isApart = Spacing.IsBetween(tokens[token - 1], tokens[token], regions[token - 1], regions[token]);
            width += tokens[token].Length + (isApart ? 1 : 0);
        }

        return width;
    }

    private void PlanAssociations(ImmutableArray<AssociationSyntax> associations)
    {
        foreach (AssociationSyntax association in associations)
        {
            Begin(At(association.Span.Start), Step, BlankLine.AsWritten);
            PlanMeta(association.Meta, 2 * Step);
        }
    }
}
