namespace Pollux.Knowledge.Versions;

/// <summary>Turns the tokens of a range into intervals. Understands all of it or says what it does not.</summary>
internal sealed class RangeBuilder
{
    private readonly VersionScheme scheme;
    private readonly List<VersionInterval> included = [];
    private readonly List<VersionInterval> excluded = [];
    private readonly List<string> conditions = [];
    private VersionBound? lower;

    public RangeBuilder(VersionScheme scheme) => this.scheme = scheme;

    public VersionRange Build(string text, string? condition)
    {
        if (condition is not null)
        {
            conditions.Add(condition);
        }

        return new VersionRange(
            text,
            scheme,
            [.. included],
            [.. excluded],
            conditions.Count == 0 ? null : string.Join("; ", conditions)
        );
    }

    /// <summary>Adds the tokens of a range; returns what is not understood, or null.</summary>
    public string? Add(List<RangeToken> tokens)
    {
        for (int index = 0; index < tokens.Count; )
        {
            if (AddNext(tokens, ref index) is { } problem)
            {
                return problem;
            }
        }

        FlushLower();
        return included.Count == 0 && excluded.Count == 0 ? "it names no version" : null;
    }

    /// <summary>Adds single versions that are excepted; returns what is not understood, or null.</summary>
    public string? AddExceptions(List<RangeToken> tokens)
    {
        foreach (RangeToken token in tokens.Where(token => token.Kind != RangeTokenKind.Separator))
        {
            if (token.Kind != RangeTokenKind.Version || Bound(token.Text, BoundEdge.Inclusive) is not { } bound)
            {
                return $"the exception '{token.Text}' is no version";
            }

            excluded.Add(new VersionInterval(bound, bound));
        }

        return null;
    }

    private string? AddNext(List<RangeToken> tokens, ref int index)
    {
        RangeToken token = tokens[index];
        RangeToken? next = index + 1 < tokens.Count ? tokens[index + 1] : null;
        switch (token.Kind)
        {
            case RangeTokenKind.Separator:
                index++;
                return null;
            case RangeTokenKind.All:
                index++;
                // "All versions < V3" is what follows; "all versions" alone is all.
                if (next is null or { Kind: RangeTokenKind.Separator or RangeTokenKind.NotEqual })
                {
                    included.Add(VersionInterval.All);
                }

                return next is { Kind: RangeTokenKind.All or RangeTokenKind.Version }
                    ? $"'{next.Value.Text}' after 'all' is no comparison"
                    : null;
            case RangeTokenKind.Version:
                index++;
                return AddVersion(token.Text, tokens, ref index);
            case RangeTokenKind.AndEarlier or RangeTokenKind.AndLater or RangeTokenKind.Through:
                return $"no version stands before '{token.Text.Trim()}'";
            default:
                index += 2;
                return next is { Kind: RangeTokenKind.Version }
                    ? AddComparison(token.Kind, next.Value.Text)
                    : $"no version stands after '{token.Text.Trim()}'";
        }
    }

    private string? AddComparison(RangeTokenKind kind, string text)
    {
        BoundEdge edge = kind switch
        {
            RangeTokenKind.Less or RangeTokenKind.Greater => BoundEdge.Exclusive,
            RangeTokenKind.UpTo => BoundEdge.Unclear,
            _ => BoundEdge.Inclusive,
        };
        if (kind == RangeTokenKind.Less && ReadBranches(text) is { } branches)
        {
            included.AddRange(branches);
            return null;
        }

        if (Bound(text, edge) is not { } bound)
        {
            return $"'{text}' is no version";
        }

        switch (kind)
        {
            case RangeTokenKind.Greater or RangeTokenKind.GreaterOrEqual:
                FlushLower();
                lower = bound;
                break;
            case RangeTokenKind.Equal:
                FlushLower();
                included.Add(new VersionInterval(bound, bound));
                break;
            case RangeTokenKind.NotEqual:
                excluded.Add(new VersionInterval(bound, bound));
                break;
            default:
                AddUpper(bound);
                break;
        }

        return null;
    }

