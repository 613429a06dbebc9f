using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;

namespace Pollux.Language.Syntax;

/// <summary>
/// A recursive-descent parser with recovery: after an error it is silent until it finds the next place where a member,
/// an asset or a declaration can begin, and goes on there. It always ends with a tree.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>How many parts one expression may have; bounds the height of the tree, and so the stack of all that walk it.</summary>
    public const int MaximumExpressionParts = 500;

    /// <summary>How deep parentheses may nest.</summary>
    public const int MaximumNesting = 100;

    private readonly SourceText source;
    private readonly DiagnosticBag diagnostics;
    private readonly Token[] tokens;
    private readonly TextSpan[] legacyDetectors;
    private readonly int[] legacyDetectorStarts;
    private int index;
    private bool isPanicking;
    private bool hasSkipped;
    private int nesting;
    private int expressionParts;

    private Parser(SourceText source, TokenStream stream, DiagnosticBag diagnostics)
    {
        this.source = source;
        this.diagnostics = diagnostics;
        tokens = stream.Tokens;
        legacyDetectors =
        [
            .. stream.Comments.Where(comment =>
                comment.Length > 3 && source.Text.AsSpan(comment.Start, 3).SequenceEqual("//!")
            ),
        ];
        legacyDetectorStarts = [.. legacyDetectors.Select(comment => comment.Start)];
    }

    /// <summary>Parses a file.</summary>
    public static FileSyntax Parse(SourceText source, DiagnosticBag diagnostics)
    {
        Parser parser = new(source, Lexer.Read(source, diagnostics), diagnostics);
        ImmutableArray<DeclarationSyntax> declarations = parser.ParseDeclarations();
        return new FileSyntax(source, declarations, parser.hasSkipped);
    }

    private Token Current => tokens[index];

    private TokenKind Kind => tokens[index].Kind;

    private int PreviousEnd => index == 0 ? 0 : tokens[index - 1].End;

    private Token Ahead(int count) => tokens[Math.Min(index + count, tokens.Length - 1)];

    private bool IsAtEnd => Kind == TokenKind.EndOfFile;

    private Token Advance()
    {
        Token token = Current;
        if (!IsAtEnd)
        {
            index++;
        }

        return token;
    }

    private bool Accept(TokenKind kind)
    {
        if (isPanicking || Kind != kind)
        {
            return false;
        }

        index++;
        return true;
    }

    private bool IsWord(int ahead, string word) => IsWord(Ahead(ahead), word);

    private bool IsWord(Token token, string word) =>
        token.Kind == TokenKind.Word && source.Text.AsSpan(token.Start, token.Length).SequenceEqual(word);

    private bool AcceptWord(string word)
    {
        if (isPanicking || !IsWord(0, word))
        {
            return false;
        }

        index++;
        return true;
    }

    /// <summary>Takes a token of a kind; reports and returns false when another stands there.</summary>
    private bool Expect(TokenKind kind)
    {
        if (Accept(kind))
        {
            return true;
        }

        Fail(TokenNames.Of(kind));
        return false;
    }

    private bool ExpectWord(string word)
    {
        if (AcceptWord(word))
        {
            return true;
        }

        Fail($"'{word}'");
        return false;
    }

    private NameSyntax? ExpectName(string what)
    {
        if (!isPanicking && Kind == TokenKind.Word)
        {
            return NameOf(Advance());
        }

        Fail(what);
        return null;
    }

    private NameSyntax NameOf(Token token) => new(source.Slice(token.Span), token.Span);

    private StringSyntax? ExpectString()
    {
        if (!isPanicking && Kind is TokenKind.String or TokenKind.MultiLineString)
        {
            Token token = Advance();
            return new StringSyntax(StringLiteral.Decode(source, token), token.Span);
        }

        Fail("a string in double quotation marks");
        return null;
    }

    private double NumberOf(Token token)
    {
        double value = double.Parse(
            source.Text.AsSpan(token.Start, token.Length),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );
        if (double.IsFinite(value))
        {
            return value;
        }

        Report(SyntaxRules.NumberTooLarge, token.Span, "This number is larger than a computer's numbers can be.");
        return 0;
    }

    // What follows an error is skipped silently until Recover finds a place to go on.
    private void Fail(string expected)
    {
        if (!isPanicking)
        {
            isPanicking = true;
            string found = TokenNames.Describe(source, Current);
            Report(SyntaxRules.UnexpectedToken, Current.Span, $"Expected {expected}, found {found}.");
        }
    }

    private void FailTooDeep(string message)
    {
        if (!isPanicking)
        {
            isPanicking = true;
            Report(SyntaxRules.TooDeep, Current.Span, message);
        }
    }

    private void Report(DiagnosticRule rule, TextSpan span, string message, string? hint = null) =>
        diagnostics.Add(new Diagnostic(rule, message, source.LocationOf(span), hint));

    /// <summary>After an error: skips to the first token where <paramref name="isStart"/> holds, braces that open meanwhile included.</summary>
    private void Recover(Func<bool> isStart)
    {
        if (!isPanicking)
        {
            return;
        }

        isPanicking = false;
        int depth = 0;
        while (!IsAtEnd && !(depth == 0 && (isStart() || Kind == TokenKind.CloseBrace)))
        {
            // A new category or associations block at any depth means that braces were lost before it.
            if (StartsBlock())
            {
                return;
            }

            depth += Kind switch
            {
                TokenKind.OpenBrace => 1,
                TokenKind.CloseBrace => -1,
                _ => 0,
            };
            hasSkipped = true;
            index++;
        }
    }

    private bool StartsBlock() =>
        (IsWord(0, "category") && Ahead(1).Kind == TokenKind.Word)
        || (IsWord(0, "associations") && Ahead(1).Kind == TokenKind.OpenBrace);

    private bool StartsAsset() =>
        (IsWord(0, "asset") && Ahead(1).Kind == TokenKind.Word)
        || (IsWord(0, "abstract") && IsWord(1, "asset") && Ahead(2).Kind == TokenKind.Word);

    /// <summary>True when a step or a variable begins here.</summary>
    private bool StartsMember(int ahead = 0)
    {
        switch (Ahead(ahead).Kind)
        {
            case TokenKind.Ampersand or TokenKind.Bar or TokenKind.Hash or TokenKind.NotExist:
                return true;
            case TokenKind.Word when IsWord(ahead, "E"):
                return Ahead(ahead + 1).Kind == TokenKind.Word && !IsMetaAfterKey(ahead + 1);
            case TokenKind.Word when IsWord(ahead, "let"):
                return Ahead(ahead + 1).Kind == TokenKind.Word && Ahead(ahead + 2).Kind == TokenKind.Equal;
            default:
                return false;
        }
    }

    private bool IsMetaAfterKey(int ahead) => IsWord(ahead, "info") && Ahead(ahead + 1).Kind == TokenKind.Colon;
}
