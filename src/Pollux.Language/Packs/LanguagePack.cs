using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Language.Packs;

/// <summary>A pack's language with everything that explains it.</summary>
public sealed class LanguagePack
{
    internal LanguagePack(PackManifest manifest, CompiledLanguage language, LanguageGraph graph, PackTables tables)
    {
        Id = manifest.Id;
        Version = manifest.Version;
        Title = manifest.Title;
        Language = language;
        Graph = graph;
        Tables = tables;
    }

    /// <summary>The pack's id, which is its language's, such as <c>org.pollux.core</c>.</summary>
    public string Id { get; }

    /// <summary>The pack's version, which is its language's: three numbers with dots.</summary>
    public string Version { get; }

    /// <summary>Its title, for people.</summary>
    public string Title { get; }

    /// <summary>The compiled language.</summary>
    public CompiledLanguage Language { get; }

    /// <summary>The language with inheritance resolved.</summary>
    public LanguageGraph Graph { get; }

    /// <summary>What explains its tags and ids.</summary>
    public PackTables Tables { get; }

    /// <summary>Loads a pack.</summary>
    /// <param name="directory">The folder that holds <c>pack.yaml</c>.</param>
    /// <returns>The pack, null when anything in it is an error; and everything that is wrong with its files.</returns>
    public static Diagnosed<LanguagePack> Load(string directory) =>
        Load(directory, [Path.GetFullPath(Path.Combine(directory, ".."))]);

    /// <summary>Loads a pack whose language builds on packs in other folders.</summary>
    /// <param name="directory">The folder that holds <c>pack.yaml</c>.</param>
    /// <param name="includePath">
    /// Folders of packs, such as <c>packs</c>, so that a language can say <c>include "core/language/core.mal"</c>.
    /// </param>
    /// <returns>The pack, null when anything in it is an error; and everything that is wrong with its files.</returns>
    public static Diagnosed<LanguagePack> Load(string directory, ImmutableArray<string> includePath) =>
        PackReader.Read(directory, includePath);

    /// <summary>The words of an asset type; its name where it has none.</summary>
    public AssetWords WordsOfAsset(string type) =>
        Graph.TypesByName.TryGetValue(type, out AssetType? found)
            ? new AssetWords(Text(found.Specification.Meta, "label", type), Text(found.Specification.Meta, "user", ""))
            : new AssetWords(type, "");

    /// <summary>The words of an attack step or an existence step, as they hold on a type, inherited ones too.</summary>
    /// <param name="type">The asset's type.</param>
    /// <param name="step">The step's name.</param>
    /// <returns>Null when the type has no such step, or it is a defence.</returns>
    public StepWords? WordsOfStep(string type, string step) =>
        Find(type, step) is { Type: not StepType.Defense } found
            ? new StepWords(
                Text(found.Meta, "label", step),
                Text(found.Meta, "user", ""),
                Explain(found.Tags, Tables.Techniques),
                Explain(found.Tags, Tables.Capabilities)
            )
            : null;

    /// <summary>The words and facts of a defence, as they hold on a type, inherited ones too.</summary>
    /// <param name="type">The asset's type.</param>
    /// <param name="defense">The defence's name.</param>
    /// <returns>Null when the type has no such defence.</returns>
    public DefenseWords? WordsOfDefense(string type, string defense)
    {
        if (Find(type, defense) is not { Type: StepType.Defense } found)
        {
            return null;
        }

        (CostClass cost, string reason) =
            DefenseMeta.ReadCost(found.Meta.GetValueOrDefault("cost", "")) ?? (CostClass.Medium, "");
        return new DefenseWords(
            Text(found.Meta, "label", defense),
            Text(found.Meta, "user", ""),
            Explain(DefenseMeta.ReadIds(found.Meta, "mitigation"), Tables.Mitigations),
            Explain(DefenseMeta.ReadIds(found.Meta, "d3fend"), Tables.Countermeasures),
            DefenseMeta.ReadText(found.Meta, "sr"),
            DefenseMeta.ReadText(found.Meta, "observed"),
            cost,
            reason
        );
    }

    private LanguageStep? Find(string type, string step) =>
        Graph.TypesByName.TryGetValue(type, out AssetType? found) ? found.FindStep(step) : null;

    private static string Text(ImmutableSortedDictionary<string, string> meta, string key, string otherwise) =>
        meta.GetValueOrDefault(key, "") is { Length: > 0 } text ? text : otherwise;

    private static ImmutableArray<TEntry> Explain<TEntry>(
        ImmutableArray<string> keys,
        ImmutableSortedDictionary<string, TEntry> table
    )
        where TEntry : class => [.. keys.Select(key => table.GetValueOrDefault(key)).OfType<TEntry>()];
}
