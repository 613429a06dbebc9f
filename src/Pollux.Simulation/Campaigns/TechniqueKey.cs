namespace Pollux.Simulation.Campaigns;

/// <summary>
/// What a technique is known by: ids alone are not enough, because ATT&amp;CK's domains share number ranges from v19 on and an id can
/// change its meaning between versions.
/// </summary>
/// <param name="Domain"><c>ics</c>, <c>enterprise</c> or <c>mobile</c>; empty when the source does not say.</param>
/// <param name="Version">The version of ATT&amp;CK, such as <c>18.1</c>; empty when the source does not say.</param>
/// <param name="Id">Its id, such as <c>T0843</c> or <c>T1566.001</c>.</param>
public readonly record struct TechniqueKey(string Domain, string Version, string Id)
{
    /// <summary>True for a sub-technique.</summary>
    public bool IsSubTechnique => Id.Contains('.', StringComparison.Ordinal);

    /// <summary>The id of its parent; its own when it is no sub-technique.</summary>
    public string ParentId => Id.Split('.', 2)[0];

    /// <summary>True when both name a technique of one id, in one domain as far as both sources name it.</summary>
    public bool IsSameTechnique(TechniqueKey other) =>
        IsSameDomain(other) && string.Equals(Id, other.Id, StringComparison.Ordinal);

    /// <summary>True unless both sources name a domain and these differ.</summary>
    public bool IsSameDomain(TechniqueKey other) =>
        Domain.Length == 0 || other.Domain.Length == 0 || string.Equals(Domain, other.Domain, StringComparison.Ordinal);

    /// <summary>True for an id of the form that ATT&amp;CK uses: T and four digits, and a dot and three digits for a sub-technique.</summary>
    public static bool IsId(string text) =>
        text.Length is 5 or 9
        && text[0] == 'T'
        && text.AsSpan(1, 4).IndexOfAnyExceptInRange('0', '9') < 0
        && (text.Length == 5 || (text[5] == '.' && text.AsSpan(6).IndexOfAnyExceptInRange('0', '9') < 0));

    /// <summary>By domain, then id, then version.</summary>
    public static IComparer<TechniqueKey> Order { get; } =
        Comparer<TechniqueKey>.Create(
            (left, right) =>
            {
                int domain = string.CompareOrdinal(left.Domain, right.Domain);
                int id = domain != 0 ? domain : string.CompareOrdinal(left.Id, right.Id);
                return id != 0 ? id : string.CompareOrdinal(left.Version, right.Version);
            }
        );

    /// <summary><c>ics/18.1/T0843</c>.</summary>
    public override string ToString() => $"{Known(Domain)}/{Known(Version)}/{Id}";

    private static string Known(string text) => text.Length == 0 ? "?" : text;
}
