using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pollux.Knowledge.Products;

/// <summary>The attributes of a CPE 2.3 name, in the order of the formatted string.</summary>
public enum CpeField
{
    /// <summary><c>a</c> application, <c>o</c> operating system, <c>h</c> hardware.</summary>
    Part,

    /// <summary>The vendor.</summary>
    Vendor,

    /// <summary>The product.</summary>
    Product,

    /// <summary>The version.</summary>
    Version,

    /// <summary>The update, such as a service pack.</summary>
    Update,

    /// <summary>The edition (deprecated by the standard).</summary>
    Edition,

    /// <summary>The language.</summary>
    Language,

    /// <summary>The edition of the software.</summary>
    SoftwareEdition,

    /// <summary>The software that it runs on.</summary>
    TargetSoftware,

    /// <summary>The hardware that it runs on.</summary>
    TargetHardware,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>
/// A CPE name: a product by eleven attributes (NISTIR 7695). Read from the formatted string of CPE 2.3 or the URI of CPE 2.2.
/// </summary>
public sealed class CpeName
{
    private const int Count = 11;
    private const int MaximumLength = 2_048;
    private readonly ImmutableArray<CpeValue> values;

    private CpeName(ImmutableArray<CpeValue> values) => this.values = values;

    /// <summary>The value of an attribute.</summary>
    public CpeValue this[CpeField attribute] => values[(int)attribute];

    /// <summary>Reads <c>cpe:2.3:...</c> or <c>cpe:/...</c>; null when the text is neither.</summary>
    public static CpeName? Parse(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length > MaximumLength)
        {
            return null;
        }

        List<CpeValue>? read =
            trimmed.StartsWith("cpe:2.3:", StringComparison.OrdinalIgnoreCase) ? ReadFormatted(trimmed[8..])
            : trimmed.StartsWith("cpe:/", StringComparison.OrdinalIgnoreCase) ? ReadUri(trimmed[5..])
            : null;
        return read is { Count: Count } && IsPart(read[0]) ? new CpeName([.. read]) : null;
    }

    /// <summary>The formatted string of CPE 2.3.</summary>
    public override string ToString() => "cpe:2.3:" + string.Join(':', values);

    private static bool IsPart(CpeValue part) => part.IsAny || part.Text is "a" or "o" or "h";

    private static List<CpeValue>? ReadFormatted(string text)
    {
        List<CpeValue> read = [];
        StringBuilder part = new();
        for (int index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || text[index] == ':')
            {
                if (CpeValue.FromFormatted(part.ToString()) is not { } value)
                {
                    return null;
                }

                read.Add(value);
                part.Clear();
            }
            else
            {
                part.Append(text[index]);
                if (text[index] == '\\' && index + 1 < text.Length)
                {
                    part.Append(text[++index]);
                }
            }
        }

        return read;
    }

    /// <summary>NISTIR 7695, section 6.1.3: seven parts, an edition that may pack five with tildes.</summary>
    private static List<CpeValue>? ReadUri(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length > 7)
        {
            return null;
        }

        List<CpeValue> read = [.. parts.Take(5).Select(CpeValue.FromUri)];
        while (read.Count < 5)
        {
            read.Add(CpeValue.Any);
        }

        string edition = parts.Length > 5 ? parts[5] : "";
        string language = parts.Length > 6 ? parts[6] : "";
        string[] packed = edition.StartsWith('~') ? edition[1..].Split('~') : [edition];
        string[] five = [.. packed, .. Enumerable.Repeat("", 5)];
        read.Add(CpeValue.FromUri(five[0]));
        read.Add(CpeValue.FromUri(language));
        read.AddRange(five[1..5].Select(CpeValue.FromUri));
        return read;
    }
}

/// <summary>The value of an attribute: anything, not applicable, or a text that may begin or end with wildcards.</summary>
public sealed record CpeValue
{
    private CpeValue(string text, bool isAny, bool isNotApplicable, bool hasWildcard)
    {
        Text = text;
        IsAny = isAny;
        IsNotApplicable = isNotApplicable;
        HasWildcard = hasWildcard;
    }

    /// <summary>Anything: <c>*</c>.</summary>
    public static CpeValue Any { get; } = new("*", true, false, false);

    /// <summary>Not applicable: <c>-</c>.</summary>
    public static CpeValue NotApplicable { get; } = new("-", false, true, false);

    /// <summary>The text in lower case, with the standard's escapes.</summary>
    public string Text { get; }

    /// <summary>True for <c>*</c> alone.</summary>
    public bool IsAny { get; }

    /// <summary>True for <c>-</c> alone.</summary>
    public bool IsNotApplicable { get; }

    /// <summary>True when an unescaped <c>*</c> or <c>?</c> stands in the text.</summary>
    public bool HasWildcard { get; }

    /// <summary>True when the value is one certain text.</summary>
    public bool IsLiteral => !IsAny && !IsNotApplicable && !HasWildcard;

    /// <summary>The text without escapes, for people and for comparing with other names.</summary>
    public string Plain => Text.Replace("\\", "", StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Text;

    internal static CpeValue? FromFormatted(string text)
    {
        string lower = text.ToLowerInvariant();
        if (lower.Length == 0)
        {
            return null;
        }

        return lower switch
        {
            "*" => Any,
            "-" => NotApplicable,
            _ => new CpeValue(lower, false, false, Unescaped(lower).Any(c => c is '*' or '?')),
        };
    }

    internal static CpeValue FromUri(string text)
    {
        if (text.Length == 0)
        {
            return Any;
        }

        if (text == "-")
        {
            return NotApplicable;
        }

        StringBuilder formatted = new();
        for (int index = 0; index < text.Length; index++)
        {
            if (
                text[index] == '%'
                && index + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(index + 1, 2),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture,
                    out byte code
                )
            )
            {
                index += 2;
                _ = code switch
                {
                    1 => formatted.Append('?'),
                    2 => formatted.Append('*'),
                    _ => Quote(formatted, (char)code),
                };
            }
            else
            {
                Quote(formatted, text[index]);
            }
        }

        return FromFormatted(formatted.ToString())!;
    }

    private static StringBuilder Quote(StringBuilder text, char c) =>
        char.IsLetterOrDigit(c) || c is '_' or '.' or '-' ? text.Append(c) : text.Append('\\').Append(c);

    private static IEnumerable<char> Unescaped(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\')
            {
                index++;
            }
            else
            {
                yield return text[index];
            }
        }
    }
}
