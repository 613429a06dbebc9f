using System.Collections.Immutable;
using System.Globalization;

namespace Pollux.Language.Syntax;

/// <summary>Declarations, categories, assets and associations.</summary>
internal sealed partial class Parser
{
    private const string ExpectedDeclaration = "'category', 'associations', 'include' or '#'";
    private const string ExpectedAsset = "'asset', 'abstract asset' or '}'";
    private const string ExpectedMember = "'&', '|', '#', 'E', '!E', 'let' or '}'";

    private ImmutableArray<DeclarationSyntax> ParseDeclarations()
    {
        ImmutableArray<DeclarationSyntax>.Builder declarations = ImmutableArray.CreateBuilder<DeclarationSyntax>();
        while (!IsAtEnd)
        {
            if (ParseDeclaration() is { } declaration)
            {
                declarations.Add(declaration);
            }

            while (isPanicking)
            {
                // A brace too many is part of the same trouble.
                Recover(StartsDeclaration);
                isPanicking = Kind == TokenKind.CloseBrace;
                index += isPanicking ? 1 : 0;
            }
        }

        return declarations.ToImmutable();
    }

    private bool StartsDeclaration() =>
        StartsBlock()
        || (Kind == TokenKind.Hash && Ahead(1).Kind == TokenKind.Word && Ahead(2).Kind == TokenKind.Colon)
        || (IsWord(0, "include") && Ahead(1).Kind is TokenKind.String or TokenKind.MultiLineString);

    private DeclarationSyntax? ParseDeclaration()
    {
        int start = Current.Start;
        if (Accept(TokenKind.Hash))
        {
            return ParseDefine(start);
        }

        if (AcceptWord("include"))
        {
            StringSyntax? path = ExpectString();
            return path is null ? null : new IncludeSyntax(TextSpan.Between(start, PreviousEnd), path);
        }

        if (AcceptWord("category"))
        {
            return ParseCategory(start);
        }

        if (AcceptWord("associations"))
        {
            return ParseAssociations(start);
        }

        Fail(ExpectedDeclaration);
        return null;
    }

    private DefineSyntax? ParseDefine(int start)
    {
        NameSyntax? key = ExpectName("a key such as id or version");
        Expect(TokenKind.Colon);
        StringSyntax? value = ExpectString();
        return key is null || value is null ? null : new DefineSyntax(TextSpan.Between(start, PreviousEnd), key, value);
    }

    private CategorySyntax? ParseCategory(int start)
    {
        NameSyntax? name = ExpectName("the category's name");
        ImmutableArray<MetaSyntax> meta = ParseMeta(() => Kind == TokenKind.Word);
        OpenBody();
        ImmutableArray<AssetSyntax>.Builder assets = ImmutableArray.CreateBuilder<AssetSyntax>();
        while (!isPanicking && Kind != TokenKind.CloseBrace)
        {
            if (IsWord(0, "abstract") || IsWord(0, "asset"))
            {
                if (ParseAsset() is { } asset)
                {
                    assets.Add(asset);
                }
            }
            else
            {
                Fail(ExpectedAsset);
            }

            RecoverInBody(StartsAsset);
        }

        Expect(TokenKind.CloseBrace);
        return name is null
            ? null
            : new CategorySyntax(TextSpan.Between(start, PreviousEnd), name, meta, assets.ToImmutable());
    }

    // A header that went wrong is given up at its brace, so that the body is still read.
    private void OpenBody()
    {
        if (isPanicking)
        {
            Recover(() => Kind == TokenKind.OpenBrace || StartsDeclaration());
        }

        Expect(TokenKind.OpenBrace);
    }

    // Inside a body: go on at the next member, but leave to the outer level what belongs there.
    private void RecoverInBody(Func<bool> startsMember)
    {
        if (!isPanicking)
        {
            return;
        }

        Recover(() => startsMember() || StartsDeclarationInBody());
        if (IsAtEnd || StartsBlock() || StartsDeclarationInBody())
        {
            isPanicking = true;
        }
    }

