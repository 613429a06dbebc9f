namespace Pollux.Simulation.Agents;

/// <summary>What a node is, as far as stepping needs it.</summary>
[Flags]
internal enum NodeTraits : byte
{
    /// <summary>A defence or an existence step.</summary>
    None = 0,

    /// <summary>A step that an attacker performs.</summary>
    AttackStep = 1,

    /// <summary>It needs all its parents that are necessary.</summary>
    And = 2,

    /// <summary>It happens by itself.</summary>
    Effect = 4,
}

/// <summary>Asks about traits.</summary>
internal static class NodeTraitQuestions
{
    /// <summary>True for a step that needs all its parents that are necessary.</summary>
    public static bool IsAnd(this NodeTraits traits) => (traits & NodeTraits.And) != NodeTraits.None;

    /// <summary>True for a step that happens by itself.</summary>
    public static bool IsEffect(this NodeTraits traits) => (traits & NodeTraits.Effect) != NodeTraits.None;
}
