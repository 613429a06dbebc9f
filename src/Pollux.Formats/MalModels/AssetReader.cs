using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;

namespace Pollux.Formats.MalModels;

/// <summary>Reads the assets of a model, without their links.</summary>
internal sealed class AssetReader(ModelReading reading)
{
    private static readonly ImmutableSortedDictionary<string, double> NoDefenses = ImmutableSortedDictionary.Create<
        string,
        double
    >(StringComparer.Ordinal);

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public void Read(IEnumerable<(string Name, ModelNode Value)> assets)
    {
        foreach ((string key, ModelNode node) in assets)
        {
            if (ModelNode.ParseId(key) is not { } id)
            {
                reading.Report(
                    MalModelRules.BadId,
                    node,
                    $"The key '{key}' of an asset is not a whole number; the asset is left out."
                );
            }
            else if (reading.Has(id))
            {
                reading.Report(MalModelRules.BadId, node, $"The id {id} stands twice; the later asset is left out.");
            }
            else
            {
                Read(id, node);
            }
        }
    }

    private void Read(long id, ModelNode node)
    {
        // The shorthand "1: Host" gives the type only.
        string? typeName = node.Text ?? (node["type"] ?? node["metaconcept"])?.Text;
        string record = $"asset {id}";
        if (typeName is null)
        {
            reading.LeftOut.Add(id);
            reading.Report(MalModelRules.WrongShape, node, $"The asset {id} has no 'type'; it is left out.", record);
            return;
        }

        if (!reading.Language.TypesByName.TryGetValue(typeName, out AssetType? type))
        {
            reading.LeftOut.Add(id);
            reading.Report(
                MalModelRules.UnknownType,
                node["type"] ?? node["metaconcept"] ?? node,
                $"The asset {id} has the type '{typeName}', which {reading.Language.Specification.Id} does not define; it is left out.",
                record,
                Spelling.DidYouMean(typeName, reading.Language.TypesByName.Keys.Order(StringComparer.Ordinal))
            );
            return;
        }

        if (type.IsAbstract)
        {
            reading.Report(
                MalModelRules.AbstractType,
                node,
                $"The asset {id} has the abstract type '{typeName}'.",
                record
            );
        }

        reading.Add(
            new InstanceAsset(
                id,
                ReadName(id, typeName, node),
                typeName,
                ReadDefenses(type, node, record),
                ReadOrigin(node)
            ),
            type,
            node
        );
        ReportUnknownKeys(node, record);
    }

    private string ReadName(long id, string typeName, ModelNode node)
    {
        string name = node["name"]?.Text is { Length: > 0 } given ? given : $"{typeName}:{id}";
        if (names.Add(name))
        {
            return name;
        }

        string unique = $"{name}:{id}";
        while (!names.Add(unique))
        {
            unique += $":{id}";
        }

        reading.Report(
            MalModelRules.DuplicateName,
            node["name"] ?? node,
            $"The name '{name}' is taken; the asset {id} is called '{unique}'.",
            $"asset {id}"
        );
        return unique;
    }

    private ImmutableSortedDictionary<string, double> ReadDefenses(AssetType type, ModelNode node, string record)
    {
        if (node["defenses"] is not { IsNull: false } defenses)
        {
            return NoDefenses;
        }

        if (defenses.Members is not { } members)
        {
            reading.Report(
                MalModelRules.WrongShape,
                defenses,
                "'defenses' is not a map of names to probabilities.",
                record
            );
            return NoDefenses;
        }

        ImmutableSortedDictionary<string, double>.Builder read = NoDefenses.ToBuilder();
        foreach ((string name, ModelNode value) in members)
        {
            if (type.FindStep(name) is not { Type: StepType.Defense })
            {
                reading.Report(
                    MalModelRules.UnknownDefense,
                    value,
                    $"'{type.Name}' has no defence '{name}'.",
                    record,
                    Spelling.DidYouMean(
                        name,
                        type.Steps.Where(step => step.Type == StepType.Defense).Select(step => step.Name)
                    )
                );
            }
            else if (value.Number is not (>= 0 and <= 1 and var probability))
            {
                reading.Report(
                    MalModelRules.BadProbability,
                    value,
                    $"The value '{value.Text}' of the defence '{name}' is not from 0 to 1.",
                    record
                );
            }
            else
            {
                read[name] = probability;
            }
        }

        return read.ToImmutable();
    }

    // Where Pollux wrote the model itself, it kept there what each asset rests on.
    private static ImmutableArray<string> ReadOrigin(ModelNode node) =>
        node["extras"]?["origin"]?.Items is { } origin ? [.. origin.Select(item => item.Text).OfType<string>()] : [];

    private void ReportUnknownKeys(ModelNode node, string record)
    {
        foreach ((string key, ModelNode value) in node.Members ?? [])
        {
            if (
                key
                is not (
                    "name"
                    or "type"
                    or "metaconcept"
                    or "eid"
                    or "id"
                    or "defenses"
                    or "associated_assets"
                    or "extras"
                )
            )
            {
                reading.Report(MalModelRules.UnknownKey, value, $"The key '{key}' of an asset is ignored.", record);
            }
        }
    }
}
