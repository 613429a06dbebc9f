using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Agents;

/// <summary>A number for each node of a graph. Immutable.</summary>
public sealed class StepNumbers
{
    private readonly double[] values;

    private StepNumbers(double[] values) => this.values = values;

    /// <summary>The number of a node.</summary>
    public double this[int node] => values[node];

    /// <summary>All numbers by node.</summary>
    internal double[] Values => values;

    /// <summary>Asks for the number of each node, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static StepNumbers Create(AttackGraph graph, Func<int, double> valueOf)
    {
        double[] numbers = new double[graph.NodeCount];
        for (int node = 0; node < numbers.Length; node++)
        {
            double value = valueOf(node);
            numbers[node] = double.IsFinite(value)
                ? value
                : throw new ArgumentOutOfRangeException(nameof(valueOf), value, "A number of a step is finite.");
        }

        return new StepNumbers(numbers);
    }
}

/// <summary>Some nodes of a graph. Immutable.</summary>
public sealed class StepSet
{
    private readonly bool[] members;

    private StepSet(bool[] members) => this.members = members;

    /// <summary>True for a member.</summary>
    public bool Contains(int node) => members[node];

    /// <summary>Asks about each node, in order.</summary>
    public static StepSet Create(AttackGraph graph, Func<int, bool> isMember)
    {
        bool[] chosen = new bool[graph.NodeCount];
        for (int node = 0; node < chosen.Length; node++)
        {
            chosen[node] = isMember(node);
        }

        return new StepSet(chosen);
    }
}
