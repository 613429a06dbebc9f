using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// A group of histories that is led from what is believed before the evidence to what is believed after it: the evidence is let in little by
/// little; at each stage histories are weighted, drawn anew by their weights, and changed by steps that keep their distribution. Del
/// Moral, Doucet, Jasra, "Sequential Monte Carlo samplers", JRSS B 68 (2006); stages by effective size: Jasra et al., Scandinavian Journal of
/// Statistics 38 (2011). One thread; the same numbers for the same seed and group.
/// </summary>
internal sealed class HistoryGroup
{
    // How many histories are drawn at first for each that is led on.
    private const int DrawnForOne = 4;
    private const int MostStages = 200;
    private const double LeastEffective = 0.5;

    // Small blocks, so that most of them are allowed; no more of them than one can pay for.
    private const int ChancesPerBlock = 20;
    private const int FewestBlocks = 24;
    private const int MostBlocks = 100;

    private readonly HistoryModel model;
    private readonly DetectorArrays detectors;
    private readonly HistoryWorker worker;
    private readonly HistoryMoves moves;
    private readonly ulong seed;
    private readonly int size;
    private readonly uint firstNumber;
    private readonly int movesPerStage;
    private readonly int sweeps;
    private StepChance decisions;

    public HistoryGroup(HistoryModel model, DetectorArrays detectors, EvidenceRequest request, int group)
    {
        this.model = model;
        this.detectors = detectors;
        size = Math.Max(2, request.Histories / request.Groups);
        movesPerStage = request.Moves;
        sweeps = request.Sweeps;
        firstNumber = (uint)(group * size * DrawnForOne);
        seed = request.Scenario.Request.Seed;
        worker = new HistoryWorker(model, detectors);
        moves = new HistoryMoves(model, worker, detectors, StepKey.Of(seed, StepKey.OfName("changes of histories")));
        decisions = new StepChance(seed, (uint)group, StepKey.OfName("weights of histories"));
        Histories = [];
    }

    /// <summary>The histories after the evidence, of equal weight.</summary>
    public History[] Histories { get; private set; }

    /// <summary>The logarithm of the probability of the evidence, averaged over the histories before it.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>In how many stages the evidence was let in.</summary>
    public int Stages { get; private set; }

    /// <summary>The share of changes, 0 to 1, that the evidence allowed.</summary>
    public double Accepted => moves.Accepted;

    /// <summary>Draws the histories as they are before the evidence.</summary>
    public void Draw()
    {
        Histories = new History[size * DrawnForOne];
        for (int i = 0; i < Histories.Length; i++)
        {
            Histories[i] = Draw(firstNumber + (uint)i);
        }
    }

    /// <summary>Weighs them, and leads them to the evidence.</summary>
    public void Lead(CancellationToken cancellationToken)
    {
        foreach (History history in Histories)
        {
            moves.Weigh(history);
        }

        double part = 0;
        double[] weights = new double[Histories.Length];
        while (part < 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double step = Stages == MostStages - 1 ? 1 - part : NextStep(1 - part, weights);
            LogEvidence += Weights(step, weights);
            part = Math.Min(1, part + step);
            Resample(weights);
            weights = weights.Length == size ? weights : new double[size];
            Stages++;
            for (int i = 0; i < Histories.Length; i++)
            {
                moves.Begin((uint)Stages, firstNumber + (uint)i);
                moves.MoveAttacker(Histories[i], part);
                for (int move = 0; move < movesPerStage; move++)
                {
                    moves.Move(Histories[i], part);
                }
            }
        }

        Settle(cancellationToken);
    }

    // Histories that come from one of the first ones become each their own again.
    private void Settle(CancellationToken cancellationToken)
    {
        for (int i = 0; i < Histories.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            moves.Begin((uint)Stages + 1, firstNumber + (uint)i);
            for (int sweep = 0; sweep < sweeps; sweep++)
            {
                moves.Sweep(Histories[i], Math.Clamp(model.Size / ChancesPerBlock, FewestBlocks, MostBlocks));
                for (int move = 0; move < movesPerStage; move++)
                {
                    moves.MoveAttacker(Histories[i], 1);
                    moves.Move(Histories[i], 1);
                }
            }

            moves.Refresh(Histories[i]);
        }
    }

    private History Draw(uint number)
    {
        History history = new(model.Size);
        for (int i = 0; i < history.Chances.Length; i++)
        {
            history.Chances[i] = model.Draw(i, seed, number);
        }

        StepChance chance = new(seed, number, StepKey.OfName("settings of a history"));
        history.Age = chance.NextUniform() * detectors.Lookback;
        history.Attacker = HistoryModel.Pick(model.AttackerWeights, chance.NextUniform());
        history.LogTime = model.Speed.IsExact ? 0 : model.Speed.Draw(ref chance);
        history.Detection = HistoryModel.Pick(model.DetectionWeights, chance.NextUniform());
        history.FalseAlarms = HistoryModel.Pick(model.FalseWeights, chance.NextUniform());
        history.Capabilities = model.DrawCapabilities(history.Attacker, ref chance);
        return history;
    }

    // The largest part of what is left that keeps half of the histories effective.
    private double NextStep(double left, double[] weights)
    {
        double enough = LeastEffective * Histories.Length;
        if (Effective(left, weights) >= enough)
        {
            return left;
        }

        double low = 0;
        double high = left;
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Effective(middle, weights) >= enough ? (middle, high) : (low, middle);
        }

        // Where some histories exclude the evidence altogether, no step is small enough.
        return low > 0 ? low : high;
    }

    private double Effective(double step, double[] weights)
    {
        _ = Weights(step, weights);
        double sum = 0;
        double squares = 0;
        foreach (double weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }

    // Weights relative to the largest; the logarithm of their mean is what comes back.
    private double Weights(double step, double[] weights)
    {
        double most = double.NegativeInfinity;
        foreach (History history in Histories)
        {
            most = Math.Max(most, history.LogLikelihood);
        }

        if (double.IsNegativeInfinity(most))
        {
            Array.Fill(weights, 1);
            return most;
        }

        double sum = 0;
        for (int i = 0; i < Histories.Length; i++)
        {
            weights[i] = Math.Exp(step * (Histories[i].LogLikelihood - most));
            sum += weights[i];
        }

        return (step * most) + Math.Log(sum / Histories.Length);
    }

    // Systematic resampling: one draw, even steps (Kitagawa 1996).
    private void Resample(double[] weights)
    {
        double sum = weights.Sum();
        double spacing = sum / size;
        double next = decisions.NextUniform() * spacing;
        double passed = 0;
        int source = -1;
        History[] drawn = new History[size];
        for (int i = 0; i < size; i++)
        {
            while (source < 0 || (passed <= next && source < weights.Length - 1))
            {
                passed += weights[++source];
            }

            drawn[i] = new History(model.Size);
            drawn[i].CopyFrom(Histories[source]);
            next += spacing;
        }

        Histories = drawn;
    }
}
