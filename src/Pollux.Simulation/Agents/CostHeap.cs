namespace Pollux.Simulation.Agents;

/// <summary>A binary heap of nodes by cost, the cheapest first and of equal ones the lowest; a node's cost can be lowered. Each node once.</summary>
internal sealed class CostHeap(int nodes)
{
    private readonly int[] items = new int[nodes];
    private readonly double[] costs = new double[nodes];
    private readonly int[] places = Filled(nodes);

    /// <summary>How many nodes it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        for (int i = 0; i < Count; i++)
        {
            places[items[i]] = -1;
        }

        Count = 0;
    }

    /// <summary>Adds a node, or lowers its cost.</summary>
    public void Set(int node, double cost)
    {
        if (places[node] < 0)
        {
            places[node] = Count++;
        }

        int hole = places[node];
        while (hole > 0)
        {
            int parent = (hole - 1) / 2;
            if (!IsBefore(node, cost, parent))
            {
                break;
            }

            Put(hole, items[parent], costs[parent]);
            hole = parent;
        }

        Put(hole, node, cost);
    }

    /// <summary>The cheapest node; there must be one.</summary>
    public int Peek() => items[0];

    /// <summary>Takes the cheapest node out; there must be one.</summary>
    public int Pop()
    {
        int first = items[0];
        places[first] = -1;
        int last = --Count;
        if (last > 0)
        {
            int node = items[last];
            double cost = costs[last];
            int hole = 0;
            for (int child = 1; child < last; child = (2 * hole) + 1)
            {
                if (child + 1 < last && IsBefore(items[child + 1], costs[child + 1], child))
                {
                    child++;
                }

                if (IsBefore(node, cost, child))
                {
                    break;
                }

                Put(hole, items[child], costs[child]);
                hole = child;
            }

            Put(hole, node, cost);
        }

        return first;
    }

    private bool IsBefore(int node, double cost, int place) =>
        cost < costs[place] || (cost <= costs[place] && node < items[place]);

    private void Put(int place, int node, double cost)
    {
        items[place] = node;
        costs[place] = cost;
        places[node] = place;
    }

    private static int[] Filled(int count)
    {
        int[] array = new int[count];
        Array.Fill(array, -1);
        return array;
    }
}
