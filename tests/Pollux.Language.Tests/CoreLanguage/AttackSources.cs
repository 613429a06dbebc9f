using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pollux.Testing;

namespace Pollux.Language.Tests.CoreLanguage;

/// <summary>What the published ATT&amp;CK bundles and the D3FEND ontology say; read from the shared data.</summary>
internal sealed partial class AttackSources
{
    public const string AttackVersion = "18.1";
    public const string D3fendVersion = "1.2.0";

    private static readonly Lazy<AttackSources> Loaded = new(() => new AttackSources());

    private AttackSources()
    {
        foreach ((string domain, string file) in Bundles)
        {
            using JsonDocument bundle = JsonDocument.Parse(Open("attack", file));
            ReadBundle(domain, bundle.RootElement);
            ReadRelations(bundle.RootElement);
        }

        using StreamReader reader = new(Open("d3fend", "d3fend-protege.ttl.gz"));
        ReadOntology(reader.ReadToEnd());
    }

    private static ImmutableArray<(string Domain, string File)> Bundles { get; } =
    [("enterprise", "enterprise-attack-18.1.from-cti.stix20.json.gz"), ("ics", "ics-attack-18.1.stix21.json.gz")];

    /// <summary>Techniques by domain and id: name and tactics; neither revoked nor deprecated.</summary>
    public Dictionary<(string Domain, string Id), (string Name, ImmutableArray<string> Tactics)> Techniques { get; } =
    [];

    /// <summary>Mitigations by domain and id; neither revoked nor deprecated.</summary>
    public Dictionary<(string Domain, string Id), string> Mitigations { get; } = [];

    /// <summary>Ids of a mitigation and of a technique that ATT&amp;CK says it mitigates.</summary>
    public HashSet<(string Mitigation, string Technique)> Mitigates { get; } = [];

    /// <summary>Names of countermeasures by D3FEND id.</summary>
    public Dictionary<string, string> Countermeasures { get; } = new(StringComparer.Ordinal);

    /// <summary>D3FEND ids by the ATT&amp;CK mitigation that the ontology relates them to.</summary>
    public Dictionary<string, ImmutableArray<string>> Related { get; } = new(StringComparer.Ordinal);

    public static AttackSources Require()
    {
        foreach ((_, string file) in Bundles)
        {
            SharedData.Require("data", "security", "attack", file);
        }

        SharedData.Require("data", "security", "d3fend", "d3fend-protege.ttl.gz");
        return Loaded.Value;
    }

    private static GZipStream Open(string folder, string file) =>
        new(File.OpenRead(SharedData.Require("data", "security", folder, file)), CompressionMode.Decompress);

    private void ReadBundle(string domain, JsonElement bundle)
    {
        foreach (JsonElement item in bundle.GetProperty("objects").EnumerateArray())
        {
            string? type = item.GetProperty("type").GetString();
            if (
                type is not ("attack-pattern" or "course-of-action")
                || IsTrue(item, "revoked")
                || IsTrue(item, "x_mitre_deprecated")
            )
            {
                continue;
            }

            string? id = IdOf(item);
            string name = item.GetProperty("name").GetString()!;
            if (id is null)
            {
                continue;
            }

            if (type == "attack-pattern")
            {
                Techniques.Add((domain, id), (name, TacticsOf(item)));
            }
            else
            {
                Mitigations.Add((domain, id), name);
            }
        }
    }

    private void ReadRelations(JsonElement bundle)
    {
        Dictionary<string, string> idByObject = bundle
            .GetProperty("objects")
            .EnumerateArray()
            .Where(item => item.GetProperty("type").GetString() is "attack-pattern" or "course-of-action")
            .Select(item => (Object: item.GetProperty("id").GetString()!, Id: IdOf(item)))
            .Where(pair => pair.Id is not null)
            .ToDictionary(pair => pair.Object, pair => pair.Id!, StringComparer.Ordinal);
        foreach (JsonElement item in bundle.GetProperty("objects").EnumerateArray())
        {
            if (
                item.GetProperty("type").GetString() == "relationship"
                && item.GetProperty("relationship_type").GetString() == "mitigates"
                && !IsTrue(item, "revoked")
                && !IsTrue(item, "x_mitre_deprecated")
                && idByObject.TryGetValue(item.GetProperty("source_ref").GetString()!, out string? mitigation)
                && idByObject.TryGetValue(item.GetProperty("target_ref").GetString()!, out string? technique)
            )
            {
                Mitigates.Add((mitigation, technique));
            }
        }
    }

    private static bool IsTrue(JsonElement item, string key) =>
        item.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static string? IdOf(JsonElement item) =>
        item.GetProperty("external_references")
            .EnumerateArray()
            .Where(reference =>
                reference.GetProperty("source_name").GetString() is "mitre-attack" or "mitre-ics-attack"
            )
            .Select(reference => reference.GetProperty("external_id").GetString())
            .FirstOrDefault();

    private static ImmutableArray<string> TacticsOf(JsonElement item) =>
        [
            .. item.GetProperty("kill_chain_phases")
                .EnumerateArray()
                .Select(phase => phase.GetProperty("phase_name").GetString()!),
        ];

    private void ReadOntology(string turtle)
    {
        Dictionary<string, string> idByClass = new(StringComparer.Ordinal);
        Dictionary<string, string[]> relatedClasses = new(StringComparer.Ordinal);
        foreach (string block in BlockStart().Split(turtle))
        {
            string subject = block[(block.StartsWith(':') ? 1 : 0)..block.IndexOf(' ', StringComparison.Ordinal)];
            if (D3fendId().Match(block) is { Success: true } id && Label().Match(block) is { Success: true } label)
            {
                idByClass[subject] = id.Groups[1].Value;
                Countermeasures[id.Groups[1].Value] = label.Groups[1].Value;
            }

            if (EnterpriseMitigation().IsMatch(subject) && RelatedTo().Match(block) is { Success: true } related)
            {
                relatedClasses[subject] = [.. related.Groups[1].Captures.Select(capture => capture.Value)];
            }
        }

        foreach ((string mitigation, string[] classes) in relatedClasses)
        {
            Related[mitigation] = [.. classes.Where(idByClass.ContainsKey).Select(name => idByClass[name])];
        }
    }

    [GeneratedRegex(@"\n(?=:\S+ a )")]
    private static partial Regex BlockStart();

    [GeneratedRegex(@":d3fend-id ""([^""]+)""")]
    private static partial Regex D3fendId();

    [GeneratedRegex(@"rdfs:label ""([^""]+)""")]
    private static partial Regex Label();

    [GeneratedRegex(@"^M1\d{3}$")]
    private static partial Regex EnterpriseMitigation();

    [GeneratedRegex(@":related (?::([^\s,;.]+)[,\s]*)+[;.]")]
    private static partial Regex RelatedTo();
}
