using System.Globalization;
using System.Text;
using Pollux.Formats.Input;

namespace Pollux.Formats.D3fend;

/// <summary>A statement of RDF; blank nodes are named <c>_:1</c>, <c>_:2</c> in their order, literals begin with a quotation mark.</summary>
internal readonly record struct Triple(string Subject, string Predicate, string Object);

/// <summary>
/// Reads RDF 1.1 Turtle (W3C Recommendation, 25 February 2014) as far as ontologies use it: prefixes, predicate and object lists, blank
/// nodes, collections, all kinds of literal. Names keep their prefix as written; language tags and data types are left out. What is no
/// Turtle ends the reading with its place.
/// </summary>
internal sealed class TurtleReader(string text, int maximumDepth, int maximumTriples)
{
    private readonly List<Triple> triples = [];
    private int at;
    private int blanks;

    /// <summary>Reads all statements.</summary>
    /// <exception cref="TurtleException">The text is no Turtle.</exception>
    /// <exception cref="InputLimitException">It is nested too deeply, or too long.</exception>
    public List<Triple> Read(CancellationToken cancellationToken)
    {
        for (SkipSpace(); at < text.Length; SkipSpace())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (text[at] == '@' || StartsWithWord("PREFIX") || StartsWithWord("BASE"))
            {
                SkipDirective();
                continue;
            }

            string subject = text[at] == '[' ? BlankNode(0) : Term(0);
            SkipSpace();
            if (at >= text.Length || text[at] != '.')
            {
                PredicatesOf(subject, 0);
            }

            Expect('.');
        }

        return triples;
    }

    /// <summary>The line of a position, from 1.</summary>
    public int Line => 1 + text.AsSpan(0, Math.Min(at, text.Length)).Count('\n');

    private bool StartsWithWord(string word) =>
        text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && at + word.Length < text.Length
        && char.IsWhiteSpace(text[at + word.Length]);

    private void SkipDirective()
    {
        bool isSparql = text[at] != '@';
        while (at < text.Length && text[at] != '>')
        {
            at++;
        }

        Expect('>');
        if (!isSparql)
        {
            Expect('.');
        }
    }

    private void PredicatesOf(string subject, int depth)
    {
        while (true)
        {
            SkipSpace();
            string predicate = Term(depth);
            do
            {
                SkipSpace();
                Add(new Triple(subject, predicate is "a" ? "rdf:type" : predicate, Term(depth)));
                SkipSpace();
            } while (Take(','));

            bool isMore = false;
            while (Take(';'))
            {
                isMore = true;
                SkipSpace();
            }

            if (!isMore || at >= text.Length || text[at] is '.' or ']')
            {
                return;
            }
        }
    }

    private string Term(int depth)
    {
        if (depth > maximumDepth)
        {
            throw new InputLimitException($"Nodes are nested more than {maximumDepth} deep.");
        }

        SkipSpace();
        return at >= text.Length
            ? throw new TurtleException("The text ends within a statement.")
            : text[at] switch
            {
                '[' => BlankNode(depth + 1),
                '(' => Collection(depth + 1),
                '<' => Iri(),
                '"' or '\'' => Literal(),
                _ => Word(),
            };
    }

    private string BlankNode(int depth)
    {
        Expect('[');
        string node = NewBlank();
        SkipSpace();
        if (at < text.Length && text[at] != ']')
        {
            PredicatesOf(node, depth);
        }

        Expect(']');
        return node;
    }

    private string Collection(int depth)
    {
        Expect('(');
        string node = NewBlank();
        for (SkipSpace(); at < text.Length && text[at] != ')'; SkipSpace())
        {
            Add(new Triple(node, "rdfs:member", Term(depth)));
        }

        Expect(')');
        return node;
    }

    private string Iri()
    {
        int end = text.IndexOf('>', at);
        if (end < 0)
        {
            throw new TurtleException("An IRI does not end.");
        }

        string iri = text[at..(end + 1)];
        at = end + 1;
        return iri;
    }

    private string Literal()
    {
        char quote = text[at];
        bool isLong = text.AsSpan(at).StartsWith(new string(quote, 3), StringComparison.Ordinal);
        at += isLong ? 3 : 1;
        StringBuilder value = new("\"");
        while (true)
        {
            if (at >= text.Length || (!isLong && text[at] is '\n' or '\r'))
            {
                throw new TurtleException("A text does not end.");
            }

            if (
                text[at] == quote
                && (!isLong || text.AsSpan(at).StartsWith(new string(quote, 3), StringComparison.Ordinal))
            )
            {
                at += isLong ? 3 : 1;
                break;
            }

            value.Append(text[at] == '\\' ? Escape() : text[at]);
            at++;
        }

        if (Take('@'))
        {
            Word();
        }
        else if (text.AsSpan(at).StartsWith("^^", StringComparison.Ordinal))
        {
            at += 2;
            Term(0);
        }

        return value.ToString();
    }

    // At the backslash; ends at the last character of the escape.
    private string Escape()
    {
        at++;
        char kind = at < text.Length ? text[at] : '\0';
        int digits =
            kind is 'u' ? 4
            : kind is 'U' ? 8
            : 0;
        if (digits == 0)
        {
            return kind switch
            {
                'n' => "\n",
                't' => "\t",
                'r' => "\r",
                'b' => "\b",
                'f' => "\f",
                _ => kind.ToString(),
            };
        }

        if (
            at + digits >= text.Length
            || !int.TryParse(
                text.AsSpan(at + 1, digits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out int code
            )
            || !Rune.TryCreate(code, out Rune rune)
        )
        {
            throw new TurtleException("An escape is no character.");
        }

        at += digits;
        return rune.ToString();
    }

    private string Word()
    {
        int start = at;
        while (
            at < text.Length
            && !char.IsWhiteSpace(text[at])
            && text[at] is not (';' or ',' or '[' or ']' or '(' or ')' or '"' or '<')
        )
        {
            at++;
        }

        // A name may hold dots but does not end with one: that ends the statement.
        while (at > start && text[at - 1] == '.')
        {
            at--;
        }

        return at > start
            ? text[start..at]
            : throw new TurtleException(
                $"'{Excerpt.Of(text.AsSpan(at, Math.Min(10, text.Length - at)).ToString())}' is no name."
            );
    }

    private void SkipSpace()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '#'))
        {
            if (text[at] == '#')
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else
            {
                at++;
            }
        }
    }

    private bool Take(char expected)
    {
        bool isThere = at < text.Length && text[at] == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(char expected)
    {
        SkipSpace();
        if (!Take(expected))
        {
            throw new TurtleException($"A '{expected}' is missing.");
        }
    }

    private void Add(Triple triple)
    {
        if (triples.Count >= maximumTriples)
        {
            throw new InputLimitException($"The document has more than {maximumTriples} statements.");
        }

        triples.Add(triple);
    }

    private string NewBlank() => string.Create(CultureInfo.InvariantCulture, $"_:{++blanks}");
}

/// <summary>A text is no Turtle.</summary>
internal sealed class TurtleException(string message) : FormatException(message);
