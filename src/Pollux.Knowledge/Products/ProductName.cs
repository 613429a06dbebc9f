using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Pollux.Knowledge.Products;

/// <summary>How a product name of an advisory stands to one of the twin.</summary>
public enum NameRelation
{
    /// <summary>Different products, or nothing that tells them apart.</summary>
    None,

    /// <summary>The twin's name is only a part of the advisory's: it could be that product or a sibling.</summary>
    TwinIsBroader,

    /// <summary>The twin's name has all of the advisory's and only model details more.</summary>
    TwinIsDetailed,

    /// <summary>The same words.</summary>
    Same,
}

/// <summary>
/// A product's name, split so that spellings do not matter: <c>S7-1500</c>, <c>S7 1500</c> and <c>S71500</c> are the same, words
/// such as "family" or "incl." do not count, order numbers and versions are taken out.
/// </summary>
public sealed partial class ProductName
{
    /// <summary>How many neighbouring parts one part may be written as.</summary>
    private const int MaximumJoin = 4;
    private const int MaximumLength = 500;

    // Words that tell no two products apart; brands whose products are told apart by the words that follow.
    private static readonly FrozenSet<string> Generic = new[]
    {
        "a",
        "ability",
        "all",
        "and",
        "any",
        "application",
        "controller",
        "controllers",
        "cpu",
        "cpus",
        "device",
        "devices",
        "edition",
        "family",
        "firmware",
        "for",
        "hardware",
        "hmi",
        "in",
        "incl",
        "included",
        "includes",
        "including",
        "is",
        "line",
        "melsec",
        "model",
        "models",
        "modicon",
        "module",
        "modules",
        "no",
        "number",
        "numbers",
        "of",
        "on",
        "or",
        "part",
        "parts",
        "plc",
        "plcs",
        "product",
        "products",
        "programmable",
        "related",
        "release",
        "series",
        "scada",
        "server",
        "simatic",
        "siplus",
        "system",
        "systems",
        "the",
        "type",
        "unit",
        "units",
        "variant",
        "variants",
        "version",
        "versions",
        "with",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What may be more in the twin's name without making it another product, besides numbers: fieldbuses, supply.
    private static readonly string[] ModelDetails = ["pn", "dp", "ac", "dc", "rly"];

    private readonly FrozenSet<string> joins;

    private ProductName(string text, ImmutableArray<string> parts, ImmutableArray<string> models, string? versionHint)
    {
        Text = text;
        Parts = parts;
        ModelNumbers = models;
        VersionHint = versionHint;
        joins = Joins(parts).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The name as written.</summary>
    public string Text { get; }

    /// <summary>The parts that count, in order, each once.</summary>
    public ImmutableArray<string> Parts { get; }

    /// <summary>The order numbers found in the name, in normal form (<see cref="NormalModel"/>).</summary>
    public ImmutableArray<string> ModelNumbers { get; }

    /// <summary>A version that is part of the name, as V17 of TIA Portal V17; or null.</summary>
    public string? VersionHint { get; }

    /// <summary>Every way in which a part may be written: the parts and their joins; what an index looks names up by.</summary>
    public IEnumerable<string> Keys => joins;

    /// <summary>True when the name says enough to be recognised by, the vendor known.</summary>
    public bool IsTelling => Parts.Length >= 2 || (Parts.Length == 1 && Parts[0].Length >= 3);

    /// <summary>True when the name says enough to be recognised by, the vendor not known.</summary>
    public bool IsTellingAlone =>
        Parts.Length >= 2 || (Parts.Length == 1 && Parts[0].Length >= (Parts[0].Any(char.IsAsciiDigit) ? 4 : 6));

    /// <summary>Splits a name.</summary>
    /// <param name="text">The name, without version where possible.</param>
    /// <param name="vendors">The keys of its vendor, whose words are left out; may be empty.</param>
    public static ProductName Read(string text, ImmutableArray<string> vendors)
    {
        string mended = ProductText.Mend(text.Length <= MaximumLength ? text : text[..MaximumLength]);
        ImmutableArray<string> models =
        [
            .. OrderNumber.Matches(mended).Select(match => NormalModel(match.Value)).Distinct(StringComparer.Ordinal),
        ];
        string named = OrderNumber.Replace(mended, " ");
        Match hint = Hint.Match(named);
        named = hint.Success ? named.Remove(hint.Index, hint.Length) : named;
        string[] words = [.. ProductText.Words(named)];
        int vendorWords = VendorWords(words, vendors);
        ImmutableArray<string> parts =
        [
            .. words
                .Skip(vendorWords)
                // "Studio Software" is Studio; a "Software Controller" is not a controller.
                .Where((word, index) => word != "software" || index + vendorWords < words.Length - 1)
                .Where(word => !Generic.Contains(word))
                .Distinct(StringComparer.Ordinal),
        ];
        return new ProductName(text, parts, models, hint.Success ? hint.Groups["version"].Value : null);
    }

    /// <summary>
    /// Splits a name that may hold a second one in brackets: <c>Totally Integrated Automation Portal (TIA Portal)</c>.
    /// </summary>
    public static ImmutableArray<ProductName> ReadAll(string text, ImmutableArray<string> vendors)
    {
        ProductName whole = Read(text, vendors);
        Match bracket = Bracket.Match(text);
        if (!bracket.Success)
        {
            return [whole];
        }

        string inside = bracket.Groups["inside"].Value;
        string outside = text.Remove(bracket.Index, bracket.Length);
        return IsOtherName(inside)
                ? [whole, Read(outside, vendors), Read($"{inside} {text[(bracket.Index + bracket.Length)..]}", vendors)]
            : Aside.IsMatch(inside) ? [whole, Read(outside, vendors)]
            : [whole];
    }

    /// <summary>A model or order number without spaces, hyphens and dots, in upper case; wildcards stay.</summary>
    public static string NormalModel(string model) =>
        string.Concat(model.Where(c => char.IsLetterOrDigit(c) || c is '*' or '?')).ToUpperInvariant();

    /// <summary>How this name, of an advisory, stands to a name of the twin.</summary>
    public NameRelation Compare(ProductName twin)
    {
        if (!Parts.IsEmpty && Parts.SequenceEqual(twin.Parts))
        {
            return NameRelation.Same;
        }

        if (!IsTelling || !twin.IsTelling)
        {
            return NameRelation.None;
        }

        bool allOfMine = Covers(Parts, twin.joins, out _);
        bool allOfTwin = Covers(twin.Parts, joins, out List<string> more);
        return (allOfMine, allOfTwin) switch
        {
            (true, true) => NameRelation.Same,
            // Further words make it another product ("Viewer"); further numbers only say which model.
            (true, false) => more.All(IsModelDetail) ? NameRelation.TwinIsDetailed : NameRelation.None,
            (false, true) => 2 * twin.Parts.Length >= Parts.Length || BeginsWith(twin)
                ? NameRelation.TwinIsBroader
                : NameRelation.None,
            _ => NameRelation.None,
        };
    }

    /// <summary>How much two names share, 0 to 1: shared parts by all parts.</summary>
    public double Likeness(ProductName other)
    {
        int shared = Parts.Count(part => other.joins.Contains(part));
        int all = Parts.Length + other.Parts.Length - shared;
        return all <= 0 ? 0 : Math.Min(1, (double)shared / all);
    }

    /// <summary>True when the other name is the family that this one begins with: S7-1500 of S7-1500 CPU 1512C.</summary>
    private bool BeginsWith(ProductName family) =>
        family.Parts.Any(part => part.Any(char.IsAsciiDigit))
        && string.Concat(Parts).StartsWith(string.Concat(family.Parts), StringComparison.Ordinal);

    /// <summary>Numbers say which model; an edition ("R2") is another product.</summary>
    private static bool IsModelDetail(string part) =>
        ModelDetails.Contains(part)
        || (part.Any(char.IsAsciiDigit) && !(part[0] == 'r' && Versions.Digits.Only(part[1..])));

    /// <summary>True when the parts, joined where need be, are all among the keys of the other name.</summary>
    private static bool Covers(ImmutableArray<string> parts, FrozenSet<string> keys, out List<string> uncovered)
    {
        uncovered = [];
        int index = 0;
        while (index < parts.Length)
        {
            int length = 1;
            while (
                length <= MaximumJoin && index + length <= parts.Length && !keys.Contains(Join(parts, index, length))
            )
            {
                length++;
            }

            bool found = length <= MaximumJoin && index + length <= parts.Length;
            if (!found)
            {
                uncovered.Add(parts[index]);
            }

            index += found ? length : 1;
        }

        return uncovered.Count == 0;
    }

    private static IEnumerable<string> Joins(ImmutableArray<string> parts)
    {
        for (int start = 0; start < parts.Length; start++)
        {
            for (int length = 1; length <= MaximumJoin && start + length <= parts.Length; length++)
            {
                yield return Join(parts, start, length);
            }
        }
    }

    private static string Join(ImmutableArray<string> parts, int start, int length) =>
        length == 1 ? parts[start] : string.Concat(parts.AsSpan(start, length).ToArray());

    /// <summary>How many of the first words are the vendor's name.</summary>
    private static int VendorWords(string[] words, ImmutableArray<string> vendors)
    {
        for (int count = Math.Min(4, words.Length - 1); count > 0; count--)
        {
            string key = VendorNames.Key(string.Join(' ', words.Take(count)));
            if (vendors.Contains(key, StringComparer.Ordinal))
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>Two words or more without digits; one short word may as well tell a variant ("HSR").</summary>
    private static bool IsOtherName(string inside) =>
        !inside.Any(char.IsAsciiDigit) && !Aside.IsMatch(inside) && ProductText.Words(inside).Count() >= 2;

    [GeneratedRegex(@"\((?<inside>[^()]+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Bracket { get; }

    // Brackets that only add something.
    [GeneratedRegex(
        @"^(incl|including|includes|part numbers?|formerly|all|serial)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Aside { get; }

    // Siemens: 6ES7512-1SK00-0AB0, 6GK1 105-2AA10; Rockwell: 1756-L85E, 1766-L32BWA; any with a star: BMXP34*.
    [GeneratedRegex(
        @"\b[1-9][A-Z]{2}[0-9][ -]?[0-9]{3}-?[0-9A-Z]{5}(-?[0-9A-Z]{4})?\b|\b[0-9]{4}[A-Z]{0,2}-[A-Z][0-9A-Z]*[0-9][0-9A-Z]*(-[0-9A-Z]+)*\b|\b[0-9A-Z]{4,}\*[0-9A-Z]*",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex OrderNumber { get; }

    [GeneratedRegex(
        @"(?<=\s|\()[vV](?<version>[0-9]{1,2}(\.[0-9]+)*(\.[xX])?( SP[0-9]+)?)(?=$|\s|\)|,)(?!\s+(and|or)\s)",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Hint { get; }
}
