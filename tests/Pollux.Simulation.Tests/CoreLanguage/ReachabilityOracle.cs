using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pollux.Language.Specification;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>
/// What an attacker can reach at worst, found in the plainest way from the specification alone: the slow answer that the
/// engine's is compared with. Every step that happens with a probability may happen; a defence is on only where its
/// default is 1, unless the situation says otherwise.
/// </summary>
internal sealed class ReachabilityOracle
{
    private readonly Dictionary<string, AssetSpecification> types;
    private readonly Dictionary<(string Type, string Field), string> otherSide = [];
    private readonly Dictionary<string, Dictionary<string, Effective>> stepsOf = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Plant, OracleGraph> unfolded = new(ReferenceEqualityComparer.Instance);

    public ReachabilityOracle(LanguageSpecification language)
    {
        types = language.Assets.ToDictionary(asset => asset.Name, StringComparer.Ordinal);
        foreach (AssociationSpecification association in language.Associations)
        {
            otherSide[(association.LeftAsset, association.RightField)] = association.LeftField;
            otherSide[(association.RightAsset, association.LeftField)] = association.RightField;
        }

        foreach (string type in types.Keys)
        {
            stepsOf[type] = Resolve(type);
        }
    }

    private sealed record Effective(
        StepType Type,
        TtcExpression? Ttc,
        ImmutableArray<StepExpression> Requires,
        ImmutableArray<StepExpression> Reaches
    );

    /// <summary>The attack graph of a plant in a situation.</summary>
    public OracleGraph GraphOf(Plant plant, Situation situation)
    {
        OracleGraph graph = unfolded.GetOrAdd(plant, Unfold) with { Open = new(StringComparer.Ordinal) };
        var links = LinksOf(plant);
        foreach ((string name, string step, Effective effective) in StepsOf(plant))
        {
            string full = $"{name}:{step}";
            bool isOpen = effective.Type switch
            {
                StepType.Defense => !IsOn(full, DefaultOf(plant.Assets[name], step, effective), situation),
                StepType.Exist => Exists(plant, links, name, effective),
                StepType.NotExist => !Exists(plant, links, name, effective),
                _ => false,
            };
            if (isOpen)
            {
                graph.Open.Add(full);
            }
        }

        situation.Entry.Where(entry => !graph.Kinds.ContainsKey(entry)).ShouldBeEmpty("entries that do not exist");
        situation
            .On.AddRange(situation.Off)
            .Where(name => graph.Kinds.GetValueOrDefault(name) != StepType.Defense)
            .ShouldBeEmpty("defences that do not exist");
        return graph;
    }

    private OracleGraph Unfold(Plant plant)
    {
        var links = LinksOf(plant);
        OracleGraph graph = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal), []);
        foreach ((string name, string step, Effective effective) in StepsOf(plant))
        {
            string full = $"{name}:{step}";
            graph.Kinds[full] = effective.Type;
            graph.Parents.TryAdd(full, []);
            foreach (StepExpression expression in effective.Reaches)
            {
                foreach (string target in Targets(plant, links, name, expression))
                {
                    graph.Parents.TryAdd(target, []);
                    graph.Parents[target].Add(full);
                }
            }
        }

        return graph;
    }

    private static bool IsOn(string defense, double probability, Situation situation) =>
        situation.On.Contains(defense) || (probability >= 1 && !situation.Off.Contains(defense));

    private static double DefaultOf(PlantAsset asset, string step, Effective effective) =>
        asset.Defenses.TryGetValue(step, out double given)
            ? given
            : effective.Ttc switch
            {
                TtcFunction { Name: "Enabled" } => 1,
                TtcFunction { Name: "Bernoulli", Arguments: [double probability] } => probability,
                _ => 0,
            };

    private IEnumerable<(string Asset, string Step, Effective Effective)> StepsOf(Plant plant) =>
        plant.Assets.SelectMany(asset => stepsOf[asset.Value.Type].Select(step => (asset.Key, step.Key, step.Value)));

    private Dictionary<string, Effective> Resolve(string type)
    {
        AssetSpecification asset = types[type];
        Dictionary<string, Effective> steps = asset.SuperAsset is { } super
            ? new(Resolve(super), StringComparer.Ordinal)
            : new(StringComparer.Ordinal);
        foreach (StepSpecification step in asset.Steps)
        {
            bool adds = step.Reaches is not { Overrides: true };
            Effective? inherited = steps.GetValueOrDefault(step.Name);
            steps[step.Name] = new Effective(
                step.Type,
                step.Ttc,
                [.. step.Requires?.Expressions ?? [], .. inherited?.Requires ?? []],
                [.. step.Reaches?.Expressions ?? [], .. adds ? inherited?.Reaches ?? [] : []]
            );
        }

        return steps;
    }

    private Dictionary<(string Asset, string Role), HashSet<string>> LinksOf(Plant plant)
    {
        Dictionary<(string, string), HashSet<string>> links = [];
        void Add(string from, string role, string to)
        {
            if (!links.TryGetValue((from, role), out HashSet<string>? others))
            {
                links[(from, role)] = others = new(StringComparer.Ordinal);
            }

            others.Add(to);
        }

        foreach ((string name, PlantAsset asset) in plant.Assets)
        {
            foreach ((string role, string other) in asset.Links)
            {
                Add(name, role, other);
                Add(
                    other,
                    Ancestors(asset.Type)
                        .Select(type => otherSide.GetValueOrDefault((type, role)))
                        .OfType<string>()
                        .First(),
                    name
                );
            }
        }

        return links;
    }

    private IEnumerable<string> Ancestors(string type)
    {
        for (string? at = type; at is not null; at = types[at].SuperAsset)
        {
            yield return at;
        }
    }

    private bool Exists(
        Plant plant,
        Dictionary<(string Asset, string Role), HashSet<string>> links,
        string asset,
        Effective step
    ) => step.Requires.Any(expression => Find(plant, links, [asset], expression).Count > 0);

    private IEnumerable<string> Targets(
        Plant plant,
        Dictionary<(string Asset, string Role), HashSet<string>> links,
        string asset,
        StepExpression expression
    ) =>
        expression switch
        {
            AttackStepExpression(string step) => [$"{asset}:{step}"],
            CollectExpression(StepExpression path, AttackStepExpression(string step)) => Find(
                    plant,
                    links,
                    [asset],
                    path
                )
                .Select(other => $"{other}:{step}"),
            _ => throw new NotSupportedException(expression.ToString()),
        };

    private HashSet<string> Find(
        Plant plant,
        Dictionary<(string Asset, string Role), HashSet<string>> links,
        HashSet<string> from,
        StepExpression expression
    )
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        switch (expression)
        {
            case FieldExpression field:
                found.UnionWith(from.SelectMany(asset => links.GetValueOrDefault((asset, field.Name)) ?? []));
                break;
            case CollectExpression collect:
                found = Find(plant, links, Find(plant, links, from, collect.Left), collect.Right);
                break;
            case SubTypeExpression subType:
                found = Find(plant, links, from, subType.Inner);
                found.RemoveWhere(asset => !Ancestors(plant.Assets[asset].Type).Contains(subType.SubType));
                break;
            default:
                throw new NotSupportedException(expression.ToString());
        }

        return found;
    }
}
