using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>Reads what sources say of products into criteria, each product and range once.</summary>
internal sealed class CriterionReading
{
    private readonly Dictionary<string, ProductCriterion> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Vendor, string? Name, string? Cpe), ProductIdentity> identities = [];

    /// <summary>The criteria, in the order in which they are first said.</summary>
    public List<ProductCriterion> Criteria { get; } = [];

    public void Add(Sourced<ProductStatement> statement)
    {
        string key = ProductCriterion.Key(statement.Value.Product);
        if (!byKey.TryGetValue(key, out ProductCriterion? criterion))
        {
            ProductPattern product = statement.Value.Product;
            ProductIdentity identity = Identity(product.Vendor, product.Product, product.Cpe);
            // A package URL is the whole identity: its name alone would meet other ecosystems' packages.
            bool isNameless = product.Product is null && identity.ProductText is null && product.Purl is null;
            criterion = Add(
                key,
                new ProductCriterion(
                    product,
                    isNameless ? Identity(product.Vendor, product.Name, product.Cpe) : identity
                )
            );
        }

        criterion.Statements.Add(new CriterionStatement(statement, null));
    }

    public void Add(Sourced<ConfigurationStatement> statement)
    {
        foreach (ProductConfiguration configuration in statement.Value.Configurations)
        {
            ReadConfiguration read = new(
                configuration.Operator,
                configuration.Negate,
                [
                    .. configuration.Nodes.Select(node => new ReadNode(
                        node.Operator,
                        node.Negate,
                        [.. node.Criteria.Select(Read).Distinct()]
                    )),
                ]
            );
            Use(statement, configuration, read);
        }
    }

    private void Use(
        Sourced<ConfigurationStatement> statement,
        ProductConfiguration configuration,
        ReadConfiguration read
    )
    {
        for (int node = 0; node < read.Nodes.Length; node++)
        {
            foreach (ProductCriterion criterion in read.Nodes[node].Criteria)
            {
                criterion.IsCondition |= !read.IsSimple;
            }

            ConfigurationUse use = new(read, read.Nodes[node]);
            foreach (
                ProductCriterion vulnerable in configuration
                    .Nodes[node]
                    .Criteria.Where(criterion => criterion.IsVulnerable)
                    .Select(Read)
                    .Distinct()
            )
            {
                ProductStatement said = new(
                    statement.Value.Vulnerability,
                    vulnerable.Pattern,
                    ProductStatus.Affected,
                    null,
                    null,
                    statement.Value.Advisory
                );
                vulnerable.Statements.Add(
                    new CriterionStatement(new Sourced<ProductStatement>(said, statement.Record), use)
                );
            }
        }
    }

    private ProductCriterion Read(CpeCriterion criterion)
    {
        string key = ProductCriterion.Key(criterion);
        return byKey.TryGetValue(key, out ProductCriterion? known)
            ? known
            : Add(key, new ProductCriterion(criterion, Identity(null, null, criterion.Cpe)));
    }

    private ProductIdentity Identity(string? vendor, string? name, string? cpe)
    {
        if (!identities.TryGetValue((vendor, name, cpe), out ProductIdentity? identity))
        {
            identities.Add((vendor, name, cpe), identity = new ProductIdentity(vendor, name, cpe));
        }

        return identity;
    }

    private ProductCriterion Add(string key, ProductCriterion criterion)
    {
        byKey.Add(key, criterion);
        Criteria.Add(criterion);
        return criterion;
    }
}
