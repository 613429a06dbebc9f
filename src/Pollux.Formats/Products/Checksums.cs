using System.Text;

namespace Pollux.Formats.Products;

/// <summary>Checksums of products as observations hold them: <c>sha-256:</c> and the digits in lower case.</summary>
internal static class Checksums
{
    // Strongest first; MD5 and the like tell products apart no more.
    private static readonly string[] Known =
    [
        "sha512",
        "sha3512",
        "blake2b512",
        "blake3",
        "sha384",
        "sha3384",
        "blake2b384",
        "sha256",
        "sha3256",
        "blake2b256",
        "sha1",
    ];

    private static readonly string[] Names =
    [
        "sha-512",
        "sha3-512",
        "blake2b-512",
        "blake3",
        "sha-384",
        "sha3-384",
        "blake2b-384",
        "sha-256",
        "sha3-256",
        "blake2b-256",
        "sha-1",
    ];

    /// <summary>The strongest of several; null when none is known and well formed.</summary>
    /// <param name="given">Pairs of an algorithm, however it is written (<c>SHA256</c>, <c>SHA-256</c>), and its digits.</param>
    public static string? Strongest(IEnumerable<(string? Algorithm, string? Digits)> given)
    {
        int best = Known.Length;
        string? found = null;
        foreach ((string? algorithm, string? text) in given)
        {
            string digits = text?.Trim().ToLowerInvariant() ?? "";
            int rank = Array.IndexOf(Known, Letters(algorithm));
            if (rank >= 0 && rank < best && digits.Length is >= 40 and <= 128 && digits.All(char.IsAsciiHexDigit))
            {
                best = rank;
                found = $"{Names[rank]}:{digits}";
            }
        }

        return found;
    }

    private static string Letters(string? algorithm)
    {
        StringBuilder letters = new();
        foreach (char here in algorithm ?? "")
        {
            _ = char.IsAsciiLetterOrDigit(here) ? letters.Append(char.ToLowerInvariant(here)) : letters;
        }

        return letters.ToString();
    }
}
