using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Scanners;

/// <summary>
/// The hosts of a report that defines its checks behind its hosts, or scatters a host's results over the document: they are put
/// together first and become records at its end.
/// </summary>
internal sealed class GatheredHosts(string scanner, DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly Dictionary<string, GatheredHost> byName = new(StringComparer.Ordinal);
    private readonly List<GatheredHost> inOrder = [];
    private readonly Dictionary<string, FindingFact> definitions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> undefined = new(StringComparer.OrdinalIgnoreCase);
    private int facts;

    /// <summary>All hosts, in the order in which they were first named.</summary>
    public IEnumerable<GatheredHost> All => inOrder;

    /// <summary>The host of a name, added when it is new.</summary>
    public GatheredHost this[string name, int? line]
    {
        get
        {
            if (!byName.TryGetValue(name, out GatheredHost? host))
            {
                host = New(name, line);
                byName.Add(name, host);
            }

            return host;
        }
    }

    /// <summary>A host of its own, whatever others are called.</summary>
    public GatheredHost New(string name, int? line)
    {
        if (inOrder.Count >= limits.Records)
        {
            throw new InputLimitException($"The report has more than {limits.Records} hosts.");
        }

        GatheredHost host = new(name, line);
        inOrder.Add(host);
        return host;
    }

    /// <summary>What the report says of a check, whatever it finds; the first counts.</summary>
    public void Define(FindingFact definition) => definitions.TryAdd(definition.Check, definition);

    /// <summary>Notes that one more fact is held.</summary>
    /// <exception cref="InputLimitException">There are more than a document may have.</exception>
    public void Count()
    {
        if (++facts > limits.Facts)
        {
            throw new InputLimitException($"The report holds more than {limits.Facts} facts about hosts and services.");
        }
    }

    /// <summary>Turns the hosts into records, their results into findings.</summary>
    /// <param name="records">Gets the records.</param>
    /// <param name="isWhole">False when the document broke: then nothing that is missing counts as gone.</param>
    public void Keep(HostRecords records, bool isWhole)
    {
        FindingPool pool = new();
        foreach (GatheredHost host in inOrder)
        {
            foreach (GatheredResult result in host.Results)
            {
                host.Host.Add(pool.Same(Finding(result, host.Name)), result.Port);
            }

            if (isWhole)
            {
                host.AddScans(scanner);
            }

            records.Add(host.Host, host.Name, host.Started, host.Ended, host.Line);
        }
    }

    private FindingFact Finding(GatheredResult result, string host)
    {
        if (definitions.TryGetValue(result.Check, out FindingFact? definition))
        {
            return definition with { Confidence = result.Confidence };
        }

        if (undefined.Add(result.Check))
        {
            diagnostics.Add(
                ScannerRules.CheckNotDefined,
                $"The check '{Excerpt.Of(result.Check)}' has results, and the report does not say what it is.",
                result.Line,
                record: $"host {Excerpt.Of(host)}"
            );
        }

        return new FindingFact(scanner, result.Check, result.Check, result.Confidence, []);
    }
}

/// <summary>A host while it is put together.</summary>
internal sealed class GatheredHost(string name, int? line)
{
    private readonly SortedDictionary<string, HashSet<ScannedPort?>> cleared = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public int? Line { get; } = line;

    public ScannedHost Host { get; } = new();

    public List<GatheredResult> Results { get; } = [];

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>What decides which checks ran; null when nothing that is missing may count as gone.</summary>
    public string? Policy { get; set; }

    /// <summary>Whether the scanner logged on; null when nobody says.</summary>
    public bool? IsAuthenticated { get; set; }

    /// <summary>Notes that a check ran and found nothing on a port, or on the host when there is none.</summary>
    public void Clear(string check, ScannedPort? port)
    {
        if (!cleared.TryGetValue(check, out HashSet<ScannedPort?>? places))
        {
            cleared.Add(check, places = []);
        }

        places.Add(port);
    }

    /// <summary>Says of the host and its ports which checks found nothing there. The results must be findings by now.</summary>
    public void AddScans(string scanner)
    {
        foreach (ScannedPort port in Host.Ports)
        {
            string[] ofPort =
            [
                .. cleared
                    .Where(check => check.Value.Contains(port) && !Finds(port, check.Key))
                    .Select(check => check.Key),
            ];
            port.Scan = ofPort.Length == 0 ? null : new ScanFact(scanner, null, null, [.. ofPort]);
        }

        string[] ofHost =
        [
            .. cleared
                .Where(check => check.Value.Contains(null) && !Host.IsFound(check.Key))
                .Select(check => check.Key),
        ];
        Host.Scan =
            Policy is null && ofHost.Length == 0 ? null : new ScanFact(scanner, Policy, IsAuthenticated, [.. ofHost]);
    }

    private static bool Finds(ScannedPort port, string check) =>
        port.Findings.Exists(finding => string.Equals(finding.Check, check, StringComparison.Ordinal));
}

/// <summary>One result of a check that found something.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="Port">The port, or null for the host.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
/// <param name="Line">Where it stands in the report.</param>
internal readonly record struct GatheredResult(string Check, ScannedPort? Port, double Confidence, int? Line);
