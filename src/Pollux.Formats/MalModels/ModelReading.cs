using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;

namespace Pollux.Formats.MalModels;

/// <summary>What is known while one model is read.</summary>
internal sealed class ModelReading(LanguageGraph language, DiagnosticBag diagnostics)
{
    private readonly Dictionary<long, int> indexById = [];

    public LanguageGraph Language { get; } = language;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>The assets that the language knows, in file order.</summary>
    public List<InstanceAsset> Assets { get; } = [];

    /// <summary>The type of each of <see cref="Assets"/>.</summary>
    public List<AssetType> Types { get; } = [];

    /// <summary>The place of each of <see cref="Assets"/>.</summary>
    public List<ModelNode> Places { get; } = [];

    public HashSet<InstanceLink> Links { get; } = [];

    /// <summary>Ids of assets that stand in the file but were left out; links to them need no diagnostic of their own.</summary>
    public HashSet<long> LeftOut { get; } = [];

    public void Add(InstanceAsset asset, AssetType type, ModelNode place)
    {
        indexById[asset.Id] = Assets.Count;
        Assets.Add(asset);
        Types.Add(type);
        Places.Add(place);
    }

    public bool Has(long id) => indexById.ContainsKey(id) || LeftOut.Contains(id);

    /// <summary>The index of the asset of an id, or null.</summary>
    public int? IndexOf(long id) => indexById.TryGetValue(id, out int index) ? index : null;

    public void Report(DiagnosticRule rule, ModelNode place, string message, string? record = null, string? hint = null)
    {
        (int line, int column) = place.Place;
        Diagnostics.Add(rule, message, line, column, record: record, hint: hint);
    }
}
