using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Aas;

/// <summary>Takes from shells and submodels what a twin needs, and puts together at the end what is said of one asset.</summary>
internal sealed class AasReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private const string Templates = "templates of submodels, which hold examples";
    private const string Types = "shells of types, and their submodels, which describe no thing of a site";

    private readonly List<AasShell> shells = [];
    private readonly List<AasSubmodel> submodels = [];
    private readonly SortedDictionary<string, int> ignoredBy = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
    private int received;
    private int refused;
    private bool inside;

    /// <summary>Says that a record begins: if nothing comes of it, it is a refused one.</summary>
    public void Begin() => inside = true;

    /// <summary>Reads one record.</summary>
    /// <param name="kind">What it is, as the metamodel names it.</param>
    /// <param name="element">The record.</param>
    public void Read(string kind, AasElement element)
    {
        inside = false;
        if (++received > limits.Records)
        {
            throw new InputLimitException($"There are more than {limits.Records} shells and submodels.");
        }

        switch (kind)
        {
            case "AssetAdministrationShell":
                shells.Add(AasShell.Read(element));
                break;
            case "Submodel" when element.IsTemplate:
                Ignore(Templates);
                break;
            case "Submodel":
                Keep(AasSubmodel.Read(element, Complain));
                break;
            case "ConceptDescription":
                Ignore("concept descriptions, which explain words");
                break;
            default:
                Refuse(element.Place, "It is neither shell, submodel nor concept description.", element.IdShort);
                break;
        }
    }

    /// <summary>What was read; null when it is nothing.</summary>
    /// <param name="complete">False when the document broke off.</param>
    public ImportedDocument? Finish(bool complete)
    {
        if (received == 0)
        {
            if (complete)
            {
                diagnostics.Add(AasRules.Nothing, "There is no shell, no submodel and no concept description in it.");
            }

            return null;
        }

        refused += !complete && inside ? 1 : 0;
        if (!complete)
        {
            diagnostics.Add(
                AasRules.EndsEarly,
                $"{received} records stand completely before this problem and were read."
            );
        }

        HashSet<AasSubmodel> taken = [];
        foreach (AasShell shell in shells)
        {
            ReadShell(shell, taken);
        }

        foreach (AasSubmodel alone in submodels.Where(submodel => !taken.Contains(submodel)))
        {
            ReadAlone(alone);
        }

        foreach ((string why, int count) in ignoredBy)
        {
            diagnostics.Add(AasRules.NotForTwin, $"{count} of them: {why}.");
        }

        string[] ids =
        [
            .. shells
                .Select(shell => shell.Id)
                .Concat(shells.Count > 0 ? [] : submodels.Select(one => one.Id))
                .OfType<string>(),
        ];
        string names = string.Join(", ", ids.Order(StringComparer.Ordinal));
        Source source = new(
            "aas",
            $"shells {(names.Length > 0 ? Excerpt.OneLine(names, 1_000) : "without id")}",
            "unversioned",
            null,
            IsComplete: complete && shells.Count > 0 && shells.TrueForAll(shell => shell.Id is not null)
        );
        return new ImportedDocument(source, observations.ToImmutable(), ignoredBy.Values.Sum(), refused);
    }

    private void Keep(AasSubmodel submodel)
    {
        if (submodel.IsRead)
        {
            submodels.Add(submodel);
        }
        else
        {
            Ignore($"submodels of a kind that is not read ({submodel.Name})");
        }
    }

    private void ReadShell(AasShell shell, HashSet<AasSubmodel> taken)
    {
        AasSubmodel[] mine =
        [
            .. submodels.Where(submodel =>
                submodel.Id is { } id && shell.Submodels.Contains(id) && taken.Add(submodel)
            ),
        ];
        if (!shell.IsInstance)
        {
            Ignore(Types, 1 + mine.Length);
        }
        else if (mine.Length == 0)
        {
            Ignore(
                "shells without a nameplate, technical data, software nameplate or interfaces: nothing says what they are of"
            );
        }
        else
        {
            Add(AasAsset.Of(shell, [.. mine]), shell.Place, 1 + mine.Length);
        }
    }

    private void ReadAlone(AasSubmodel submodel) => Add(AasAsset.Of(null, [submodel]), submodel.Place, 1);

    private void Add(AasAsset asset, (int Line, int? Column) place, int records)
    {
        if (asset.Statements() is { IsEmpty: false } statements)
        {
            observations.Add(new Observation(asset.Key, null, 1, statements) { Records = records });
            return;
        }

        for (int record = 0; record < records; record++)
        {
            Refuse(place, "It names neither an asset nor a serial number, a host or a product.", asset.Key);
        }
    }

    private void Ignore(string why, int count = 1) => ignoredBy[why] = ignoredBy.GetValueOrDefault(why) + count;

    private void Refuse((int Line, int? Column) place, string why, string? record)
    {
        refused++;
        diagnostics.Add(AasRules.Unidentified, why, place.Line, place.Column, record: record);
    }

    private void Complain(AasElement element, string message) =>
        diagnostics.Add(AasRules.BadValue, message, element.Place.Line, element.Place.Column, record: element.IdShort);
}
