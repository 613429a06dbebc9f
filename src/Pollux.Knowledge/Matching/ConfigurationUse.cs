using System.Collections.Immutable;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>What a source says of a product, and the configuration that the product is one part of, if any.</summary>
internal sealed record CriterionStatement(Sourced<ProductStatement> Said, ConfigurationUse? Use);

/// <summary>A vulnerable product's place in a configuration.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Node">The node in which the product stands.</param>
internal sealed record ConfigurationUse(ReadConfiguration Configuration, ReadNode Node);

/// <summary>A configuration whose CPE names are read.</summary>
internal sealed record ReadConfiguration(ConfigurationOperator Operator, bool Negate, ImmutableArray<ReadNode> Nodes)
{
    /// <summary>True when one product of a node is enough, so that nothing else need be asked.</summary>
    public bool IsSimple =>
        !Negate
        && (Operator == ConfigurationOperator.Or || Nodes.Length == 1)
        && Nodes.All(node => node is { Negate: false, Operator: ConfigurationOperator.Or });
}

/// <summary>A node whose CPE names are read.</summary>
internal sealed record ReadNode(ConfigurationOperator Operator, bool Negate, ImmutableArray<ProductCriterion> Criteria);