    private string? AddVersion(string text, List<RangeToken> tokens, ref int index)
    {
        RangeToken? after = index < tokens.Count ? tokens[index] : null;
        if (Bound(text, BoundEdge.Inclusive) is not { } bound)
        {
            return AddWordsBefore(text, after);
        }

        switch (after?.Kind)
        {
            case RangeTokenKind.AndEarlier:
                index++;
                AddUpper(bound);
                return null;
            case RangeTokenKind.AndLater:
                index++;
                FlushLower();
                lower = bound;
                return null;
            case RangeTokenKind.Through
            or RangeTokenKind.UpTo
            or RangeTokenKind.Less
            or RangeTokenKind.LessOrEqual
                when index + 1 < tokens.Count && tokens[index + 1].Kind == RangeTokenKind.Version:
                BoundEdge edge = after.Value.Kind == RangeTokenKind.Less ? BoundEdge.Exclusive : BoundEdge.Inclusive;
                VersionBound? upper = Bound(tokens[index + 1].Text, edge);
                index += 2;
                return upper is null ? $"'{tokens[index - 1].Text}' is no version" : AddSpan(text, bound, upper);
            case null or RangeTokenKind.Separator:
                FlushLower();
                included.Add(new VersionInterval(bound, bound));
                return null;
            default:
                return AddWordsBefore(text, after);
        }
    }

    /// <summary>"1.91 &lt;= 2.8" is from 1.91 to 2.8; "NMC2 &lt;= 6.9.6" is up to 6.9.6, of the NMC2.</summary>
    private string? AddSpan(string text, VersionBound from, VersionBound to)
    {
        if (from.Version.CompareTo(to.Version) is <= 0)
        {
            included.Add(new VersionInterval(from, to));
            return null;
        }

        if (from.Version.CompareTo(to.Version) is > 0)
        {
            return $"'{from}' is above '{to}'";
        }

        conditions.Add($"it is {text}");
        included.Add(new VersionInterval(null, to));
        return null;
    }

    private string? AddWordsBefore(string text, RangeToken? after)
    {
        bool comparison =
            after?.Kind
            is RangeTokenKind.Less
                or RangeTokenKind.LessOrEqual
                or RangeTokenKind.Greater
                or RangeTokenKind.GreaterOrEqual;
        if (!comparison || text.Contains(' ', StringComparison.Ordinal))
        {
            return $"'{text}' is no version";
        }

        conditions.Add($"it is {text}");
        return null;
    }

    private void AddUpper(VersionBound upper)
    {
        bool belongs = lower is not null && lower.Version.CompareTo(upper.Version) is null or <= 0;
        if (lower is not null && !belongs)
        {
            FlushLower();
        }

        included.Add(new VersionInterval(lower, upper));
        lower = null;
    }

    private void FlushLower()
    {
        if (lower is not null)
        {
            included.Add(new VersionInterval(lower, null));
            lower = null;
        }
    }

    /// <summary>
    /// "&lt; v36.011 v35.013 v34.014": the first fixed version of each branch. Below the lowest branch nothing is fixed.
    /// </summary>
    private List<VersionInterval>? ReadBranches(string text)
    {
        string[] parts = text.Split(' ');
        if (scheme != VersionScheme.Vendor || parts.Length < 2 || !parts.All(IsBranchVersion))
        {
            return null;
        }

        List<ProductVersion> ends =
        [
            .. parts
                .Select(part => ProductVersion.Parse(part, scheme))
                .OfType<ProductVersion>()
                .Order(ProductVersion.Order),
        ];
        List<VersionInterval> intervals = [];
        foreach (ProductVersion end in ends)
        {
            string branch = end.Text[..end.Text.LastIndexOf('.')];
            VersionBound? from =
                intervals.Count == 0
                    ? null
                    : new VersionBound(ProductVersion.Parse(branch, scheme)!, BoundEdge.Inclusive);
            intervals.Add(new VersionInterval(from, new VersionBound(end, BoundEdge.Exclusive)));
        }

        return intervals;
    }

    private static bool IsBranchVersion(string part) =>
        part.Length > 2
        && part[0] is 'v' or 'V'
        && part.Contains('.', StringComparison.Ordinal)
        && ProductVersion.Parse(part, VersionScheme.Vendor) is not null;

    private VersionBound? Bound(string text, BoundEdge edge)
    {
        string trimmed = text;
        BoundExtent extent = BoundExtent.Version;
        while (
            trimmed.EndsWith(".x", StringComparison.OrdinalIgnoreCase)
            || trimmed.EndsWith(".*", StringComparison.Ordinal)
        )
        {
            extent = BoundExtent.Family;
            trimmed = trimmed[..^2];
        }

        if (extent == BoundExtent.Version && trimmed.Length > 1 && trimmed[^1] == 'x' && char.IsAsciiDigit(trimmed[^2]))
        {
            extent = BoundExtent.OpenDigit;
            trimmed = trimmed[..^1];
        }

        VersionScheme read = scheme;
        return
            ProductVersion.Parse(trimmed, read) is { } version
            && (extent == BoundExtent.Version || read == VersionScheme.Vendor)
            ? new VersionBound(version, edge, extent)
            : null;
    }
}
