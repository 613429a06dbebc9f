namespace Pollux.Simulation.MonteCarlo;

/// <summary>Steps by the time at which they are reached, earliest first: a binary heap over two arrays.</summary>
internal sealed class TimeQueue(int capacity)
{
    private double[] times = new double[Math.Max(1, capacity)];
    private int[] steps = new int[Math.Max(1, capacity)];

    /// <summary>How many are waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a step; grows only when it holds more than ever before.</summary>
    public void Push(double time, int step)
    {
        if (Count == times.Length)
        {
            Array.Resize(ref times, 2 * Count);
            Array.Resize(ref steps, 2 * Count);
        }

        double[] heapTime = times;
        int[] heapStep = steps;
        int hole = Count++;
        while (hole > 0)
        {
            int parent = (hole - 1) >> 1;
            if (heapTime[parent] <= time)
            {
                break;
            }

            heapTime[hole] = heapTime[parent];
            heapStep[hole] = heapStep[parent];
            hole = parent;
        }

        heapTime[hole] = time;
        heapStep[hole] = step;
    }

    /// <summary>Takes the earliest; at least one must be waiting.</summary>
    public double Pop(out int step)
    {
        double[] heapTime = times;
        int[] heapStep = steps;
        double first = heapTime[0];
        step = heapStep[0];
        int count = --Count;
        double time = heapTime[count];
        int moved = heapStep[count];
        int hole = 0;
        while (true)
        {
            int child = (2 * hole) + 1;
            if (child >= count)
            {
                break;
            }

            if (child + 1 < count && heapTime[child + 1] < heapTime[child])
            {
                child++;
            }

            if (heapTime[child] >= time)
            {
                break;
            }

            heapTime[hole] = heapTime[child];
            heapStep[hole] = heapStep[child];
            hole = child;
        }

        heapTime[hole] = time;
        heapStep[hole] = moved;
        return first;
    }
}
