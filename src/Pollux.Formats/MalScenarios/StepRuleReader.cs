using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Formats.MalScenarios;

/// <summary>
/// Reads a rule that gives steps a value: <c>by_asset_type</c> and <c>by_asset_name</c>, each a map of types or assets to a map of steps
/// to values, or to a list of steps. What is said of an asset by its name comes before what is said of its type, be it 0 or false.
/// </summary>
internal sealed class StepRuleReader(AttackGraph graph, ScenarioReading reading)
{
    private const string ByType = "by_asset_type";
    private const string ByName = "by_asset_name";
    private static readonly string[] Keys = [ByType, ByName];

    /// <summary>Reads a rule.</summary>
    /// <param name="rule">The rule; null for none.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="value">Reads a value; null, and a report, when it cannot be used. A step in a list has no value.</param>
    /// <returns>The value of each node that has one; null when there is no rule.</returns>
    public Dictionary<int, T>? Read<T>(ScenarioNode? rule, string what, Func<ScenarioNode?, string, T?> value)
        where T : struct
    {
        if (rule is null)
        {
            return null;
        }

        if (!rule.IsMap)
        {
            reading.Report(
                MalScenarioRules.WrongShape,
                rule,
                $"{what} is not a map with 'by_asset_type' or 'by_asset_name'."
            );
            return null;
        }

        reading.CheckKeys(rule, what, Keys);
        Dictionary<int, T> values = [];
        foreach ((string name, ScenarioNode steps) in rule.Get(ByType)?.Entries ?? [])
        {
            ReadType(name, steps, what, value, values);
        }

        foreach ((string name, ScenarioNode steps) in rule.Get(ByName)?.Entries ?? [])
        {
            ReadAsset(name, steps, what, value, values);
        }

        return values;
    }

    private void ReadType<T>(
        string name,
        ScenarioNode steps,
        string what,
        Func<ScenarioNode?, string, T?> value,
        Dictionary<int, T> values
    )
        where T : struct
    {
        if (!graph.Language.TypesByName.TryGetValue(name, out AssetType? type))
        {
            reading.Report(
                MalScenarioRules.UnknownName,
                steps,
                $"{what} names the type '{name}', which the language does not have.",
                hint: Spelling.DidYouMean(name, graph.Language.TypesByName.Keys.Order(StringComparer.Ordinal))
            );
            return;
        }

        foreach ((string step, ScenarioNode place, T read) in ReadSteps(type, steps, what, value))
        {
            for (int asset = 0; asset < graph.Model.Assets.Length; asset++)
            {
                if (graph.TypeOf(asset) == type)
                {
                    values[graph.NodeOf(asset, step)] = read;
                }
            }
        }
    }

    private void ReadAsset<T>(
        string name,
        ScenarioNode steps,
        string what,
        Func<ScenarioNode?, string, T?> value,
        Dictionary<int, T> values
    )
        where T : struct
    {
        int asset = graph.FindAsset(name);
        if (asset < 0 || graph.TypeOf(asset) is not { } type)
        {
            reading.Report(
                MalScenarioRules.UnknownName,
                steps,
                $"{what} names the asset '{name}', which the model does not have.",
                hint: Spelling.DidYouMean(name, graph.Model.Assets.Select(candidate => candidate.Name))
            );
            return;
        }

        foreach ((string step, ScenarioNode place, T read) in ReadSteps(type, steps, what, value))
        {
            values[graph.NodeOf(asset, step)] = read;
        }
    }

    private IEnumerable<(string Step, ScenarioNode Place, T Value)> ReadSteps<T>(
        AssetType type,
        ScenarioNode steps,
        string what,
        Func<ScenarioNode?, string, T?> value
    )
        where T : struct
    {
        if (!steps.IsMap && !steps.IsList)
        {
            reading.Report(MalScenarioRules.WrongShape, steps, $"{what} has neither a map nor a list of steps here.");
            yield break;
        }

        IEnumerable<(string Name, ScenarioNode Place, ScenarioNode? Value)> named = steps.IsMap
            ? steps.Entries.Select(entry => (entry.Name, entry.Value, (ScenarioNode?)entry.Value))
            : steps.List.Select(item => (item.Text ?? "", item, (ScenarioNode?)null));
        foreach ((string name, ScenarioNode place, ScenarioNode? node) in named)
        {
            if (type.FindStep(name) is null)
            {
                reading.Report(
                    MalScenarioRules.UnknownName,
                    place,
                    $"{what} names the step '{name}', which '{type.Name}' does not have.",
                    hint: Spelling.DidYouMean(name, type.Steps.Select(step => step.Name))
                );
            }
            else if (value(node, $"{what}, {name}") is { } read)
            {
                yield return (name, place, read);
            }
        }
    }
}
