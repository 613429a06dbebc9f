namespace Pollux.Simulation.Agents;

/// <summary>How an attacker chooses among the steps that it can attempt. A closed family.</summary>
public abstract record AttackerPolicy
{
    private protected AttackerPolicy() { }
}

/// <summary>The step that was offered first; it stays with a step until that succeeds or is blocked.</summary>
/// <param name="Order">The order of steps that were offered in the same turn.</param>
public sealed record BreadthFirstPolicy(OfferOrder Order = OfferOrder.ByNode) : AttackerPolicy;

/// <summary>The step that was offered last; it stays with a step until that succeeds or is blocked.</summary>
/// <param name="Order">The order of steps that were offered in the same turn.</param>
public sealed record DepthFirstPolicy(OfferOrder Order = OfferOrder.ByNode) : AttackerPolicy;

/// <summary>Any step, all equally likely.</summary>
/// <param name="WaitProbability">Probability, each turn, of doing nothing; 0 to 1.</param>
public sealed record RandomPolicy(double WaitProbability = 0) : AttackerPolicy;

/// <summary>Any step, with a weight of exp(-beta x time left): the quickest is the most likely.</summary>
/// <param name="Beta">How sharply, 0 (all alike) or more.</param>
public sealed record TtcSoftMinPolicy(double Beta = 1) : AttackerPolicy;

/// <summary>
/// The next step of the cheapest plan to the nearest of its goals, in expected attempts; without a way to any goal it gives up. A new plan
/// is made when a goal falls or a defence touches the plan. Without goals it is breadth first.
/// </summary>
public sealed record GoalSeekingPolicy : AttackerPolicy;

/// <summary>Nothing, ever: it holds its entry points and no more.</summary>
public sealed record PassivePolicy : AttackerPolicy;

/// <summary>How steps or defences that are offered together are ordered.</summary>
public enum OfferOrder
{
    /// <summary>In the order of the model and the language.</summary>
    ByNode,

    /// <summary>Shuffled.</summary>
    Shuffled,
}

/// <summary>How a defender chooses among the defences that it can switch on; one each turn at most. A closed family.</summary>
public abstract record DefenderPolicy
{
    private protected DefenderPolicy() { }
}

/// <summary>Nothing, ever.</summary>
public sealed record PassiveDefense : DefenderPolicy;

/// <summary>The cheapest defence that would have hindered a step that it has seen performed.</summary>
public sealed record ReactiveDefense : DefenderPolicy;

/// <summary>The cheapest defence that hinders a step that comes next after one that it has seen performed.</summary>
public sealed record ForesightedDefense : DefenderPolicy;

/// <summary>
/// The defence, among those that hinder a step that comes next, that avoids the most loss beyond its own cost; none when none is worth its
/// cost or fits the budget. Avoided is the sum of the costs of all steps that an attacker could still come to from what was seen, and
/// could not with the defence on; where no attack step has a cost, each counts 1.
/// </summary>
/// <param name="Budget">How much all defences together may cost; infinite for no limit.</param>
public sealed record CostAwareDefense(double Budget = double.PositiveInfinity) : DefenderPolicy;

/// <summary>Any defence, all equally likely.</summary>
/// <param name="WaitProbability">Probability, each turn, of doing nothing; 0 to 1.</param>
public sealed record RandomDefense(double WaitProbability = 0) : DefenderPolicy;

/// <summary>One defence after the other.</summary>
/// <param name="Order">In which order.</param>
/// <param name="LastFirst">From the last to the first.</param>
public sealed record OneByOneDefense(OfferOrder Order = OfferOrder.ByNode, bool LastFirst = false) : DefenderPolicy;
