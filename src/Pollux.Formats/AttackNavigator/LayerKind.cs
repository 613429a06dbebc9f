namespace Pollux.Formats.AttackNavigator;

/// <summary>What the scores of a layer say, each from 0 to 100.</summary>
public enum LayerKind
{
    /// <summary>Share of the attacks in which a technique was done.</summary>
    Exposure,

    /// <summary>Of the attacks that did a technique, the share in which it was reported; only techniques that were done have a score.</summary>
    Detection,

    /// <summary>Mean probability that a defence acts on the steps that stand for a technique.</summary>
    Mitigation,

    /// <summary>
    /// 100 where the language knows a technique and the twin has something for it, 50 where only the language does, 25 where the language knows only
    /// its parent or sub-techniques, 0 where it knows nothing of it.
    /// </summary>
    Coverage,
}
