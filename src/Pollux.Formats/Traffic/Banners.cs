namespace Pollux.Formats.Traffic;

/// <summary>Reads products from what software says of itself.</summary>
internal static class Banners
{
    /// <summary>The product and version of an SSH identification string (RFC 4253, 4.2): <c>SSH-2.0-OpenSSH_7.4p1 comment</c>.</summary>
    public static (string Product, string? Version)? Ssh(string? banner)
    {
        string[] parts = (banner ?? "").Split('-', 3);
        if (parts.Length < 3 || !string.Equals(parts[0], "SSH", StringComparison.Ordinal))
        {
            return null;
        }

        // OpenSSH_for_Windows_8.1, libssh2_1.4.3, Cisco-1.25: what follows the first mark, from its first digit, is the version.
        string software = parts[2].Split(' ', 2)[0];
        int mark = software.AsSpan().IndexOfAny('_', '-');
        string product = mark < 0 ? software : software[..mark];
        int digit = mark < 0 ? -1 : software.AsSpan(mark).IndexOfAnyInRange('0', '9');
        return product.Length == 0 ? null : (product, digit < 0 ? null : software[(mark + digit)..]);
    }
}
