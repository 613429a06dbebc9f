namespace Pollux.Knowledge.Products;

/// <summary>How a set of names stands to another; NISTIR 7696, table 6-1.</summary>
public enum CpeRelation
{
    /// <summary>Nothing in common.</summary>
    Disjoint,

    /// <summary>The same.</summary>
    Equal,

    /// <summary>The source is part of the target.</summary>
    Subset,

    /// <summary>The source holds the target.</summary>
    Superset,

    /// <summary>The standard gives no answer: the target has wildcards.</summary>
    Undefined,
}

/// <summary>Compares CPE names as NISTIR 7696 says, and says when they mean the same product.</summary>
public static class CpeMatching
{
    /// <summary>Compares two values of one attribute; NISTIR 7696, table 6-2.</summary>
    public static CpeRelation Compare(CpeValue source, CpeValue target)
    {
        if (target.HasWildcard)
        {
            // Not said by the standard, so that a pattern is at least known to be itself.
            return source.HasWildcard && source.Text == target.Text ? CpeRelation.Equal : CpeRelation.Undefined;
        }

        return (source, target) switch
        {
            ({ IsAny: true }, { IsAny: true }) => CpeRelation.Equal,
            ({ IsNotApplicable: true }, { IsNotApplicable: true }) => CpeRelation.Equal,
            ({ IsAny: true }, _) => CpeRelation.Superset,
            (_, { IsAny: true }) => CpeRelation.Subset,
            ({ IsNotApplicable: true }, _) or (_, { IsNotApplicable: true }) => CpeRelation.Disjoint,
            ({ HasWildcard: true }, _) => Fits(source.Text, target.Text) ? CpeRelation.Superset : CpeRelation.Disjoint,
            _ => source.Text == target.Text ? CpeRelation.Equal : CpeRelation.Disjoint,
        };
    }

    /// <summary>Compares two names over all attributes; NISTIR 7696, table 6-4.</summary>
    public static CpeRelation Compare(CpeName source, CpeName target)
    {
        CpeRelation[] relations =
        [
            .. Enum.GetValues<CpeField>().Select(attribute => Compare(source[attribute], target[attribute])),
        ];
        return relations.Contains(CpeRelation.Disjoint) ? CpeRelation.Disjoint
            : relations.Contains(CpeRelation.Undefined) ? CpeRelation.Undefined
            : relations.All(relation => relation == CpeRelation.Equal) ? CpeRelation.Equal
            : relations.All(relation => relation is CpeRelation.Equal or CpeRelation.Subset) ? CpeRelation.Subset
            : relations.All(relation => relation is CpeRelation.Equal or CpeRelation.Superset) ? CpeRelation.Superset
            : CpeRelation.Undefined;
    }

    /// <summary>
    /// Whether a pattern of an advisory means the product of a name, versions aside. Two wildcards never decide: the product
    /// must be named on both sides, and the vendor at least on one; nothing else may contradict.
    /// </summary>
    /// <param name="pattern">The advisory's name.</param>
    /// <param name="name">The twin's name.</param>
    /// <param name="vendorsAreOne">True when the two vendors are known to be one under two names.</param>
    public static CpeProductMatch CompareProducts(CpeName pattern, CpeName name, bool vendorsAreOne = false)
    {
        if (!NamesProduct(pattern[CpeField.Product], name[CpeField.Product]))
        {
            return CpeProductMatch.None;
        }

        foreach (CpeField attribute in Enum.GetValues<CpeField>())
        {
            if (
                attribute is not (CpeField.Version or CpeField.Update)
                && !(vendorsAreOne && attribute == CpeField.Vendor)
                && Compare(pattern[attribute], name[attribute]) == CpeRelation.Disjoint
            )
            {
                return CpeProductMatch.None;
            }
        }

        CpeValue vendor = pattern[CpeField.Vendor];
        CpeValue other = name[CpeField.Vendor];
        return (vendor.IsLiteral, other.IsLiteral) switch
        {
            (true, true) => CpeProductMatch.Same,
            (false, false) => CpeProductMatch.None,
            _ => Compare(vendor, other) is CpeRelation.Undefined ? CpeProductMatch.None : CpeProductMatch.VendorOpen,
        };
    }

    private static bool NamesProduct(CpeValue pattern, CpeValue name) =>
        !pattern.IsAny && name.IsLiteral && Compare(pattern, name) is CpeRelation.Equal or CpeRelation.Superset;

    /// <summary>Wildcards: * for any run of characters, ? for one; the standard has them at the ends, we let them stand anywhere.</summary>
    private static bool Fits(string pattern, string text)
    {
        // Two pointers with one remembered star: linear for all patterns that occur.
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (Step(pattern, text, ref p, ref t))
            {
                continue;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private static bool Step(string pattern, string text, ref int p, ref int t)
    {
        if (p >= pattern.Length)
        {
            return false;
        }

        bool escaped = pattern[p] == '\\' && p + 1 < pattern.Length;
        if (escaped && text[t] == '\\' && t + 1 < text.Length && pattern[p + 1] == text[t + 1])
        {
            p += 2;
            t += 2;
            return true;
        }

        if (!escaped && (pattern[p] == text[t] || pattern[p] == '?'))
        {
            p++;
            t++;
            return true;
        }

        return false;
    }
}

/// <summary>Whether two CPE names mean the same product.</summary>
public enum CpeProductMatch
{
    /// <summary>They do not, or wildcards alone would have to decide.</summary>
    None,

    /// <summary>They do, as far as told: the vendor is open on one side.</summary>
    VendorOpen,

    /// <summary>They do.</summary>
    Same,
}
