using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;

namespace Pollux.Formats.MalModels;

/// <summary>Reads the links of a model, in the form of version 0.3 and later and in the older ones.</summary>
internal sealed class LinkReader(ModelReading reading)
{
    private const int MaximumLinks = 20_000_000;

    /// <summary>Reads what the assets name as linked to them. Links stand on both sides or on one only.</summary>
    public void ReadAssociatedAssets()
    {
        for (int asset = 0; asset < reading.Assets.Count; asset++)
        {
            if (reading.Places[asset]["associated_assets"] is not { IsNull: false } fields)
            {
                continue;
            }

            if (fields.Members is not { } members)
            {
                reading.Report(
                    MalModelRules.WrongShape,
                    fields,
                    "'associated_assets' is not a map of fields to assets.",
                    Record(asset)
                );
                continue;
            }

            foreach ((string field, ModelNode targets) in members)
            {
                ReadField(asset, field, targets);
            }
        }
    }

    /// <summary>Reads the associations of versions 0.0 to 0.2: a name, and two fields with the assets of that role.</summary>
    public void ReadAssociations(ModelNode associations)
    {
        if (associations.Items is not { } items)
        {
            reading.Report(MalModelRules.WrongShape, associations, "'associations' is not a list.");
            return;
        }

        foreach (ModelNode item in items)
        {
            // 0.0: {metaconcept, association: {..}}; later {Name: {..}}.
            ModelNode? fields =
                item["association"]
                ?? item.Members?.Select(member => member.Value).FirstOrDefault(value => value.Members is not null);
            if (fields?.Members?.ToList() is [var left, var right])
            {
                ReadAssociation(left, right);
            }
            else
            {
                reading.Report(MalModelRules.BadAssociation, item, "An association does not have exactly two fields.");
            }
        }
    }

    /// <summary>Reports assets with fewer or more links than the language says.</summary>
    public void CheckMultiplicities()
    {
        Dictionary<(int Asset, int End), int> counts = [];
        foreach (InstanceLink link in reading.Links)
        {
            AssociationEnd toRight = reading.Types[link.Left].Fields[link.RightField];
            counts[(link.Left, toRight.Index)] = counts.GetValueOrDefault((link.Left, toRight.Index)) + 1;
            counts[(link.Right, toRight.OppositeIndex)] =
                counts.GetValueOrDefault((link.Right, toRight.OppositeIndex)) + 1;
        }

        for (int asset = 0; asset < reading.Assets.Count; asset++)
        {
            foreach (AssociationEnd end in reading.Types[asset].Fields.Values.OrderBy(end => end.Index))
            {
                int count = counts.GetValueOrDefault((asset, end.Index));
                Multiplicity allowed = end.Multiplicity;
                if (count < allowed.Minimum || count > allowed.Maximum)
                {
                    string range = allowed.Maximum is { } most
                        ? $"{allowed.Minimum} to {most}"
                        : $"{allowed.Minimum} or more";
                    reading.Report(
                        MalModelRules.Multiplicity,
                        reading.Places[asset],
                        $"'{reading.Assets[asset].Name}' has {count} links under '{end.Field}'; the language says {range}.",
                        Record(asset)
                    );
                }
            }
        }
    }

    private void ReadField(int asset, string field, ModelNode targets)
    {
        AssetType type = reading.Types[asset];
        if (!type.Fields.TryGetValue(field, out AssociationEnd? end))
        {
            reading.Report(
                MalModelRules.UnknownField,
                targets,
                $"'{type.Name}' has no field '{field}'.",
                Record(asset),
                Spelling.DidYouMean(field, type.Fields.Keys.Order(StringComparer.Ordinal))
            );
            return;
        }

        foreach ((int target, ModelNode place) in ReadTargets(targets, Record(asset)))
        {
            Link(asset, end, target, place);
        }
    }

    private void ReadAssociation((string Field, ModelNode Assets) left, (string Field, ModelNode Assets) right)
    {
        List<(int Index, ModelNode Place)> rights = [.. ReadTargets(right.Assets, right.Field)];
        foreach ((int asset, ModelNode place) in ReadTargets(left.Assets, left.Field))
        {
            AssetType type = reading.Types[asset];
            if (
                !type.Fields.TryGetValue(right.Field, out AssociationEnd? end)
                || !string.Equals(end.OppositeField, left.Field, StringComparison.Ordinal)
            )
            {
                reading.Report(
                    MalModelRules.UnknownField,
                    place,
                    $"'{type.Name}' has no field '{right.Field}' with the way back '{left.Field}'.",
                    Record(asset)
                );
                continue;
            }

            foreach ((int target, ModelNode targetPlace) in rights)
            {
                Link(asset, end, target, targetPlace);
            }
        }
    }

    private void Link(int asset, AssociationEnd end, int target, ModelNode place)
    {
        if (!reading.Types[target].Is(end.Target))
        {
            reading.Report(
                MalModelRules.WrongTarget,
                place,
                $"'{end.Field}' leads to {end.Target.Name}, and '{reading.Assets[target].Name}' is a {reading.Types[target].Name}.",
                Record(asset)
            );
            return;
        }

        if (reading.Links.Count >= MaximumLinks)
        {
            reading.Report(
                MalModelRules.TooMany,
                place,
                $"The model has more than {MaximumLinks} links.",
                Record(asset)
            );
            return;
        }

        // Seen from the association's left end, whichever side the file names.
        reading.Links.Add(
            end.IsLeft
                ? new InstanceLink(target, end.Field, asset, end.OppositeField)
                : new InstanceLink(asset, end.OppositeField, target, end.Field)
        );
    }

    // Targets are a map of ids to names, or, before version 0.2, a list of ids.
    private IEnumerable<(int Index, ModelNode Place)> ReadTargets(ModelNode targets, string record)
    {
        if (targets.Members is { } members)
        {
            foreach ((string key, ModelNode name) in members)
            {
                if (Find(key, name, record) is { } index)
                {
                    ReportOtherName(index, name, record);
                    yield return (index, name);
                }
            }
        }
        else if (targets.Items is { } items)
        {
            foreach (ModelNode item in items)
            {
                if (Find(item.Text ?? "", item, record) is { } index)
                {
                    yield return (index, item);
                }
            }
        }
        else if (!targets.IsNull)
        {
            reading.Report(
                MalModelRules.WrongShape,
                targets,
                "Linked assets are not given as a map of ids to names, nor as a list of ids.",
                record
            );
        }
    }

    private int? Find(string id, ModelNode place, string record)
    {
        int? index = ModelNode.ParseId(id) is { } number ? reading.IndexOf(number) : null;
        if (index is null && !(ModelNode.ParseId(id) is { } known && reading.LeftOut.Contains(known)))
        {
            reading.Report(MalModelRules.UnknownTarget, place, $"There is no asset with the id '{id}'.", record);
        }

        return index;
    }

    private void ReportOtherName(int index, ModelNode name, string record)
    {
        // A name that stands twice had the id appended; the link still gives the name of the file.
        InstanceAsset asset = reading.Assets[index];
        if (
            name.Text is { } text
            && !string.Equals(text, asset.Name, StringComparison.Ordinal)
            && !string.Equals(text, reading.Places[index]["name"]?.Text, StringComparison.Ordinal)
        )
        {
            reading.Report(
                MalModelRules.OtherName,
                name,
                $"The asset {asset.Id} is called '{asset.Name}', not '{text}'.",
                record
            );
        }
    }

    private string Record(int asset) => $"asset {reading.Assets[asset].Id}";
}
