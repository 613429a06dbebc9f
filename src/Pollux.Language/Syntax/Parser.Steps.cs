using System.Collections.Immutable;
using Pollux.Diagnostics;

namespace Pollux.Language.Syntax;

/// <summary>Steps and their detectors.</summary>
internal sealed partial class Parser
{
    private StepSyntax? ParseStep()
    {
        Token symbol = Advance();
        NameSyntax? causalMode = IsCausalMode() ? NameOf(Advance()) : null;
        NameSyntax? name = ExpectName("the step's name");
        ImmutableArray<NameSyntax> tags = ParseTags();
        ImmutableArray<NameSyntax>? cia = Accept(TokenKind.OpenBrace) ? ParseCia() : null;
        TtcClauseSyntax? ttc = Kind == TokenKind.OpenBracket && !isPanicking ? ParseTtcClause() : null;
        ImmutableArray<MetaSyntax> meta = ParseMeta(() => Kind == TokenKind.Word && !StartsMember() && !StartsAsset());
        ImmutableArray<DetectorSyntax> detectors = ParseDetectors();
        ClauseSyntax? requires = !isPanicking && Kind == TokenKind.Require ? ParseClause() : null;
        ClauseSyntax? reaches = !isPanicking && Kind is TokenKind.Override or TokenKind.Inherit ? ParseClause() : null;
        if (!isPanicking && !(Kind == TokenKind.CloseBrace || StartsMember() || StartsAsset()))
        {
            Fail(ExpectedMember);
        }

        return name is null
            ? null
            : new StepSyntax(
                TextSpan.Between(symbol.Start, PreviousEnd),
                symbol,
                causalMode,
                name,
                tags,
                cia,
                ttc,
                meta,
                detectors,
                requires,
                reaches
            );
    }

    // 'action' and 'effect' are modes before a name, and names themselves elsewhere.
    private bool IsCausalMode() =>
        (IsWord(0, "action") || IsWord(0, "effect"))
        && Ahead(1).Kind == TokenKind.Word
        && !StartsMember(1)
        && !IsMetaAfterKey(2);

    private ImmutableArray<NameSyntax> ParseTags()
    {
        ImmutableArray<NameSyntax>.Builder tags = ImmutableArray.CreateBuilder<NameSyntax>();
        while (Accept(TokenKind.At))
        {
            if (ExpectName("the tag's name") is { } tag)
            {
                tags.Add(tag);
            }
        }

        return tags.ToImmutable();
    }

    private ImmutableArray<NameSyntax> ParseCia()
    {
        ImmutableArray<NameSyntax>.Builder letters = ImmutableArray.CreateBuilder<NameSyntax>();
        if (Accept(TokenKind.CloseBrace))
        {
            return letters.ToImmutable();
        }

        do
        {
            if (!isPanicking && (IsWord(0, "C") || IsWord(0, "I") || IsWord(0, "A")))
            {
                letters.Add(NameOf(Advance()));
            }
            else
            {
                Fail("'C', 'I' or 'A'");
            }
        } while (Accept(TokenKind.Comma));
        if (!Accept(TokenKind.CloseBrace))
        {
            Fail("',' or '}'");
            SkipCia();
        }

        return letters.ToImmutable();
    }

    // Goes on after the closing brace, which would else be taken for the asset's.
    private void SkipCia()
    {
        while (!IsAtEnd && Kind is not (TokenKind.CloseBrace or TokenKind.OpenBrace) && !StartsMember())
        {
            index++;
        }

        isPanicking = Kind != TokenKind.CloseBrace;
        index += isPanicking ? 0 : 1;
    }

    private ClauseSyntax ParseClause()
    {
        Token symbol = Advance();
        ImmutableArray<ExpressionSyntax>.Builder expressions = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        do
        {
            if (ParseWholeExpression() is { } expression)
            {
                expressions.Add(expression);
            }
        } while (Accept(TokenKind.Comma));
        return new ClauseSyntax(symbol, expressions.ToImmutable());
    }

    private ImmutableArray<DetectorSyntax> ParseDetectors()
    {
        ImmutableArray<DetectorSyntax>.Builder detectors = ImmutableArray.CreateBuilder<DetectorSyntax>();
        while (!isPanicking)
        {
            detectors.AddRange(ReadLegacyDetectors());
            int start = Current.Start;
            if (!Accept(TokenKind.Exclamation))
            {
                break;
            }

            if (ParseDetector(start) is { } detector)
            {
                detectors.Add(detector);
            }
        }

        return detectors.ToImmutable();
    }

