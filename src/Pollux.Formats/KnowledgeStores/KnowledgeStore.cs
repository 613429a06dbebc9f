using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Knowledge.Attack;
using Pollux.Knowledge.Countermeasures;
using Pollux.Twin.Changes;
using Pollux.Twin.Files;

namespace Pollux.Formats.KnowledgeStores;

/// <summary>
/// What the world knows, in one folder without a network: vulnerabilities and advisories (a twin file without assets), ATT&amp;CK in each
/// version that was put in, D3FEND. Immutable; <see cref="Save"/> writes it.
/// </summary>
/// <param name="Vulnerabilities">Feeds about vulnerabilities, by source.</param>
/// <param name="Attack">ATT&amp;CK by domain and version, sorted.</param>
/// <param name="Countermeasures">D3FEND; null when it is missing.</param>
public sealed record KnowledgeStore(
    SiteTwin Vulnerabilities,
    ImmutableArray<AttackCatalogue> Attack,
    CountermeasureCatalogue? Countermeasures
)
{
    private const string VulnerabilityFile = "vulnerabilities.twin";
    private const string AttackFiles = "attack-*.json";
    private const string D3fendFile = "d3fend.json";

    /// <summary>A store with nothing in it.</summary>
    public static KnowledgeStore Empty { get; } = new(SiteTwin.Empty("knowledge"), [], null);

    /// <summary>Reads a store; an absent folder is an empty one.</summary>
    /// <returns>What could be read, always; each file that could not, by a diagnostic.</returns>
    public static Diagnosed<KnowledgeStore> Open(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return new Diagnosed<KnowledgeStore>(Empty, []);
        }

        List<Diagnostic> diagnostics = [];
        KnowledgeStore store = Empty;
        string vulnerabilities = Path.Combine(folder, VulnerabilityFile);
        if (File.Exists(vulnerabilities))
        {
            using FileStream stream = File.OpenRead(vulnerabilities);
            Diagnosed<SiteTwin> read = TwinFile.Read(stream, vulnerabilities);
            diagnostics.AddRange(read.Diagnostics);
            store = store with { Vulnerabilities = read.Value ?? store.Vulnerabilities };
        }

        foreach (string path in Directory.GetFiles(folder, AttackFiles).Order(StringComparer.Ordinal))
        {
            Diagnosed<AttackCatalogue> read = AttackCatalogueFile.Read(FileOf(path), cancellationToken);
            diagnostics.AddRange(read.Diagnostics);
            store = read.Value is { } catalogue ? store.With(catalogue) : store;
        }

        string d3fend = Path.Combine(folder, D3fendFile);
        if (File.Exists(d3fend))
        {
            Diagnosed<CountermeasureCatalogue> read = CountermeasureFile.Read(FileOf(d3fend), cancellationToken);
            diagnostics.AddRange(read.Diagnostics);
            store = store with { Countermeasures = read.Value };
        }

        return new Diagnosed<KnowledgeStore>(store, [.. diagnostics]);
    }

    /// <summary>The store with a catalogue; one of the same domain and version is replaced.</summary>
    public KnowledgeStore With(AttackCatalogue catalogue) =>
        this with
        {
            Attack =
            [
                .. Attack
                    .Where(other => !string.Equals(KeyOf(other), KeyOf(catalogue), StringComparison.Ordinal))
                    .Append(catalogue)
                    .OrderBy(other => other.Domain, StringComparer.Ordinal)
                    .ThenBy(other =>
                        Version.TryParse(other.Version, out Version? version) ? version : new Version(0, 0)
                    ),
            ],
        };

    /// <summary>The newest version of a domain; null when there is none.</summary>
    public AttackCatalogue? Newest(string domain) =>
        Attack.LastOrDefault(catalogue => string.Equals(catalogue.Domain, domain, StringComparison.Ordinal));

    /// <summary>What names a catalogue: <c>ics-18.1</c>; <c>enterprise</c> where the version is not known.</summary>
    public static string KeyOf(AttackCatalogue catalogue) =>
        catalogue.Version.Length == 0 ? catalogue.Domain : $"{catalogue.Domain}-{catalogue.Version}";

    /// <summary>Every feed, missing ones too.</summary>
    public ImmutableArray<FeedState> Feeds() => [.. KnowledgeFeed.All.Select(StateOf)];

    /// <summary>Writes the store; each file is replaced in one step.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        TwinFile.Save(Vulnerabilities, Path.Combine(folder, VulnerabilityFile));
        foreach (AttackCatalogue catalogue in Attack)
        {
            AtomicFile.Write(
                Path.Combine(folder, $"attack-{KeyOf(catalogue)}.json"),
                stream => AttackCatalogueFile.Write(catalogue, stream)
            );
        }

        if (Countermeasures is { } countermeasures)
        {
            AtomicFile.Write(
                Path.Combine(folder, D3fendFile),
                stream => CountermeasureFile.Write(countermeasures, stream)
            );
        }
    }

    private FeedState StateOf(KnowledgeFeed feed)
    {
        if (feed.Key is "d3fend")
        {
            return Countermeasures is { } known
                ? new FeedState(feed, known.Version, 1, known.Items.Length, known.At)
                : new FeedState(feed, "", 0, 0, null);
        }

        AttackCatalogue[] catalogues = [.. Attack.Where(catalogue => $"attack-{catalogue.Domain}" == feed.Key)];
        if (catalogues.Length > 0)
        {
            return new FeedState(
                feed,
                string.Join(
                    ", ",
                    catalogues
                        .Reverse()
                        .Select(catalogue => catalogue.Version.Length > 0 ? catalogue.Version : "version not known")
                ),
                catalogues.Length,
                catalogues[^1].Items.Length,
                catalogues[^1].At
            );
        }

        SourceObservations[] sources =
        [
            .. Vulnerabilities.Sources.Where(source => FeedOf(source.Source.Format) == feed.Key),
        ];
        return new FeedState(
            feed,
            sources.Length == 1 ? sources[0].Source.Edition : "",
            sources.Length,
            sources.Sum(source => source.Records),
            sources.Max(source => source.Source.At)
        );
    }

    // NVD's records are CVE records with more said.
    private static string FeedOf(string format) => format is "nvd" ? "cve" : format;

    private static InputFile FileOf(string path) => new(path, () => File.OpenRead(path));
}
