using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Reads single values into the normal form of their shape; reports what does not fit and gives null.</summary>
internal sealed class SiteValues(DiagnosticBag diagnostics)
{
    /// <summary>The longest text that is taken, in characters.</summary>
    public const int MaximumTextLength = 1_000;

    /// <summary>The highest frequency that is taken, times in a year.</summary>
    public const int MaximumPerYear = 365;

    private const decimal MaximumMoney = 1_000_000_000_000_000m;

    /// <summary>A value in the normal form of its shape, or null.</summary>
    /// <param name="node">The value.</param>
    /// <param name="key">The key that holds it, for messages.</param>
    /// <param name="shape">What it should look like.</param>
    public string? Read(YamlNode node, string key, ValueShape shape)
    {
        if (Text(node, key) is not { } text)
        {
            return null;
        }

        return shape switch
        {
            ValueShape.Text => text,
            ValueShape.Level => Number(
                node,
                key,
                text,
                value => value is >= 0 and <= 5 && value * 2 % 1 == 0,
                "a number from 0 to 5, in halves"
            ),
            ValueShape.Criticality => Number(
                node,
                key,
                text,
                value => value is >= 1 and <= 10 && value % 1 == 0,
                "a whole number from 1 (little) to 10 (all)"
            ),
            ValueShape.Money => Money(node, key, text),
            ValueShape.Address => Address(node, key, text),
            ValueShape.Network => Network(node, key, text),
            ValueShape.Mac => Mac(node, key, text),
            ValueShape.HostName => HostName(node, key, text),
            ValueShape.LossKind => OneOf(node, key, text, "money", "people", "environment"),
            ValueShape.LossShape => OneOf(node, key, text, "pert", "lognormal"),
            ValueShape.PerYear => Number(
                node,
                key,
                text,
                value => value is >= 0 and <= MaximumPerYear,
                $"a number of times in a year, from 0 to {MaximumPerYear}"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A text on one line, or null with a diagnostic when it is none.</summary>
    public string? Text(YamlNode node, string key)
    {
        if (node is not YamlScalar scalar || scalar.IsNothing || string.IsNullOrWhiteSpace(scalar.Text))
        {
            Add(SiteDescriptionRules.WrongKindOfValue, node, $"'{key}' takes one value, and there is {InWords(node)}.");
            return null;
        }

        if (scalar.Text.Length > MaximumTextLength)
        {
            Add(
                SiteDescriptionRules.TooLarge,
                node,
                $"'{key}' has {scalar.Text.Length} characters; at most {MaximumTextLength} are taken."
            );
            return null;
        }

        return
            string.Join(' ', scalar.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var line
            && line.Any(char.IsControl)
            ? string.Concat(line.Where(letter => !char.IsControl(letter)))
            : line;
    }

    /// <summary>
    /// A probability from <c>yes</c>, <c>no</c>, a number from 0 to 1 or a percentage; null without a diagnostic for
    /// <c>unknown</c>, null with one for anything else.
    /// </summary>
    public double? Probability(YamlNode node, string key)
    {
        if (node is not YamlScalar scalar || scalar.IsNothing)
        {
            Add(
                SiteDescriptionRules.WrongKindOfValue,
                node,
                $"'{key}' takes yes, no, unknown or a number from 0 to 1, and there is {InWords(node)}."
            );
            return null;
        }

        string text = scalar.Text.Trim();
        if (Flag(text) is { } flag)
        {
            return flag ? 1 : 0;
        }

        if (text.Equals("unknown", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        bool percent = text.EndsWith('%');
        string digits = percent ? text[..^1].TrimEnd() : text;
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            Add(
                SiteDescriptionRules.WrongKindOfValue,
                node,
                $"'{key}' takes yes, no, unknown or a number from 0 to 1, and '{text}' is none."
            );
            return null;
        }

        value = percent ? value / 100 : value;
        if (value is not (>= 0 and <= 1))
        {
            Add(
                SiteDescriptionRules.OutOfRange,
                node,
                $"'{key}' is {text}; a probability is from 0 to 1.",
                "Write a number from 0 to 1, or a percentage such as 40%."
            );
            return null;
        }

        return value;
    }

    /// <summary>Yes or no, or null with a diagnostic.</summary>
    public bool? YesOrNo(YamlNode node, string key)
    {
        if (node is YamlScalar scalar && Flag(scalar.Text.Trim()) is { } flag)
        {
            return flag;
        }

        Add(SiteDescriptionRules.WrongKindOfValue, node, $"'{key}' takes yes or no, and there is {InWords(node)}.");
        return null;
    }

    /// <summary>A date or a time with its offset, or null with a diagnostic; a date alone is its midnight, UTC.</summary>
    public DateTimeOffset? Time(YamlNode node, string key)
    {
        if (Text(node, key) is not { } text)
        {
            return null;
        }

        if (
            DateTimeOffset.TryParseExact(
                text,
                [
                    "yyyy-MM-dd",
                    "yyyy-MM-dd'T'HH:mmzzz",
                    "yyyy-MM-dd'T'HH:mm:sszzz",
                    "yyyy-MM-dd'T'HH:mm'Z'",
                    "yyyy-MM-dd'T'HH:mm:ss'Z'",
                ],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset time
            )
        )
        {
            return time.ToUniversalTime();
        }

        Add(
            SiteDescriptionRules.WrongKindOfValue,
            node,
            $"'{key}' is '{text}', which is no date.",
            "Write a date as 2026-11-13, or a time as 2026-11-13T08:00:00+01:00."
        );
        return null;
    }

    /// <summary>What a value is, in words, for messages.</summary>
    public static string InWords(YamlNode node) =>
        node switch
        {
            YamlScalar { IsNothing: true } => "nothing",
            YamlScalar scalar => $"'{Short(scalar.Text)}'",
            YamlList => "a list",
            _ => "a map of keys",
        };

    /// <summary>A text cut to what fits into a message.</summary>
    public static string Short(string text) => text.Length <= 80 ? text : $"{text[..77]}...";

    /// <summary>Adds a diagnostic at a value's place.</summary>
    public void Add(DiagnosticRule rule, YamlNode node, string message, string? hint = null) =>
        diagnostics.Add(
            rule,
            message,
            node.Line,
            node.Column,
            node is YamlScalar { Text.Length: > 0 } scalar && !scalar.Text.Contains('\n', StringComparison.Ordinal)
                ? scalar.Text.Length + (scalar.IsQuoted ? 2 : 0)
                : null,
            hint: hint
        );

    private static bool? Flag(string text) =>
        text.ToLowerInvariant() switch
        {
            "yes" or "true" or "on" => true,
            "no" or "false" or "off" => false,
            _ => null,
        };

    private string? Number(YamlNode node, string key, string text, Func<double, bool> isValid, string what)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            Add(SiteDescriptionRules.WrongKindOfValue, node, $"'{key}' is '{Short(text)}', which is no number.");
            return null;
        }

        if (!isValid(value))
        {
            Add(SiteDescriptionRules.OutOfRange, node, $"'{key}' is {Short(text)}; it is {what}.");
            return null;
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    private string? Money(YamlNode node, string key, string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        decimal factor =
            digits.Length == 0
                ? 1
                : digits[^1] switch
                {
                    'k' or 'K' => 1_000m,
                    'm' or 'M' => 1_000_000m,
                    _ => 1m,
                };
        digits = factor == 1 ? digits : digits[..^1];
        if (
            !decimal.TryParse(
                digits,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out decimal amount
            )
        )
        {
            Add(
                SiteDescriptionRules.WrongKindOfValue,
                node,
                $"'{key}' is '{Short(text)}', which is no amount of money.",
                "Write a plain number such as 250000, 250_000, 250k or 1.5M; the currency stands under 'site:'."
            );
            return null;
        }

        if (amount < 0 || amount > MaximumMoney)
        {
            Add(
                SiteDescriptionRules.OutOfRange,
                node,
                $"'{key}' is {Short(text)}; a loss or a cost is from 0 to 1e15.",
                "Write what is lost as a positive number."
            );
            return null;
        }

        // Division by one with a long scale strips trailing zeros, so that 250k and 250000.00 are the same fact.
        return (amount * factor / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
    }

    private string? Address(YamlNode node, string key, string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address) && IsCanonical(address, text))
        {
            return address.ToString();
        }

        Add(SiteDescriptionRules.BadAddress, node, $"'{Short(text)}' is no IP address.");
        return null;
    }

    private string? Network(YamlNode node, string key, string text)
    {
        if (IPNetwork.TryParse(text, out IPNetwork network) && IsCanonical(network.BaseAddress, text.Split('/')[0]))
        {
            return network.ToString();
        }

        string? hint = null;
        string[] parts = text.Split('/');
        if (
            parts.Length == 2
            && IPAddress.TryParse(parts[0], out IPAddress? address)
            && IsCanonical(address, parts[0])
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
            && bits <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        )
        {
            hint = $"Did you mean '{NetworkOf(address, bits)}'? An address of a host stands in no network's name.";
        }

        Add(SiteDescriptionRules.BadAddress, node, $"'{Short(text)}' is no network.", hint);
        return null;
    }

    private string? Mac(YamlNode node, string key, string text)
    {
        string digits = string.Concat(text.Where(letter => letter is not (':' or '-' or '.')));
        if (digits.Length == 12 && digits.All(char.IsAsciiHexDigit))
        {
            return string.Join(':', digits.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));
        }

        Add(
            SiteDescriptionRules.BadAddress,
            node,
            $"'{Short(text)}' is no MAC address.",
            "Write six pairs of hexadecimal digits, such as 00:1b:1b:0a:0b:0c."
        );
        return null;
    }

    private string? HostName(YamlNode node, string key, string text)
    {
        string name = text.TrimEnd('.').ToLowerInvariant();
        if (
            name.Length is > 0 and <= 253
            && name.Split('.')
                .All(label =>
                    label.Length is > 0 and <= 63
                    && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
                )
        )
        {
            return name;
        }

        Add(
            SiteDescriptionRules.BadAddress,
            node,
            $"'{Short(text)}' is no host name.",
            "Write letters, digits and hyphens, in parts of at most 63 characters with dots between."
        );
        return null;
    }

    private string? OneOf(YamlNode node, string key, string text, params string[] words)
    {
        string? found = Array.Find(words, word => SiteWords.Plain(word) == SiteWords.Plain(text));
        if (found is null)
        {
            Add(
                SiteDescriptionRules.UnknownWord,
                node,
                $"'{key}' is '{Short(text)}'; it is one of {string.Join(", ", words)}.",
                Spelling.DidYouMean(text, words)
            );
        }

        return found;
    }

    // IPAddress also reads "10.1" and "0x0a000001"; people who write those mean something else.
    private static bool IsCanonical(IPAddress address, string text) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
            ? !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal)
            : string.Equals(address.ToString(), text, StringComparison.Ordinal);

    private static IPNetwork NetworkOf(IPAddress address, int bits)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int at = 0; at < bytes.Length; at++)
        {
            int kept = Math.Clamp(bits - (at * 8), 0, 8);
            bytes[at] &= (byte)(0xff << (8 - kept));
        }

        return new IPNetwork(new IPAddress(bytes), bits);
    }
}
