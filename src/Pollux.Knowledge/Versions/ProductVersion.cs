namespace Pollux.Knowledge.Versions;

/// <summary>A version of a product, read by the scheme of its ecosystem.</summary>
public sealed class ProductVersion
{
    /// <summary>The longest text that is read as a version.</summary>
    public const int MaximumLength = 200;

    private ProductVersion(string text, VersionScheme scheme, VersionKey key)
    {
        Text = text;
        Scheme = scheme;
        Key = key;
    }

    /// <summary>The version as it was written, trimmed.</summary>
    public string Text { get; }

    /// <summary>The scheme that it was read by.</summary>
    public VersionScheme Scheme { get; }

    /// <summary>Orders versions of one scheme, oldest first.</summary>
    public static IComparer<ProductVersion> Order { get; } =
        Comparer<ProductVersion>.Create((left, right) => left.Key.CompareWith(right.Key));

    internal VersionKey Key { get; }

    /// <summary>Reads a version; null when the text is no version of the scheme.</summary>
    public static ProductVersion? Parse(string text, VersionScheme scheme)
    {
        string trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaximumLength)
        {
            return null;
        }

        VersionKey? key = scheme switch
        {
            VersionScheme.Semantic => SemanticKey.Parse(trimmed),
            VersionScheme.Maven => MavenKey.Parse(trimmed),
            VersionScheme.Debian => DebianKey.Parse(trimmed),
            VersionScheme.Rpm => RpmKey.Parse(trimmed),
            VersionScheme.Python => PythonKey.Parse(trimmed),
            _ => VendorKey.Parse(trimmed),
        };
        return key is null ? null : new ProductVersion(trimmed, scheme, key);
    }

    /// <summary>
    /// Reads a version at the beginning of a text that has more after it, as scanners write <c>8.2p1 Ubuntu 4ubuntu0.5</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="rest">What follows the version; empty when the whole text is one.</param>
    /// <returns>The version in vendor style, or null when the text does not begin with one.</returns>
    public static ProductVersion? ParseLeading(string text, out string rest)
    {
        string trimmed = text.Trim();
        rest = "";
        if (trimmed.Length > MaximumLength || Parse(trimmed, VersionScheme.Vendor) is { } whole)
        {
            return trimmed.Length > MaximumLength ? null : Parse(trimmed, VersionScheme.Vendor);
        }

        for (int end = trimmed.LastIndexOf(' '); end > 0; end = trimmed.LastIndexOf(' ', end - 1))
        {
            if (Parse(trimmed[..end], VersionScheme.Vendor) is { } version)
            {
                rest = trimmed[end..].Trim();
                return version;
            }
        }

        return null;
    }

    /// <summary>
    /// Orders two versions of one scheme: negative when this one is older. Null when the order means nothing: two vendors'
    /// styles that do not fit each other.
    /// </summary>
    public int? CompareTo(ProductVersion other) =>
        Scheme == other.Scheme && Key.IsComparableTo(other.Key) ? Key.CompareWith(other.Key) : null;

    /// <summary>As <see cref="CompareTo"/>, where R36 is a number beside 37.0.</summary>
    internal int? CompareLiterally(ProductVersion other) =>
        Key is VendorKey mine && other.Key is VendorKey theirs
            ? Compare(mine.WithoutReleaseLetter, theirs.WithoutReleaseLetter)
            : CompareTo(other);

    private static int? Compare(VendorKey left, VendorKey right) =>
        left.IsComparableTo(right) ? left.CompareWith(right) : null;

    /// <summary>The version as it was written.</summary>
    public override string ToString() => Text;
}
