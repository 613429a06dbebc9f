using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Twin.Filtering;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Files;

/// <summary>
/// Makes sources and observations of parsed lines. Strict: a key that it does not know makes the line broken, because
/// writing the twin back would lose it silently. Throws <see cref="TwinLineException"/>, which the reader turns into a diagnostic.
/// </summary>
internal sealed class TwinLineParser
{
    // The same few hundred names and types come in every line; kept once.
    private readonly Dictionary<string, string> pool = new(StringComparer.Ordinal);

    public static bool TryHeader(JsonElement root, out int version, out string site, out string problem)
    {
        version = 0;
        site = "";
        problem = "it has no \"pollux.twin\" version";
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("pollux.twin", out JsonElement number)
            || number.ValueKind != JsonValueKind.Number
            || !number.TryGetInt32(out version)
            || version < 1
        )
        {
            return false;
        }

        try
        {
            site =
                root.TryGetProperty("site", out JsonElement name) && name.ValueKind == JsonValueKind.String
                    ? name.GetString()!
                    : "";
        }
        catch (InvalidOperationException)
        {
            site = "";
        }

        problem = "it names no site";
        return version > TwinFile.SchemaVersion || !string.IsNullOrWhiteSpace(site);
    }

    public Source ToSource(JsonElement root)
    {
        TwinFields fields = new(root);
        Source source = new(
            Pool(fields.Text("source")),
            fields.Text("document"),
            fields.Text("edition"),
            fields.OptionalTime("at"),
            fields.Flag("complete")
        );
        fields.RequireNoOthers();
        return source;
    }

    public Observation ToObservation(JsonElement root)
    {
        TwinFields fields = new(root);
        Observation observation = new(
            fields.Text("record"),
            fields.OptionalTime("at"),
            fields.Probability("confidence"),
            fields.Items("says", ToStatement)
        )
        {
            Records = fields.OptionalCount("records") ?? 1,
        };
        fields.RequireNoOthers();
        return observation;
    }

    private Statement ToStatement(JsonElement element)
    {
        TwinFields fields = new(element);
        Statement statement =
            fields.Has("asset") ? new AssetStatement(ToReference(fields), fields.Items("facts", ToFact))
            : fields.Has("affects") ? ToProduct(fields)
            : fields.Has("configurations") ? ConfigurationFields.Parse(fields)
            : fields.Has("vulnerability") ? ToVulnerability(fields)
            : fields.Has("client") ? ToFlow(fields)
            : fields.Has("filter")
                ? new FilterStatement(ToReference(fields.Required("device")), FilterLineParser.ToDevice(fields))
            : fields.Has("rule")
                ? new FilterRuleStatement(ToReference(fields.Required("device")), FilterLineParser.ToRule(fields))
            : throw new TwinLineException(
                "a statement is none of \"asset\", \"client\", \"affects\", \"configurations\", \"vulnerability\", \"filter\" and \"rule\""
            );
        fields.RequireNoOthers();
        return statement;
    }

    private AssetReference ToReference(JsonElement element)
    {
        TwinFields fields = new(element);
        AssetReference reference = ToReference(fields);
        fields.RequireNoOthers();
        return reference;
    }

    private AssetReference ToReference(TwinFields fields)
    {
        string type = Pool(fields.Text("asset"));
        ImmutableArray<Identifier> identifiers = fields.Items("ids", ToIdentifier);
        if (identifiers.IsEmpty)
        {
            throw new TwinLineException($"an asset of type '{type}' has no identifier");
        }

        return new AssetReference(type, identifiers, fields.Optional("in") is { } parent ? ToReference(parent) : null);
    }

    private Identifier ToIdentifier(JsonElement element)
    {
        TwinFields fields = new(element);
        string scope = fields.OptionalText("scope") ?? "";
        string word = fields.OnlyOther();
        IdentifierKind kind =
            TwinWords.ToKind(word) ?? throw new TwinLineException($"'{word}' is not a kind of identifier");
        return new Identifier(kind, fields.Text(word), Pool(scope));
    }

    private Fact ToFact(JsonElement element)
    {
        TwinFields fields = new(element);
        Fact fact =
            fields.Has("property") ? new PropertyFact(Pool(fields.Text("property")), fields.Text("value"))
            : fields.Has("role") ? new LinkFact(Pool(fields.Text("role")), ToReference(fields.Required("other")))
            : fields.Has("defense")
                ? new DefenseFact(
                    Pool(fields.Text("defense")),
                    fields.Probability("probability"),
                    Pool(fields.Text("reason"))
                )
            : fields.Has("finding") ? ToFinding(fields)
            : fields.Has("scan") ? ToScan(fields)
            : throw new TwinLineException(
                "a fact is none of \"property\", \"role\", \"defense\", \"finding\" and \"scan\""
            );
        fields.RequireNoOthers();
        return fact;
    }

    private FlowStatement ToFlow(TwinFields fields)
    {
        AssetReference client = ToReference(fields.Required("client"));
        AssetReference service = ToReference(fields.Required("service"));
        if (service.Parent is null)
        {
            throw new TwinLineException("the service of a flow belongs to no device");
        }

        FlowActivity activity = new(
            fields.OptionalNumber("connections", 1)
                ?? throw new TwinLineException("the key \"connections\" is missing"),
            fields.OptionalNumber("bytes", 0),
            fields.OptionalTime("first"),
            fields.OptionalTime("last"),
            fields.OptionalFlag("answered"),
            fields.OptionalText("application") is { } application ? Pool(application) : null,
            [.. fields.Texts("uses").Select(ToUse).Distinct().Order()]
        );
        return activity.First > activity.Last
            ? throw new TwinLineException("a flow is last seen before it is first seen")
            : new FlowStatement(client, service, activity);
    }

    private static FlowUse ToUse(string word) =>
        TwinWords.ToUse(word) ?? throw new TwinLineException($"'{word}' is not a use of a service");

    private FindingFact ToFinding(TwinFields fields) =>
        new(
            Pool(fields.Text("scanner")),
            Pool(fields.Text("finding")),
            Pool(fields.Text("title")),
            fields.Probability("confidence"),
            Pool(fields.Texts("vulnerabilities"))
        )
        {
            Severity = fields.OptionalText("severity") is { } severity ? Pool(severity) : null,
            CvssVectors = Pool(fields.Texts("cvss")),
            Cwes = Pool(fields.Texts("cwe")),
            Exploitation = fields.OptionalText("exploitation") is { } exploitation ? Pool(exploitation) : null,
            Priority = fields.OptionalNumber("priority", 0, 10),
            Remediation = fields.OptionalText("remediation") is { } remediation ? Pool(remediation) : null,
        };

    private ScanFact ToScan(TwinFields fields) =>
        new(
            Pool(fields.Text("scan")),
            fields.OptionalText("policy") is { } policy ? Pool(policy) : null,
            fields.OptionalFlag("authenticated"),
            Pool(fields.Texts("cleared"))
        );

    private ImmutableArray<string> Pool(ImmutableArray<string> texts) => [.. texts.Select(Pool)];

    private ProductStatement ToProduct(TwinFields fields)
    {
        string word = fields.Text("status");
        ProductPattern product = new(
            fields.Text("name"),
            fields.OptionalText("vendor"),
            fields.OptionalText("product"),
            fields.OptionalText("versions"),
            fields.OptionalFlag("range") ?? false,
            fields.OptionalText("cpe"),
            fields.OptionalText("purl"),
            fields.Texts("models")
        );
        return new ProductStatement(
            fields.Text("affects"),
            product,
            TwinWords.ToStatus(word) ?? throw new TwinLineException($"'{word}' is not a product's status"),
            fields.OptionalText("justification"),
            fields.OptionalText("remediation"),
            Pool(fields.Text("advisory"))
        );
    }

    private static VulnerabilityStatement ToVulnerability(TwinFields fields) =>
        new(
            fields.Text("vulnerability"),
            fields.OptionalText("title"),
            fields.Texts("cvss"),
            fields.Texts("cwe"),
            fields.OptionalText("knownExploited") is { } date ? ToDate(date) : null,
            fields.OptionalFlag("ransomware"),
            fields.OptionalText("exploitation"),
            fields.OptionalProbability("epss")
        )
        {
            Automatable = fields.OptionalFlag("automatable"),
            TechnicalImpact = fields.OptionalText("technicalImpact"),
        };

    private static DateOnly ToDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw new TwinLineException($"'{text}' is not a date such as 2026-11-20");

    private string Pool(string text)
    {
        if (pool.TryGetValue(text, out string? kept))
        {
            return kept;
        }

        if (pool.Count < 100_000)
        {
            pool.Add(text, text);
        }

        return text;
    }
}
