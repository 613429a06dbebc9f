using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Pollux.Knowledge.Products;

/// <summary>
/// One key for the many spellings of a vendor: legal forms are dropped, broken encodings mended, known other names looked up
/// in <c>vendors.csv</c>.
/// </summary>
public static class VendorNames
{
    private static readonly FrozenSet<string> LegalForms = new[]
    {
        "ab",
        "ag",
        "as",
        "asa",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "holding",
        "holdings",
        "inc",
        "incorporated",
        "international",
        "kg",
        "kgaa",
        "limited",
        "llc",
        "ltd",
        "nv",
        "oy",
        "oyj",
        "plc",
        "pte",
        "pty",
        "pvt",
        "sa",
        "sarl",
        "sas",
        "se",
        "spa",
        "srl",
        "the",
        "and",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> VendorByAlias = LoadAliases();

    /// <summary>
    /// The keys of the vendors that a text names: mostly one; several where an advisory lists several. Empty for an empty
    /// text.
    /// </summary>
    public static ImmutableArray<string> Keys(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        string whole = Key(text);
        if (VendorByAlias.ContainsKey(Plain(text)))
        {
            return [whole];
        }

        IEnumerable<string> parts = text.Replace(" and ", ",", StringComparison.OrdinalIgnoreCase)
            .Split(',', '/', ';')
            .Select(Key)
            .Where(key => key.Length > 1);
        return [.. parts.Append(whole).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The key of one vendor.</summary>
    public static string Key(string text)
    {
        string plain = Plain(text);
        return VendorByAlias.GetValueOrDefault(plain) ?? plain;
    }

    /// <summary>The known vendor that a product's name begins with ("Siemens S7-1200"); null when none is known.</summary>
    public static string? KnownAtStart(string productName)
    {
        string[] words = [.. ProductText.Words(ProductText.Mend(productName)).Take(4)];
        for (int count = Math.Min(3, words.Length - 1); count > 0; count--)
        {
            if (VendorByAlias.TryGetValue(string.Concat(words.Take(count)), out string? vendor))
            {
                return vendor;
            }
        }

        return null;
    }

    /// <summary>Letters and digits in lower case, without brackets and legal forms.</summary>
    private static string Plain(string text)
    {
        string mended = ProductText.Mend(text);
        int bracket = mended.IndexOf('(', StringComparison.Ordinal);
        string name = bracket > 0 ? mended[..bracket] : mended;
        string[] words = [.. ProductText.Words(name)];
        string[] kept = [.. words.Where(word => !LegalForms.Contains(word))];
        return string.Concat(kept.Length == 0 ? words : kept);
    }

    private static FrozenDictionary<string, string> LoadAliases()
    {
        using Stream stream = typeof(VendorNames).Assembly.GetManifestResourceStream("vendors.csv")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.TrimEnd('\r').Split(';'))
            .Select(fields => (Alias: Plain(fields[0]), Vendor: fields[1]))
            // Two spellings may come to the same; two vendors for one alias would be our mistake and throw.
            .Distinct()
            .ToFrozenDictionary(row => row.Alias, row => row.Vendor, StringComparer.Ordinal);
    }
}
