using System.Text;

namespace Pollux.Knowledge.Products;

/// <summary>Brings the text of product and vendor names into a form that can be compared.</summary>
internal static class ProductText
{
    private const string Accented = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿß";
    private static readonly string[] Plain =
    [
        "a",
        "a",
        "a",
        "a",
        "a",
        "a",
        "ae",
        "c",
        "e",
        "e",
        "e",
        "e",
        "i",
        "i",
        "i",
        "i",
        "n",
        "o",
        "o",
        "o",
        "o",
        "o",
        "o",
        "u",
        "u",
        "u",
        "u",
        "y",
        "y",
        "ss",
    ];

    /// <summary>Undoes UTF-8 that was once read as Latin-1: <c>GeutebrÃ¼ck</c> becomes <c>Geutebrück</c>.</summary>
    public static string Mend(string text)
    {
        if (!text.Contains('Ã', StringComparison.Ordinal) && !text.Contains('Â', StringComparison.Ordinal))
        {
            return text;
        }

        if (text.Any(c => c > 255))
        {
            return text;
        }

        string mended = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
        return mended.Contains('\uFFFD', StringComparison.Ordinal) ? text : mended;
    }

    /// <summary>The runs of letters and digits in lower case, accents dropped.</summary>
    public static IEnumerable<string> Words(string text)
    {
        StringBuilder word = new();
        foreach (char c in text)
        {
            char lower = char.ToLowerInvariant(c);
            int accent = Accented.IndexOf(lower, StringComparison.Ordinal);
            if (accent >= 0)
            {
                word.Append(Plain[accent]);
            }
            else if (char.IsLetterOrDigit(lower))
            {
                word.Append(lower);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