    // '#name:' is a define; '#name' without a colon would be a defence.
    private bool StartsDeclarationInBody() => !StartsAsset() && StartsDeclaration();

    private AssetSyntax? ParseAsset()
    {
        int start = Current.Start;
        bool isAbstract = AcceptWord("abstract");
        ExpectWord("asset");
        NameSyntax? name = ExpectName("the asset's name");
        NameSyntax? superAsset = AcceptWord("extends") ? ExpectName("the name of the asset that is extended") : null;
        ImmutableArray<MetaSyntax> meta = ParseMeta(() => Kind == TokenKind.Word);
        OpenBody();
        ImmutableArray<VariableSyntax>.Builder variables = ImmutableArray.CreateBuilder<VariableSyntax>();
        ImmutableArray<StepSyntax>.Builder steps = ImmutableArray.CreateBuilder<StepSyntax>();
        while (!isPanicking && Kind != TokenKind.CloseBrace)
        {
            ParseMember(variables, steps);
            RecoverInBody(() => StartsMember() || StartsAsset());
            isPanicking |= StartsAsset() && !StartsMember();
        }

        CloseAsset();
        return name is null
            ? null
            : new AssetSyntax(
                TextSpan.Between(start, PreviousEnd),
                isAbstract,
                name,
                superAsset,
                meta,
                variables.ToImmutable(),
                steps.ToImmutable()
            );
    }

    // An asset that begins inside an asset's body: the brace before it is missing, and that is said once.
    private void CloseAsset()
    {
        if (isPanicking && StartsAsset())
        {
            isPanicking = false;
            Fail(ExpectedMember);
            isPanicking = false;
            hasSkipped = true;
            return;
        }

        Expect(TokenKind.CloseBrace);
    }

    private void ParseMember(ImmutableArray<VariableSyntax>.Builder variables, ImmutableArray<StepSyntax>.Builder steps)
    {
        if (IsWord(0, "let"))
        {
            if (ParseVariable() is { } variable)
            {
                variables.Add(variable);
            }
        }
        else if (Kind is TokenKind.Ampersand or TokenKind.Bar or TokenKind.Hash or TokenKind.NotExist || IsWord(0, "E"))
        {
            if (ParseStep() is { } step)
            {
                steps.Add(step);
            }
        }
        else if (!StartsAsset())
        {
            Fail(ExpectedMember);
        }
    }

    private VariableSyntax? ParseVariable()
    {
        int start = Advance().Start;
        NameSyntax? name = ExpectName("the variable's name");
        Expect(TokenKind.Equal);
        ExpressionSyntax? expression = ParseWholeExpression();
        return name is null ? null : new VariableSyntax(TextSpan.Between(start, PreviousEnd), name, expression);
    }

    private ImmutableArray<MetaSyntax> ParseMeta(Func<bool> isKey)
    {
        ImmutableArray<MetaSyntax>.Builder meta = ImmutableArray.CreateBuilder<MetaSyntax>();
        while (!isPanicking && isKey())
        {
            NameSyntax key = NameOf(Advance());
            ExpectWord("info");
            Expect(TokenKind.Colon);
            if (ExpectString() is { } value)
            {
                meta.Add(new MetaSyntax(TextSpan.Between(key.Span.Start, PreviousEnd), key, value));
            }
        }

        return meta.ToImmutable();
    }

    private AssociationsSyntax ParseAssociations(int start)
    {
        OpenBody();
        ImmutableArray<AssociationSyntax>.Builder associations = ImmutableArray.CreateBuilder<AssociationSyntax>();
        while (!isPanicking && Kind != TokenKind.CloseBrace)
        {
            if (ParseAssociation() is { } association)
            {
                associations.Add(association);
            }

            RecoverInBody(StartsAssociation);
        }

        Expect(TokenKind.CloseBrace);
        return new AssociationsSyntax(TextSpan.Between(start, PreviousEnd), associations.ToImmutable());
    }

