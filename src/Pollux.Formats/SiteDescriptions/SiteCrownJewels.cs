using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Reads what must not happen: assets, the attack steps that would be its coming true, and what that costs.</summary>
internal sealed class SiteCrownJewels(SiteValues values, SiteIndex index)
{
    private static readonly ImmutableArray<string> Keys = ["asset", "when", "step", "loss", "name", "description"];

    private static readonly ImmutableArray<KeySchema> LossKeys =
    [
        .. SiteSchema.Sections.First(section => section.Type == "Loss").Keys,
    ];

    private static readonly ImmutableArray<string> TypesWithLosses =
    [
        "Function",
        "Data",
        "ProcessUnit",
        "TwinPlatform",
    ];

    private readonly List<CrownJewel> jewels = [];

    /// <summary>How many entries could not be used, each with a diagnostic.</summary>
    public int Refused { get; private set; }

    /// <summary>Reads the section: a map from assets to words, or a list of maps.</summary>
    public void Collect(YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                foreach (YamlEntry entry in map.Entries)
                {
                    CollectOne(entry.Key, entry.Value);
                }

                break;
            case YamlList list:
                foreach (YamlNode item in list.Items)
                {
                    if (item is YamlMap said && SiteMaps.Find(said, "asset") is { } asset)
                    {
                        CollectOne(asset, said);
                    }
                    else
                    {
                        Refuse(
                            item,
                            "A crown jewel does not name its asset.",
                            "Add 'asset:' with the name of a thing."
                        );
                    }
                }

                break;
            case YamlScalar { IsNothing: true }:
                break;
            default:
                Refuse(
                    node,
                    $"'crownJewels' takes a map from assets to what must not happen to them, and there is {SiteValues.InWords(node)}."
                );
                break;
        }
    }

    /// <summary>One observation for each crown jewel that was understood.</summary>
    public IEnumerable<Observation> Observations(DateTimeOffset? at)
    {
        foreach (
            IGrouping<string, CrownJewel> perAsset in jewels.GroupBy(jewel => jewel.Asset.Name, StringComparer.Ordinal)
        )
        {
            CrownJewel dearest = perAsset.OrderByDescending(jewel => jewel.Loss.Weight).First();
            foreach (
                CrownJewel other in perAsset.Where(jewel =>
                    jewel.Loss.Facts.Length > 0 && !jewel.Loss.SameAs(dearest.Loss)
                )
            )
            {
                values.Add(
                    SiteDescriptionRules.TwoLosses,
                    other.At,
                    $"'{other.Asset.Name}' has a loss of its own already, which is greater; the figures here are not used."
                );
            }

            foreach (CrownJewel jewel in perAsset)
            {
                ImmutableArray<Fact> facts =
                [
                    .. jewel.Steps.Select(step => new PropertyFact(Properties.CrownJewel, step)),
                    .. jewel.Loss.SameAs(dearest.Loss) ? jewel.Loss.Facts : [],
                    .. jewel.Loss.Named is { } loss && HasLosses(jewel.Asset.Type)
                        ? [new LinkFact("losses", loss)]
                        : Array.Empty<Fact>(),
                ];
                yield return new Observation(
                    $"crown jewel {jewel.Asset.Name} {string.Join(' ', jewel.Steps)}",
                    at,
                    1,
                    [new AssetStatement(jewel.Asset.Reference, facts)]
                );
            }
        }
    }

    private static bool HasLosses(string type) => TypesWithLosses.Any(kind => SiteTypes.IsA(type, kind));

    private void CollectOne(YamlNode assetNode, YamlNode said)
    {
        if (values.Text(assetNode, "asset") is not { } name)
        {
            Refused++;
            return;
        }

        if (index.Find(name) is not { } asset)
        {
            values.Add(
                SiteDescriptionRules.UnknownReference,
                assetNode,
                $"Nothing is named '{SiteValues.Short(name)}', so it can be no crown jewel.",
                Spelling.DidYouMean(name, index.Things.Select(thing => thing.Name).Order(StringComparer.Ordinal))
            );
            Refused++;
            return;
        }

        var map = said as YamlMap;
        ReportUnknownKeys(map);
        ImmutableArray<string> steps =
        [
            .. SiteMaps
                .Items(map is null ? said : SiteMaps.Find(map, "when"))
                .Select(word => Step(asset, word))
                .OfType<string>(),
            .. SiteMaps
                .Items(map is null ? null : SiteMaps.Find(map, "step"))
                .Select(step => values.Text(step, "step"))
                .OfType<string>(),
        ];
        if (steps.Length == 0)
        {
            Refuse(
                assetNode,
                $"The crown jewel '{name}' does not say what must not happen to it.",
                $"Add 'when:'; of a {SiteTypes.InWords(asset.Type)} you can say: {string.Join(", ", SiteWords.StepWords(asset.Type))}."
            );
            return;
        }

        LossFigures loss = Loss(map is null ? null : SiteMaps.Find(map, "loss"));
        if (loss.Facts.Length == 0)
        {
            values.Add(
                SiteDescriptionRules.CrownJewelWithoutLoss,
                assetNode,
                $"The crown jewel '{name}' has no loss, so its risk cannot be told in money."
            );
        }

        jewels.Add(new CrownJewel(asset, steps, loss, assetNode));
    }

    private string? Step(SiteThing asset, YamlNode node)
    {
        if (values.Text(node, "when") is not { } word)
        {
            return null;
        }

        string? step = SiteWords.Step(asset.Type, word);
        if (step is null)
        {
            ImmutableArray<string> known = [.. SiteWords.StepWords(asset.Type)];
            values.Add(
                SiteDescriptionRules.UnknownWord,
                node,
                $"'{SiteValues.Short(word)}' is nothing that can be said of a {SiteTypes.InWords(asset.Type)}.",
                Spelling.DidYouMean(word, known)
                    ?? (
                        known.Length > 0
                            ? $"Use one of: {string.Join(", ", known)}; or 'step:' with an attack step of the language."
                            : "Use 'step:' with an attack step of the language."
                    )
            );
        }

        return step;
    }

    private LossFigures Loss(YamlNode? node)
    {
        switch (node)
        {
            case null:
                return LossFigures.None;
            case YamlMap map:
                return new LossFigures(Figures(map), Named: null);
            case YamlScalar scalar
                when scalar.Text.Length > 0 && (char.IsAsciiDigit(scalar.Text[0]) || scalar.Text[0] is '-'):
                return values.Read(scalar, "loss", ValueShape.Money) is { } amount
                    ? new LossFigures([new PropertyFact(Properties.LossLikely, amount)], Named: null)
                    : LossFigures.None;
            default:
                return
                    index.Resolve(node, "loss", "Loss") is { } reference
                    && index.Find(reference.Identifiers[0].Value) is { } loss
                    ? new LossFigures(FiguresQuietly(loss), reference)
                    : LossFigures.None;
        }
    }

    private ImmutableArray<PropertyFact> Figures(YamlMap map)
    {
        var facts = new List<PropertyFact>();
        foreach (YamlEntry entry in map.Entries)
        {
            if (LossKeys.OfType<PropertyKey>().FirstOrDefault(key => key.Name == entry.Key.Text) is not { } key)
            {
                values.Add(
                    SiteDescriptionRules.UnknownKey,
                    entry.Key,
                    $"A loss has no key '{entry.Key.Text}'; it was ignored.",
                    Spelling.DidYouMean(entry.Key.Text, LossKeys.Select(known => known.Name))
                );
            }
            else if (values.Read(entry.Value, key.Name, key.Shape) is { } text)
            {
                facts.Add(new PropertyFact(key.Property, text));
            }
        }

        if (!SiteMoney.Rises(facts))
        {
            values.Add(
                SiteDescriptionRules.LossNotRising,
                map,
                "The figures of a loss do not rise from low over likely to high."
            );
        }

        if (!SiteMoney.HasItsShape(facts))
        {
            values.Add(
                SiteDescriptionRules.LossWithoutRange,
                map,
                "This loss cannot be lognormal; its figures are taken as a PERT range."
            );
        }

        return [.. facts];
    }

    // The loss's own record reports what is wrong with it.
    private static ImmutableArray<PropertyFact> FiguresQuietly(SiteThing loss)
    {
        var silent = new SiteValues(new Diagnostics.DiagnosticBag(""));
        return
        [
            .. loss
                .Section.Keys.OfType<PropertyKey>()
                .Where(key => loss[key.Name] is not null)
                .Select(key => (key.Property, Text: silent.Read(loss[key.Name]!, key.Name, key.Shape)))
                .Where(pair => pair.Text is not null)
                .Select(pair => new PropertyFact(pair.Property, pair.Text!)),
        ];
    }

    private void ReportUnknownKeys(YamlMap? map)
    {
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            if (!Keys.Contains(entry.Key.Text, StringComparer.OrdinalIgnoreCase))
            {
                values.Add(
                    SiteDescriptionRules.UnknownKey,
                    entry.Key,
                    $"A crown jewel has no key '{SiteValues.Short(entry.Key.Text)}'; it was ignored.",
                    Spelling.DidYouMean(entry.Key.Text, Keys)
                );
            }
        }
    }

    private void Refuse(YamlNode node, string message, string? hint = null)
    {
        values.Add(SiteDescriptionRules.Missing, node, message, hint);
        Refused++;
    }

    private sealed record CrownJewel(SiteThing Asset, ImmutableArray<string> Steps, LossFigures Loss, YamlNode At);

    private sealed record LossFigures(ImmutableArray<PropertyFact> Facts, AssetReference? Named)
    {
        public static LossFigures None { get; } = new([], Named: null);

        public decimal Weight =>
            Facts.FirstOrDefault(fact => fact.Name == Properties.LossLikely) is { } likely ? SiteMoney.Amount(likely)
            : Facts.FirstOrDefault(fact => fact.Name == Properties.LossHigh) is { } high ? SiteMoney.Amount(high)
            : 0;

        public bool SameAs(LossFigures other) => Facts.SequenceEqual(other.Facts);
    }
}
