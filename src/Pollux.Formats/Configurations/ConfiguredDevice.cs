using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Configurations;

/// <summary>Makes a document of what was read of one device: an observation for each rule, and one for all the rest.</summary>
/// <param name="Format">The format.</param>
/// <param name="HostName">The device's name as the configuration gives it; null when it gives none.</param>
/// <param name="Type">The type of the device.</param>
internal sealed record ConfiguredDevice(string Format, string? HostName, string Type)
{
    /// <summary>When the configuration was written, as it says; null when it does not.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What is known of the device beside how it filters.</summary>
    public ImmutableArray<PropertyFact> Facts { get; init; } = [];

    /// <summary>Makes the document.</summary>
    /// <param name="filter">How it filters.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="account">The account of its lines.</param>
    /// <param name="digest">A hash over all its lines, which tells one edition from another.</param>
    public ImportedDocument ToDocument(
        FilterDevice filter,
        ImmutableArray<FilterRule> rules,
        LineAccount account,
        string digest
    )
    {
        string name = HostName ?? $"{Format} {digest[..12]}";
        Source source = new(Format, name, digest[..16], At, IsComplete: true);
        AssetReference device = new(
            Type,
            HostName is null
                ? [new Identifier(IdentifierKind.Name, name)]
                :
                [
                    new Identifier(IdentifierKind.Name, name),
                    new Identifier(IdentifierKind.HostName, name.ToLowerInvariant()),
                ]
        );
        ImmutableArray<Statement> head = [ToAsset(device, filter), new FilterStatement(device, filter)];
        ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>(rules.Length + 1);
        int rest = account.Understood - rules.Length;
        if (rest > 0)
        {
            observations.Add(new Observation("device", null, 1, head) { Records = rest });
        }

        foreach (FilterRule rule in rules)
        {
            FilterRuleStatement statement = new(device, rule);
            // A file of nothing but rules has no other line to stand for the device.
            observations.Add(
                new Observation(
                    $"line {rule.Line}",
                    null,
                    1,
                    rest == 0 && observations.Count == 0 ? [.. head, statement] : [statement]
                )
            );
        }

        return new ImportedDocument(source, observations.ToImmutable(), account.Ignored, account.Refused);
    }

    /// <summary>A hash over lines, as lower-case hexadecimal.</summary>
    public static string DigestOf(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Adds a line to a hash, so that line ends and blanks at them do not matter.</summary>
    public static void Add(IncrementalHash hash, ConfigurationLine line)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(line.Text));
        hash.AppendData("\n"u8);
    }

    private AssetStatement ToAsset(AssetReference device, FilterDevice filter)
    {
        ImmutableArray<string> addresses =
        [
            .. filter
                .Interfaces.Where(item => item.IsUp)
                .SelectMany(item => item.Addresses)
                .Select(address => address.Split('/')[0])
                .Distinct(StringComparer.Ordinal),
        ];
        return new AssetStatement(
            device with
            {
                Identifiers =
                [
                    .. device.Identifiers,
                    .. addresses.Select(address => new Identifier(IdentifierKind.IpAddress, address)),
                ],
            },
            [.. Facts, .. addresses.Select(address => new PropertyFact(Properties.Address, address))]
        );
    }
}
