using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>Reads one file of a SharpHound collection: <c>{"data":[...],"meta":{...}}</c>, in either order.</summary>
internal sealed class SharpHoundReading
{
    private const string SessionType = "sessions";
    private const int OldestVersion = 4;
    private const int NewestVersion = 6;

    // Before 2000 there was no Active Directory; after 2100 it is no time but a fault.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ContentHash input;
    private readonly DiagnosticBag diagnostics;
    private readonly InputLimits limits;
    private readonly DirectoryGraph graph = new();
    private readonly SharpHoundObject objects;
    private readonly DirectoryRecords records;
    private readonly Dictionary<string, int> domains = new(StringComparer.Ordinal);
    private DateTimeOffset? newest;
    private int received;
    private int repeated;
    private JsonItem? firstRepeated;

    public SharpHoundReading(ContentHash input, DiagnosticBag diagnostics, InputLimits limits)
    {
        this.input = input;
        this.diagnostics = diagnostics;
        this.limits = limits;
        objects = new SharpHoundObject(graph);
        records = new DirectoryRecords(graph, limits);
    }

    /// <summary>Reads the file; null when it cannot be used as a whole, with an error that says why.</summary>
    public ImportedDocument? Read(CancellationToken cancellationToken)
    {
        if (FindMeta(cancellationToken) is not { } meta || !Check(meta))
        {
            return null;
        }

        string type = meta.Text("type")!.ToLowerInvariant();
        bool hasData = false;
        using JsonRecordReader reader = new(input.Hashed, ["data"], diagnostics, limits);
        foreach (JsonRecord record in reader.Read(cancellationToken))
        {
            if (record.Path == "data")
            {
                received++;
                hasData = true;
                Keep(record.Value, type);
            }
        }

        // An empty list gives no record; it is known by its count.
        if (!hasData && meta["count"]?.Number is > 0)
        {
            diagnostics.Add(BloodHoundRules.NoObjects, meta, "There is no object in 'data'.");
            return null;
        }

        CheckCount(meta);
        ReportRepeated();
        return records.Finish(SourceOf(meta, type));
    }

    // The objects mean nothing without the kind of file, which may stand behind them.
    private JsonItem? FindMeta(CancellationToken cancellationToken)
    {
        DiagnosticBag unheard = new(input.Plain.Name);
        using JsonRecordReader reader = new(input.Plain, ["data"], unheard, limits, path => path == "meta");
        foreach (JsonRecord record in reader.Read(cancellationToken))
        {
            return record.Value;
        }

        diagnostics.Add(BloodHoundRules.NoObjects, "There is no 'meta' that says what the objects are.", 1);
        return null;
    }

    private bool Check(JsonItem meta)
    {
        string type = meta.Text("type") ?? "";
        if (
            DirectoryKinds.OfFile(type) is null
            && !string.Equals(type, SessionType, StringComparison.OrdinalIgnoreCase)
        )
        {
            string said = type.Length == 0 ? "nothing" : $"'{Excerpt.Of(type)}'";
            diagnostics.Add(BloodHoundRules.UnknownType, meta["type"] ?? meta, $"The file says that it holds {said}.");
            return false;
        }

        if (meta["version"] is not { } version)
        {
            diagnostics.Add(BloodHoundRules.NoVersion, meta, "The file does not say its version.");
            return true;
        }

        if (version.Number is >= OldestVersion and <= NewestVersion)
        {
            return true;
        }

        string written = version.NumberText ?? version.StringOrNull ?? "that is no number";
        diagnostics.Add(BloodHoundRules.UnknownVersion, version, $"The file has version {Excerpt.Of(written)}.");
        return false;
    }

    private void Keep(JsonItem item, string type)
    {
        int firstEdge = graph.Edges.Length;
        int? self = DirectoryKinds.OfFile(type) is { } kind
            ? KeepObject(item, kind, firstEdge)
            : KeepSession(item, firstEdge);
        if (self is null)
        {
            records.Refused++;
            string what =
                type == SessionType
                    ? "The session lacks its computer or its user."
                    : "The object has no ObjectIdentifier.";
            diagnostics.Add(
                BloodHoundRules.NoIdentifier,
                item,
                what,
                Excerpt.OneLineOrNull(item["Properties"]?.Text("name"), 120)
            );
        }
    }

