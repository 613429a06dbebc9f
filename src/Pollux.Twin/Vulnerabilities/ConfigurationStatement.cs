using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Vulnerabilities;

/// <summary>
/// Says in which combinations of products a vulnerability is found, as the configurations of NVD's API 2.0 and the
/// <c>cpeApplicability</c> of the CVE Record Format (5.1) have it: software only where a certain system or device is there too.
/// </summary>
/// <param name="Vulnerability">The vulnerability's id.</param>
/// <param name="Configurations">The alternatives: any one of them is enough.</param>
/// <param name="Advisory">Who says so, as a short text for a reader.</param>
public sealed record ConfigurationStatement(
    string Vulnerability,
    ImmutableArray<ProductConfiguration> Configurations,
    string Advisory
) : Statement;

/// <summary>One configuration: nodes, of which one or all must hold.</summary>
/// <param name="Operator">Whether one node is enough.</param>
/// <param name="Negate">True when the configuration is what does not fit.</param>
/// <param name="Nodes">Its nodes, in the order of the source.</param>
public sealed record ProductConfiguration(
    ConfigurationOperator Operator,
    bool Negate,
    ImmutableArray<ConfigurationNode> Nodes
);

/// <summary>One node of a configuration: CPE names, of which one or all must be there.</summary>
/// <param name="Operator">Whether one name is enough.</param>
/// <param name="Negate">True when the node is what must not be there.</param>
/// <param name="Criteria">Its names, in the order of the source.</param>
public sealed record ConfigurationNode(
    ConfigurationOperator Operator,
    bool Negate,
    ImmutableArray<CpeCriterion> Criteria
);

/// <summary>Products by a CPE name and a range of versions.</summary>
/// <param name="Cpe">The CPE 2.3 name.</param>
/// <param name="IsVulnerable">True for what is vulnerable; false for what only must be there, such as the system it runs on.</param>
public sealed record CpeCriterion(string Cpe, bool IsVulnerable)
{
    /// <summary>The first version meant; null when there is no such bound.</summary>
    public string? StartIncluding { get; init; }

    /// <summary>The version above which all are meant; null when there is no such bound.</summary>
    public string? StartExcluding { get; init; }

    /// <summary>The last version meant; null when there is no such bound.</summary>
    public string? EndIncluding { get; init; }

    /// <summary>The first version not meant any more; null when there is no such bound.</summary>
    public string? EndExcluding { get; init; }

    /// <summary>True when any bound is given.</summary>
    public bool HasBounds =>
        StartIncluding is not null
        || StartExcluding is not null
        || EndIncluding is not null
        || EndExcluding is not null;
}

/// <summary>How many of several must hold.</summary>
public enum ConfigurationOperator
{
    /// <summary>One is enough.</summary>
    Or,

    /// <summary>All must.</summary>
    And,
}
