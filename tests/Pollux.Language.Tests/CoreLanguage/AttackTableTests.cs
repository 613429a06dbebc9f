using System.Text.Encodings.Web;
using System.Text.Json;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Testing;

namespace Pollux.Language.Tests.CoreLanguage;

/// <summary>
/// <c>packs/core/techniques.json</c> is made here, from the language and the published bundles:
/// <c>POLLUX_APPROVE=1 dotnet test tests/Pollux.Language.Tests</c>.
/// </summary>
public class AttackTableTests
{
    private const string Notice =
        "© 2025 The MITRE Corporation. ATT&CK names are reproduced and distributed with the permission of The MITRE Corporation; D3FEND names under its MIT licence. See NOTICE.md.";

    // Their techniques are tags of the step before the blocked one: of the traffic that is inspected (Conduit.passed), and of
    // the parameter that is changed (ControlLoop.parameterChanged).
    private static readonly string[] MitigatesAnEarlierStep =
    [
        "Conduit.inspected M0931",
        "Conduit.inspected M1031",
        "ControlLoop.limitsEnforced M0818",
    ];

    private static readonly string[] Domains = ["enterprise", "ics"];

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Every_tag_is_a_technique_of_ATT_CK_that_is_neither_revoked_nor_deprecated()
    {
        AttackSources sources = AttackSources.Require();
        Tags()
            .Where(tag => Domains.All(domain => !sources.Techniques.ContainsKey((domain, IdOf(tag)))))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_mitigation_is_one_of_ATT_CK_that_is_neither_revoked_nor_deprecated()
    {
        AttackSources sources = AttackSources.Require();
        Ids("mitigation")
            .Where(id => Domains.All(domain => !sources.Mitigations.ContainsKey((domain, id))))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_ICS_matrix_is_covered_whole()
    {
        AttackSources sources = AttackSources.Require();
        HashSet<string> used = [.. Tags().Select(IdOf)];
        string[] ics = [.. sources.Techniques.Keys.Where(key => key.Domain == "ics").Select(key => key.Id)];
        ics.Length.ShouldBe(83);
        ics.Where(id => !used.Contains(id)).ShouldBeEmpty();
        sources.Techniques.Keys.Count(key => key.Domain == "enterprise").ShouldBe(691);
        sources.Techniques.Keys.Count(key => key.Domain == "enterprise" && used.Contains(key.Id)).ShouldBe(156);
    }

    [Fact]
    public void A_defence_names_exactly_the_countermeasures_that_D3FEND_relates_to_its_mitigations()
    {
        AttackSources sources = AttackSources.Require();
        foreach ((string place, StepSpecification defense) in Defenses())
        {
            string expected = string.Join(
                ' ',
                Split(defense.Meta["mitigation"])
                    .SelectMany(id => sources.Related.GetValueOrDefault(id, []))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
            );
            defense.Meta["d3fend"].ShouldBe(expected.Length == 0 ? "-" : expected, place);
        }
    }

    [Fact]
    public void A_mitigation_mitigates_a_technique_of_the_step_that_its_defence_blocks_or_of_what_follows()
    {
        AttackSources sources = AttackSources.Require();
        string[] elsewhere =
        [
            .. CorePack
                .Get()
                .Graph.Types.SelectMany(type =>
                    type.Steps.Where(step => step.Owner == type).Select(step => (type, step))
                )
                .Where(pair => pair.step.Type == StepType.Defense)
                .SelectMany(pair => Split(pair.step.Meta["mitigation"]).Select(id => (pair.type, pair.step, id)))
                .Where(item =>
                    !TechniquesNear(item.type, item.step).Any(tag => sources.Mitigates.Contains((item.id, IdOf(tag))))
                )
                .Select(item => $"{item.type.Name}.{item.step.Name} {item.id}"),
        ];
        elsewhere.ShouldBe(MitigatesAnEarlierStep);
    }

    [Fact]
    public void The_table_is_what_the_sources_say()
    {
        AttackSources sources = AttackSources.Require();
        string[] sections =
        [
            Section("techniques", Tags().SelectMany(tag => TechniqueRows(sources, tag))),
            Section("mitigations", Ids("mitigation").SelectMany(id => MitigationRows(sources, id))),
            Section(
                "countermeasures",
                Ids("d3fend")
                    .Select(id => new
                    {
                        version = AttackSources.D3fendVersion,
                        id,
                        name = sources.Countermeasures[id],
                    })
            ),
            Section("requirements", Requirements().Select(id => new { standard = StandardOf(id), id })),
        ];
        string json = $"{{\n  \"notice\": {Json(Notice)},\n{string.Join(",\n", sections)}\n}}\n";
        Approval.ShouldMatchApproved(json, "packs", "core", "techniques.json");
    }

    // Tags of the steps that a defence leads to, on subtypes of its type too, and of the nearest steps after them that have any.
    private static HashSet<string> TechniquesNear(AssetType type, LanguageStep defense)
    {
        LanguageGraph graph = CorePack.Get().Graph;
        HashSet<string> tags = new(StringComparer.Ordinal);
        HashSet<(AssetType, string)> seen = [];
        Queue<(AssetType Type, string Step, bool IsBlocked)> open = new(
            graph
                .Types.Where(candidate => candidate.Is(type))
                .SelectMany(at => defense.Reaches.Select(target => (at, target.StepName, true)))
        );
        while (open.TryDequeue(out var at))
        {
            LanguageStep step = at.Type.FindStep(at.Step)!;
            tags.UnionWith(step.Tags);
            if (!seen.Add((at.Type, at.Step)) || (!at.IsBlocked && !step.Tags.IsEmpty))
            {
                continue;
            }

            foreach (StepTarget target in step.Reaches)
            {
                AssetType to = target.Path.Kind == AssetPathKind.Self ? at.Type : target.Path.Type;
                foreach (AssetType concrete in graph.Types.Where(candidate => candidate.Is(to)))
                {
                    open.Enqueue((concrete, target.StepName, false));
                }
            }
        }

        return tags;
    }

    private static IEnumerable<object> TechniqueRows(AttackSources sources, string tag)
    {
        foreach (string domain in Domains)
        {
            if (sources.Techniques.TryGetValue((domain, IdOf(tag)), out var found))
            {
                yield return new
                {
                    tag,
                    domain,
                    version = AttackSources.AttackVersion,
                    id = IdOf(tag),
                    name = found.Name,
                    tactics = found.Tactics,
                };
            }
        }
    }

    private static IEnumerable<object> MitigationRows(AttackSources sources, string id)
    {
        foreach (string domain in Domains)
        {
            if (sources.Mitigations.TryGetValue((domain, id), out string? name))
            {
                yield return new
                {
                    domain,
                    version = AttackSources.AttackVersion,
                    id,
                    name,
                };
            }
        }
    }

    private static string Section(string name, IEnumerable<object> rows) =>
        $"  \"{name}\": [\n{string.Join(",\n", rows.Select(row => "    " + Json(row)))}\n  ]";

    private static string Json(object value) => JsonSerializer.Serialize(value, Relaxed);

    private static string StandardOf(string requirement) =>
        requirement.StartsWith("SR ", StringComparison.Ordinal) ? "IEC 62443-3-3" : requirement;

    private static string IdOf(string tag) => tag.Replace('_', '.');

    private static IEnumerable<string> Tags() =>
        CorePack
            .Get()
            .Language.Specification.Assets.SelectMany(asset => asset.Steps)
            .SelectMany(step => step.Tags)
            .Where(tag => !tag.StartsWith("cap", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<(string Place, StepSpecification Defense)> Defenses() =>
        CorePack
            .Get()
            .Language.Specification.Assets.SelectMany(asset =>
                asset
                    .Steps.Where(step => step.Type == StepType.Defense)
                    .Select(step => ($"{asset.Name}.{step.Name}", step))
            );

    private static IEnumerable<string> Ids(string key) =>
        Defenses()
            .SelectMany(pair => Split(pair.Defense.Meta[key]))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Requirements() =>
        Defenses()
            .Select(pair => pair.Defense.Meta["sr"])
            .Where(text => text != "-")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static string[] Split(string ids) => ids == "-" ? [] : ids.Split(' ');
}