    private int? KeepSession(JsonItem item, int firstEdge)
    {
        int? self = objects.ReadSession(item);
        if (self is { } computer)
        {
            string user = Excerpt.OneLine(item.Text("UserSID")!, 200);
            records.Add(
                $"session {user} on {graph.Nodes[computer].Id}",
                computer,
                records.Facts.Session(item, computer, graph.Node(user, DirectoryKind.User)),
                firstEdge
            );
        }

        return self;
    }

    private int? KeepObject(JsonItem item, DirectoryKind kind, int firstEdge)
    {
        if (SharpHoundObject.Id(item) is { } deleted && item["IsDeleted"]?.Boolean == true)
        {
            records.Ignored++;
            return graph.Node(deleted);
        }

        if (objects.Read(item, kind) is not { } self)
        {
            return null;
        }

        Note(item["Properties"], kind);
        DirectoryNode node = graph.Nodes[self];
        List<AssetStatement> statements =
        [
            .. records.Facts.Of(self, item["Properties"], item.Text("PrimaryGroupSID") ?? item.Text("PrimaryGroupSid")),
        ];
        if (kind == DirectoryKind.Domain && DomainTrusts.FilterOf(item) is { } filter)
        {
            statements[0] = statements[0] with { Facts = statements[0].Facts.Add(filter) };
        }

        if (statements.Count == 0 && !EdgeMeaning.IsTemplateOfAdministrators(node))
        {
            records.Ignored++;
            return self;
        }

        if (records.Has(self))
        {
            repeated++;
            firstRepeated ??= item;
        }

        records.Add($"{Word(kind)} {node.Id}", self, statements, firstEdge);
        return self;
    }

    private static string Word(DirectoryKind kind) =>
        kind switch
        {
            DirectoryKind.OrganisationalUnit => "organisational unit",
            DirectoryKind.PolicyObject => "group policy",
            DirectoryKind.CertificateTemplate => "certificate template",
            DirectoryKind.EnterpriseAuthority => "enterprise authority",
            DirectoryKind.RootAuthority => "root authority",
            DirectoryKind.IntermediateAuthority => "intermediate authority",
            DirectoryKind.AuthenticationStore => "authentication store",
            DirectoryKind.IssuancePolicy => "issuance policy",
            _ => kind.ToString().ToLowerInvariant(),
        };

    // A collection says nowhere when it was made; it is not older than the last logon that it knows.
    private void Note(JsonItem? properties, DirectoryKind kind)
    {
        if (Excerpt.OneLineOrNull(properties?.Text("domain"), 200) is { } domain)
        {
            domains[domain] = domains.GetValueOrDefault(domain) + 1;
        }

        if (kind is not (DirectoryKind.User or DirectoryKind.Computer))
        {
            return;
        }

        foreach (string property in (ReadOnlySpan<string>)["lastlogon", "lastlogontimestamp"])
        {
            if (
                properties?[property]?.Number is { } seconds
                && seconds > Earliest.ToUnixTimeSeconds()
                && seconds < Latest.ToUnixTimeSeconds()
            )
            {
                DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
                newest = newest is null || at > newest ? at : newest;
            }
        }
    }

    private void CheckCount(JsonItem meta)
    {
        if (meta["count"] is { Number: { } said } count && said != received)
        {
            diagnostics.Add(
                BloodHoundRules.CountDiffers,
                count,
                $"The file says {count.NumberText} objects and has {received.ToString(CultureInfo.InvariantCulture)}."
            );
        }
    }

    // The collector itself writes the groups of a domain controller twice, so one sentence for all of them.
    private void ReportRepeated()
    {
        if (firstRepeated is { } item)
        {
            string id = SharpHoundObject.Id(item)!;
            string which =
                repeated == 1 ? $"{id} stands here again." : $"{id} and {repeated - 1} others stand here again.";
            diagnostics.Add(BloodHoundRules.SameObject, item, which, id);
        }
    }

    // What was asked for belongs to the name: a later collection of sessions only must not take away the rights of an earlier one.
    private Source SourceOf(JsonItem meta, string type)
    {
        string domain =
            domains.Count == 0
                ? "an unnamed domain"
                : domains
                    .OrderByDescending(pair => pair.Value)
                    .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                    .First()
                    .Key;
        string methods = meta["methods"]?.NumberText ?? "not said";
        return new Source(
            "bloodhound",
            $"{type} of {domain}, methods {Excerpt.OneLine(methods, 40)}",
            input.Short,
            newest,
            IsComplete: true
        );
    }
}
