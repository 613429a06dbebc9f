namespace Pollux.Simulation.Evidence;

/// <summary>What the histories of one group say; sums are over its histories, in their order.</summary>
internal sealed class HistoryReading(HistoryModel model, DetectorArrays detectors, int count)
{
    /// <summary>By history and active step: when, days from now; infinite for not within the forecast.</summary>
    public float[][] Rows { get; } = new float[count][];

    /// <summary>By history: days since the attack began.</summary>
    public float[] Ages { get; } = new float[count];

    /// <summary>By history: the node that is performed next, and the last one that was; -1 for none.</summary>
    public int[] Next { get; } = new int[count];

    public int[] Latest { get; } = new int[count];

    /// <summary>By alarm, in the order of <see cref="DetectorArrays.AlarmOrder"/>: how probably a step caused it.</summary>
    public double[] Caused { get; } = new double[detectors.AlarmAge.Length];

    /// <summary>By detector: how many alarms of steps that were performed are missing.</summary>
    public double[] Missing { get; } = new double[detectors.Count];

    /// <summary>By kind: how probably it does not work.</summary>
    public double[] Dead { get; } = new double[detectors.KindNames.Length];

    /// <summary>By history: the logarithm of the factor on all times, the attacker's included.</summary>
    public double[] LogFactors { get; } = new double[count];

    /// <summary>How many histories have each attacker and each factor.</summary>
    public double[] Attackers { get; } = new double[model.AttackerWeights.Length];

    public double[] Detections { get; } = new double[model.DetectionWeights.Length];

    public double[] FalseAlarms { get; } = new double[model.FalseWeights.Length];

    public int Count => count;
}

/// <summary>Plays histories to the end of the forecast and writes down what each of them says.</summary>
internal sealed class HistoryReader
{
    private readonly HistoryModel model;
    private readonly DetectorArrays detectors;
    private readonly EvidenceRequest request;
    private readonly HistoryWorker worker;
    private readonly bool[] seen;

    public HistoryReader(HistoryModel model, DetectorArrays detectors, EvidenceRequest request)
    {
        this.model = model;
        this.detectors = detectors;
        this.request = request;
        worker = new HistoryWorker(model, detectors);
        seen = new bool[detectors.Count];
    }

    public HistoryReading Read(ReadOnlySpan<History> histories)
    {
        HistoryReading reading = new(model, detectors, histories.Length);
        for (int i = 0; i < histories.Length; i++)
        {
            Read(histories[i], reading, i);
        }

        return reading;
    }

    private void Read(History history, HistoryReading reading, int index)
    {
        double factor = model.FactorOf(history);
        worker.Play(history.Chances, history.Capabilities, (history.Age + request.ForecastDays) / factor, all: true);
        _ = worker.Weigh(history.Age, factor, history.Detection, history.FalseAlarms);
        reading.Ages[index] = (float)history.Age;
        reading.LogFactors[index] = Math.Log(factor);
        reading.Attackers[history.Attacker]++;
        reading.Detections[history.Detection]++;
        reading.FalseAlarms[history.FalseAlarms]++;
        double[] alone = detectors.AloneByKind[history.FalseAlarms];
        for (int kind = 0; kind < alone.Length; kind++)
        {
            reading.Dead[kind] += Dead(kind, alone[kind] + worker.ByKind[kind]);
        }

        ReadTimes(history, factor, reading, index);
        ReadDetectors(history, factor, reading);
    }

    private double Dead(int kind, double working) =>
        detectors.KindAlarms[kind] > 0 || detectors.Coverage[kind] >= 1
            ? 0
            : (1 - detectors.Coverage[kind]) / Math.Exp(detectors.OfKind(kind, working));

    private void ReadTimes(History history, double factor, HistoryReading reading, int index)
    {
        float[] row = new float[model.Plan.Active.Length];
        Array.Fill(row, float.PositiveInfinity);
        reading.Rows[index] = row;
        reading.Next[index] = -1;
        reading.Latest[index] = -1;
        ReadOnlySpan<int> order = worker.Order;
        ReadOnlySpan<double> times = worker.Times;
        for (int i = 0; i < order.Length; i++)
        {
            double time = (factor * times[i]) - history.Age;
            row[order[i]] = (float)time;
            if (model.TimedOf[order[i]] < 0)
            {
                continue;
            }

            if (time <= 0)
            {
                reading.Latest[index] = order[i];
            }
            else if (reading.Next[index] < 0)
            {
                reading.Next[index] = order[i];
            }
        }
    }

    private void ReadDetectors(History history, double factor, HistoryReading reading)
    {
        Array.Clear(seen);
        foreach (int detector in detectors.AtStart)
        {
            ReadDetector(history, detector, history.Age, reading);
        }

        ReadOnlySpan<int> order = worker.Order;
        ReadOnlySpan<double> times = worker.Times;
        for (int i = 0; i < order.Length; i++)
        {
            double since = history.Age - (factor * times[i]);
            for (int at = detectors.StepStart[order[i]]; since >= 0 && at < detectors.StepStart[order[i] + 1]; at++)
            {
                int detector = detectors.StepDetectors[at];
                if (!seen[detector])
                {
                    seen[detector] = true;
                    ReadDetector(history, detector, since, reading);
                }
            }
        }
    }

    private void ReadDetector(History history, int detector, double since, HistoryReading reading)
    {
        double better = detectors.DetectionFactors[history.Detection];
        double[] perFalseAlarm = detectors.PerFalseAlarm[history.FalseAlarms];
        double rate = better * detectors.TruePositive[detector];
        double ratio = worker.RatioOf(detector, since, better, perFalseAlarm);
        double caused = 0;
        for (int alarm = detectors.AlarmStart[detector]; alarm < detectors.AlarmStart[detector + 1]; alarm++)
        {
            double share = rate * perFalseAlarm[detector] * worker.Delayed(since - detectors.AlarmAge[alarm]) / ratio;
            reading.Caused[alarm] += share;
            caused += share;
        }

        reading.Missing[detector] += (1 - caused) * rate * (1 - Math.Exp(-since / detectors.Delay));
    }
}