    private DetectorSyntax? ParseDetector(int start)
    {
        NameSyntax? first = ExpectName("the detector's name");
        if (first is null)
        {
            return null;
        }

        List<string> parts = [first.Text];
        while (Accept(TokenKind.Dot))
        {
            parts.Add(ExpectName("the next part of the detector's name")?.Text ?? "");
        }

        NameSyntax name = new(string.Join('.', parts), TextSpan.Between(first.Span.Start, PreviousEnd));
        ImmutableArray<DetectorContextSyntax> context = Accept(TokenKind.OpenParenthesis) ? ParseDetectorContext() : [];
        NameSyntax? type = !isPanicking && Kind == TokenKind.Word && !StartsMember() ? NameOf(Advance()) : null;
        (NumberSyntax? truePositive, NumberSyntax? falsePositive) = Accept(TokenKind.OpenBracket)
            ? ParseRates()
            : (null, null);
        return new DetectorSyntax(
            TextSpan.Between(start, PreviousEnd),
            name,
            context,
            type,
            truePositive,
            falsePositive
        );
    }

    private ImmutableArray<DetectorContextSyntax> ParseDetectorContext()
    {
        ImmutableArray<DetectorContextSyntax>.Builder context = ImmutableArray.CreateBuilder<DetectorContextSyntax>();
        do
        {
            if (ParseWholeExpression() is { } expression)
            {
                NameSyntax? label = !isPanicking && Kind == TokenKind.Word ? NameOf(Advance()) : null;
                context.Add(new DetectorContextSyntax(expression, label));
            }
        } while (Accept(TokenKind.Comma));
        Expect(TokenKind.CloseParenthesis);
        return context.ToImmutable();
    }

    private (NumberSyntax? TruePositive, NumberSyntax? FalsePositive) ParseRates()
    {
        NumberSyntax? truePositive = null;
        NumberSyntax? falsePositive = null;
        do
        {
            if (truePositive is null && AcceptWord("tpr"))
            {
                Expect(TokenKind.Colon);
                truePositive = ParseNumber();
            }
            else if (truePositive is null && !isPanicking && IsWord(0, "fnr"))
            {
                truePositive = ParseFalseNegativeRate();
            }
            else if (falsePositive is null && AcceptWord("fpr"))
            {
                Expect(TokenKind.Colon);
                falsePositive = ParseNumber();
            }
            else
            {
                Fail(
                    (truePositive, falsePositive) switch
                    {
                        (null, null) => "'tpr:' or 'fpr:'",
                        (null, _) => "'tpr:' (once each)",
                        (_, null) => "'fpr:' (once each)",
                        _ => "']'",
                    }
                );
            }
        } while (Accept(TokenKind.Comma));
        Expect(TokenKind.CloseBracket);
        return (truePositive, falsePositive);
    }

    // MAL-Simulator's own languages write it; MAL Toolbox skips it. What is missed is what is not seen.
    private NumberSyntax? ParseFalseNegativeRate()
    {
        Report(SyntaxRules.FalseNegativeRate, Current.Span, "'fnr' is read as tpr = 1 - fnr.");
        Advance();
        Expect(TokenKind.Colon);
        return ParseNumber() is { } missed ? missed with { Value = 1 - missed.Value } : null;
    }

    // '//! name(...) [tpr: 0.5]' is how older languages write a detector, so that malc takes it for a comment. It counts only
    // where a detector can stand and the whole line reads as one; else it stays a comment.
    private IEnumerable<DetectorSyntax> ReadLegacyDetectors()
    {
        int to = Current.Start;
        int found = Array.BinarySearch(legacyDetectorStarts, PreviousEnd);
        for (int at = found < 0 ? ~found : found; at < legacyDetectors.Length && legacyDetectorStarts[at] < to; at++)
        {
            TextSpan comment = legacyDetectors[at];
            DiagnosticBag problems = new(source.File);
            TextSpan text = TextSpan.Between(comment.Start + 3, comment.End);
            Parser line = new(source, Lexer.Read(source, text, problems), problems);
            DetectorSyntax? detector = line.ParseDetector(comment.Start);
            if (detector is not null && line.IsAtEnd && !problems.HasErrors)
            {
                yield return detector;
            }
        }
    }
}