    // 'Left [field] 1': a right end is followed by a name, never by a multiplicity.
    private bool StartsAssociation() =>
        Kind == TokenKind.Word
        && Ahead(1).Kind == TokenKind.OpenBracket
        && Ahead(2).Kind == TokenKind.Word
        && Ahead(3).Kind == TokenKind.CloseBracket
        && Ahead(4).Kind is TokenKind.Integer or TokenKind.Star;

    private AssociationSyntax? ParseAssociation()
    {
        int start = Current.Start;
        NameSyntax? leftAsset = ExpectName("the name of an association's left asset, or '}'");
        NameSyntax? leftField = ParseField();
        MultiplicitySyntax leftMultiplicity = ParseMultiplicity();
        Expect(TokenKind.LeftArrow);
        NameSyntax? name = ExpectName("the association's name");
        Expect(TokenKind.RightArrow);
        MultiplicitySyntax rightMultiplicity = ParseMultiplicity();
        NameSyntax? rightField = ParseField();
        NameSyntax? rightAsset = ExpectName("the name of the right asset");
        ImmutableArray<MetaSyntax> meta = ParseMeta(() =>
            Kind == TokenKind.Word && Ahead(1).Kind != TokenKind.OpenBracket
        );
        if (leftAsset is null || leftField is null || name is null || rightField is null || rightAsset is null)
        {
            return null;
        }

        return new AssociationSyntax(
            TextSpan.Between(start, PreviousEnd),
            new AssociationEndSyntax(leftAsset, leftField, leftMultiplicity),
            name,
            new AssociationEndSyntax(rightAsset, rightField, rightMultiplicity),
            meta
        );
    }

    private NameSyntax? ParseField()
    {
        Expect(TokenKind.OpenBracket);
        NameSyntax? field = ExpectName("a field's name");
        Expect(TokenKind.CloseBracket);
        return field;
    }

    private MultiplicitySyntax ParseMultiplicity()
    {
        int start = Current.Start;
        (int? first, bool isKnown) = ParseMultiplicityUnit();
        bool isRange = Accept(TokenKind.Range);
        (int? last, bool isLastKnown) = isRange ? ParseMultiplicityUnit() : (first, isKnown);
        TextSpan span = TextSpan.Between(start, PreviousEnd);
        MultiplicitySyntax multiplicity = new(span, first ?? 0, last);
        if (isKnown && isLastKnown && !isPanicking)
        {
            CheckMultiplicity(multiplicity, isRange && first is null);
        }

        return multiplicity;
    }

    // The number, null for '*'; unknown when neither stood there or it was not 0 or 1.
    private (int? Number, bool IsKnown) ParseMultiplicityUnit()
    {
        if (Accept(TokenKind.Star))
        {
            return (null, true);
        }

        Token token = Current;
        if (!Accept(TokenKind.Integer))
        {
            Fail("a multiplicity such as 0..1, 1 or *");
            return (0, false);
        }

        if (
            int.TryParse(
                source.Text.AsSpan(token.Start, token.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int number
            )
        )
        {
            if (number > 1 && !isPanicking)
            {
                Report(
                    SyntaxRules.UnusualMultiplicity,
                    token.Span,
                    $"The multiplicity {number} is refused by malc, which takes 0, 1 and * only."
                );
            }

            return (number, number <= 1);
        }

        Report(SyntaxRules.NumberTooLarge, token.Span, "This multiplicity is too large.", "Write * for any number.");
        return (0, false);
    }

    private void CheckMultiplicity(MultiplicitySyntax multiplicity, bool beginsWithStar)
    {
        string text = source.Slice(multiplicity.Span with { Length = Math.Min(multiplicity.Span.Length, 60) });
        if (beginsWithStar || multiplicity.Maximum is { } maximum && (maximum == 0 || maximum < multiplicity.Minimum))
        {
            Report(
                SyntaxRules.InvalidMultiplicity,
                multiplicity.Span,
                $"No number of assets meets the multiplicity '{text}'."
            );
        }
    }
}
