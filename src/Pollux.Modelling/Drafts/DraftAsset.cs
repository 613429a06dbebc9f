using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Drafts;

/// <summary>An asset of the model while rules still add to it.</summary>
internal sealed class DraftAsset(string name, string type, Asset? twin, Grounds existence, Grounds typeGrounds)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    /// <summary>The twin asset that it was made from; null when a rule derived it.</summary>
    public Asset? Twin { get; } = twin;

    public Grounds Existence { get; } = existence;

    public Grounds TypeGrounds { get; } = typeGrounds;

    public SortedDictionary<string, DraftDefense> Defenses { get; } = new(StringComparer.Ordinal);

    /// <summary>True once a rule took it out again.</summary>
    public bool IsRemoved { get; set; }

    public override string ToString() => $"{Name} ({Type})";
}

/// <summary>A defence of a draft asset.</summary>
internal readonly record struct DraftDefense(double Probability, Grounds Grounds);
