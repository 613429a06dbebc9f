using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Pollux.Twin.Files;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Revisions;

/// <summary>
/// Names a revision by its content: SHA-256 over every field in order, each text with its length before it, cut to 16 bytes.
/// </summary>
internal sealed class RevisionHash
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private RevisionHash() { }

    public static string Of(Revision revision)
    {
        RevisionHash hashing = new();
        using (hashing.hash)
        {
            hashing.Add("pollux revision 1");
            hashing.Add(revision.Site);
            hashing.AddEach(revision.Sources, hashing.AddSource);
            hashing.AddEach(revision.Assets, hashing.AddAsset);
            hashing.AddEach(revision.Links, hashing.AddLink);
            hashing.AddEach(revision.Products, hashing.AddProduct);
            hashing.AddEach(revision.Vulnerabilities, hashing.AddVulnerability);
            if (!revision.Flows.IsEmpty)
            {
                hashing.Add("flows");
                hashing.AddEach(revision.Flows, hashing.AddFlow);
            }

            // Only where there is any: a site without filtering devices keeps the name of its revision.
            if (!revision.Filters.IsEmpty)
            {
                hashing.AddEach(revision.Filters, hashing.AddFilter);
            }

            if (!revision.Configurations.IsEmpty)
            {
                hashing.Add("configurations");
                hashing.AddEach(revision.Configurations, hashing.AddConfiguration);
            }

            return Convert.ToHexStringLower(hashing.hash.GetHashAndReset().AsSpan(0, 16));
        }
    }

    private void AddSource(Source source)
    {
        Add(source.Key);
        Add(source.At);
        Add(source.IsComplete ? "complete" : "partial");
    }

    private void AddAsset(Asset asset)
    {
        Add(asset.Id);
        Add(asset.Type);
        Add(asset.Name);
        Add(asset.ParentId);
        AddEach(asset.Identifiers, AddIdentifier);
        Add(asset.Properties.Count);
        foreach ((string name, ImmutableArray<Sourced<string>> values) in asset.Properties)
        {
            Add(name);
            AddEach(
                values,
                value =>
                {
                    Add(value.Value);
                    AddRecord(value.Record);
                }
            );
        }

        Add(asset.Defenses.Count);
        foreach ((string name, ImmutableArray<Sourced<DefenseValue>> values) in asset.Defenses)
        {
            Add(name);
            AddEach(
                values,
                value =>
                {
                    Add(value.Value.Probability);
                    Add(value.Value.Reason);
                    AddRecord(value.Record);
                }
            );
        }

        AddEach(asset.Provenance, AddRecord);
        if (asset.IsProposed)
        {
            Add("proposed");
        }

        if (!asset.Findings.IsEmpty)
        {
            Add("findings");
            AddEach(asset.Findings, AddFinding);
        }
    }

    private void AddFinding(AssetFinding finding)
    {
        Add(TwinLines.ContentOf(finding.Finding));
        AddEach(finding.Records, AddRecord);
        Add(finding.IsOpen ? "open" : "closed");
        if (finding.ClosedBy is { } closing)
        {
            AddRecord(closing);
        }
    }

    private void AddIdentifier(Identifier identifier)
    {
        Add((int)identifier.Kind);
        Add(identifier.Value);
        Add(identifier.Scope);
    }

    private void AddLink(AssetLink link)
    {
        Add(link.FromId);
        Add(link.Role);
        Add(link.ToId);
        Add(link.Reason);
        AddEach(link.Provenance, AddRecord);
    }

    private void AddFlow(Flow flow)
    {
        Add(flow.ClientId);
        Add(flow.ServiceId);
        Add(flow.Service);
        Add(flow.OutsideAddresses);
        AddEach(
            flow.Activities,
            activity =>
            {
                Add(TwinLines.ContentOf(activity.Value));
                AddRecord(activity.Record);
            }
        );
    }

    private void AddProduct(Sourced<ProductStatement> product)
    {
        AddStatement(product.Value);
        AddRecord(product.Record);
    }

    private void AddVulnerability(Sourced<VulnerabilityStatement> vulnerability)
    {
        AddStatement(vulnerability.Value);
        AddRecord(vulnerability.Record);
    }

    private void AddFilter(DeviceFilter filter)
    {
        AssetReference device = AssetReference.Named("", filter.AssetId);
        Add(filter.AssetId);
        AddStatement(new FilterStatement(device, filter.Device));
        AddRecord(filter.Record);
        AddEach(
            filter.Rules,
            rule =>
            {
                AddStatement(new FilterRuleStatement(device, rule.Value));
                AddRecord(rule.Record);
            }
        );
    }

    private void AddConfiguration(Sourced<ConfigurationStatement> configuration)
    {
        AddStatement(configuration.Value);
        AddRecord(configuration.Record);
    }

    private void AddStatement(Statement statement) =>
        Add(TwinLines.ContentOf(new Observation("", null, 1, [statement])));

    private void AddRecord(RecordReference record)
    {
        Add(record.SourceKey);
        Add(record.Record);
        Add(record.At);
        Add(record.Confidence);
    }

    private void AddEach<T>(ImmutableArray<T> items, Action<T> add)
    {
        Add(items.Length);
        foreach (T item in items)
        {
            add(item);
        }
    }

    private void Add(DateTimeOffset? time) => Add(time is { } value ? TwinWords.Of(value) : null);

    private void Add(double number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private void Add(string? text)
    {
        if (text is null)
        {
            Add(-1);
            return;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        Add(length);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(text, bytes);
        hash.AppendData(bytes);
    }
}
