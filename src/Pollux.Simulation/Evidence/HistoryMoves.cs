using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// Changes of a history that leave its distribution, given the evidence let in so far, as it is (Metropolis and Hastings): what is drawn anew
/// comes from what was believed before, so that the evidence alone decides whether a change stays.
/// </summary>
internal sealed class HistoryMoves
{
    // How much of a history one change touches, and how far.
    private static readonly double[] Shares = [0.5, 0.15, 0.05, 0.015];
    private static readonly double[] Reaches = [0.3, 0.1, 0.03];
    private static readonly double[] SpeedReaches = [1, 0.3, 0.1];
    private static readonly double[] StartDays = [3, 0.6, 0.12, 0.03];

    // Where the kinds of changes begin, on a scale of 0 to 1.
    private const double FirstOfSpeed = 0.78;
    private const double FirstOfDetection = 0.92;

    private readonly HistoryModel model;
    private readonly HistoryWorker worker;
    private readonly DetectorArrays detectors;
    private readonly ulong seed;
    private readonly History changed;
    private readonly int[] positions;
    private readonly bool[] asked;
    private StepChance chance;
    private uint number;
    private ulong stageSeed;
    private bool mustAskTheSame;
    private long tried;
    private long accepted;

    public HistoryMoves(HistoryModel model, HistoryWorker worker, DetectorArrays detectors, ulong seed)
    {
        this.model = model;
        this.worker = worker;
        this.detectors = detectors;
        this.seed = seed;
        changed = new History(model.Size);
        positions = [.. Enumerable.Range(0, model.Size)];
        asked = new bool[model.Size];
    }

    /// <summary>The share of changes that stayed.</summary>
    public double Accepted => tried == 0 ? 0 : (double)accepted / tried;

    /// <summary>Plays a history up to now and weighs the evidence by it.</summary>
    public void Weigh(History history)
    {
        double factor = model.FactorOf(history);
        worker.Play(history.Chances, history.Capabilities, history.Age / factor, all: false);
        history.LogLikelihood = worker.Weigh(history.Age, factor, history.Detection, history.FalseAlarms);
    }

    /// <summary>Goes to the random numbers of a history at a stage.</summary>
    public void Begin(uint stage, uint history)
    {
        stageSeed = StepKey.Of(seed, stage);
        number = history;
        chance = new StepChance(stageSeed, history, StepKey.OfName("change"));
    }

    /// <summary>Tries one change.</summary>
    /// <param name="history">The history.</param>
    /// <param name="part">How much of the evidence counts, 0 to 1.</param>
    public void Move(History history, double part) => Move(history, part, chance.NextUniform());

    /// <summary>Tries a change of how fast the attacker is, or of who it is.</summary>
    public void MoveAttacker(History history, double part) =>
        Move(history, part, FirstOfSpeed + ((FirstOfDetection - FirstOfSpeed) * chance.NextUniform()));

    private void Move(History history, double part, double kind)
    {
        changed.CopyFrom(history);
        stageSeed = StepKey.Of(stageSeed, 1);
        mustAskTheSame = false;
        double logOdds = Change(history, kind);
        if (double.IsNegativeInfinity(logOdds))
        {
            return;
        }

        tried++;
        Weigh(changed);
        double better =
            double.IsNegativeInfinity(changed.LogLikelihood) ? double.NegativeInfinity
            : double.IsNegativeInfinity(history.LogLikelihood) ? double.PositiveInfinity
            : part * (changed.LogLikelihood - history.LogLikelihood);
        if (Math.Log(chance.NextUniform()) < better + logOdds && (!mustAskTheSame || AskedTheSame()))
        {
            accepted++;
            history.CopyFrom(changed);
        }
    }

    /// <summary>Draws every chance of a history anew, block by block in random order, and keeps each block that the evidence allows.</summary>
    /// <param name="history">The history, weighed with all the evidence.</param>
    /// <param name="blocks">In how many blocks, 1 or more.</param>
    public void Sweep(History history, int blocks)
    {
        Weigh(history);
        KeepAsked();
        Shuffle();
        stageSeed = StepKey.Of(stageSeed, 1);
        changed.CopyFrom(history);
        for (int block = 0; block < blocks; block++)
        {
            int first = (int)((long)positions.Length * block / blocks);
            int end = (int)((long)positions.Length * (block + 1) / blocks);
            bool matters = false;
            for (int i = first; i < end; i++)
            {
                changed.Chances[positions[i]] = model.Draw(positions[i], stageSeed, number);
                matters |= asked[positions[i]];
            }

            bool stays = !matters || Allows(history);
            (History from, History to) = stays ? (changed, history) : (history, changed);
            to.CopySettingsFrom(from);
            for (int i = first; i < end; i++)
            {
                to.Chances[positions[i]] = from.Chances[positions[i]];
            }
        }
    }

    /// <summary>Draws anew what a history does not depend on up to now: what happens later, and what no detector sees.</summary>
    public void Refresh(History history)
    {
        Weigh(history);
        stageSeed = StepKey.Of(stageSeed, 1);
        for (int i = 0; i < history.Chances.Length; i++)
        {
            if (!worker.HasAsked(i))
            {
                history.Chances[i] = model.Draw(i, stageSeed, number);
            }
        }
    }

    private bool Allows(History history)
    {
        tried++;
        Weigh(changed);
        if (!(Math.Log(chance.NextUniform()) < changed.LogLikelihood - history.LogLikelihood))
        {
            return false;
        }

        accepted++;
        KeepAsked();
        return true;
    }

    private void KeepAsked()
    {
        for (int i = 0; i < asked.Length; i++)
        {
            asked[i] = worker.HasAsked(i);
        }
    }

    private void Shuffle()
    {
        for (int i = positions.Length - 1; i > 0; i--)
        {
            int other = (int)(chance.NextUniform() * (i + 1));
            (positions[i], positions[other]) = (positions[other], positions[i]);
        }
    }

    // What comes back is the logarithm of what the change itself weighs; negative infinity for none.
    private double Change(History history, double kind) =>
        kind switch
        {
            < 0.40 => Redraw(Shares[Index(Shares.Length)]),
            < 0.55 => Shift(Shares[Index(Shares.Length)], Reaches[Index(Reaches.Length)]),
            < FirstOfSpeed => MoveStart(),
            < 0.87 => ChangeSpeed(history),
            < FirstOfDetection => ChangeAttacker(),
            < 0.96 => ChangeDetection(),
            _ => ChangeFalseAlarms(),
        };

    private double Redraw(double share)
    {
        for (int i = Skip(share) - 1; i < changed.Chances.Length; i += Skip(share))
        {
            changed.Chances[i] = model.Draw(i, stageSeed, number);
        }

        return 0;
    }

    private double Shift(double share, double reach)
    {
        for (int i = Skip(share) - 1; i < changed.Chances.Length; i += Skip(share))
        {
            double moved = reach * ((2 * chance.NextUniform()) - 1);
            double value = changed.Chances[i];
            if (model.Shift(i, moved, ref value))
            {
                changed.Chances[i] = value;
            }
        }

        return 0;
    }

    // Around a circle, so that every start stays as probable as before.
    private double MoveStart()
    {
        double uniform = chance.NextUniform();
        double days = chance.NextUniform() < 0.1 ? detectors.Lookback : StartDays[Index(StartDays.Length)];
        double age = (changed.Age + (days * ((2 * uniform) - 1))) / detectors.Lookback;
        changed.Age = (age - Math.Floor(age)) * detectors.Lookback;
        return 0;
    }

    // Three ways: nothing else changes; the start moves along, so that everything begins as late as before; or each time that the history
    // depends on is stretched the other way, so that everything stays at its place on the calendar.
    private double ChangeSpeed(History history)
    {
        if (model.Speed.IsExact)
        {
            return Redraw(Shares[Index(Shares.Length)]);
        }

        double before = changed.LogTime;
        if (chance.NextUniform() < 0.1)
        {
            changed.LogTime = model.Speed.Draw(ref chance);
            return 0;
        }

        double moved = SpeedReaches[Index(SpeedReaches.Length)] * ((2 * chance.NextUniform()) - 1);
        changed.LogTime += moved;
        double odds = model.Speed.LogDensity(changed.LogTime) - model.Speed.LogDensity(before);
        return chance.NextUniform() switch
        {
            < 0.2 => odds,
            < 0.5 => odds + StretchAge(Math.Exp(moved)),
            _ => odds + StretchTimes(history, Math.Exp(-moved)),
        };
    }

    private double StretchTimes(History history, double ratio)
    {
        Weigh(history);
        KeepAsked();
        mustAskTheSame = true;
        double odds = 0;
        for (int i = 0; i < asked.Length; i++)
        {
            if (asked[i])
            {
                double value = changed.Chances[i];
                odds += model.Stretch(i, ratio, ref value);
                changed.Chances[i] = value;
            }
        }

        return odds;
    }

    private bool AskedTheSame()
    {
        for (int i = 0; i < asked.Length; i++)
        {
            if (asked[i] != worker.HasAsked(i))
            {
                return false;
            }
        }

        return true;
    }

    // An attacker who is slower by nature may be as fast as the other was, or not, or have begun as much earlier.
    private double ChangeAttacker()
    {
        double factor = model.FactorOf(changed);
        double before = changed.LogTime;
        changed.Attacker = HistoryModel.Pick(model.AttackerWeights, chance.NextUniform());
        changed.Capabilities = model.DrawCapabilities(changed.Attacker, ref chance);
        double ratio = model.FactorOf(changed) / factor;
        double way = chance.NextUniform();
        if (way < 0.5 && !model.Speed.IsExact)
        {
            changed.LogTime -= Math.Log(ratio);
            return model.Speed.LogDensity(changed.LogTime) - model.Speed.LogDensity(before);
        }

        return way < 0.75 ? 0 : StretchAge(ratio);
    }

    private double StretchAge(double ratio)
    {
        changed.Age *= ratio;
        return changed.Age < detectors.Lookback ? Math.Log(ratio) : double.NegativeInfinity;
    }

    private double ChangeDetection()
    {
        changed.Detection = HistoryModel.Pick(model.DetectionWeights, chance.NextUniform());
        return 0;
    }

    private double ChangeFalseAlarms()
    {
        changed.FalseAlarms = HistoryModel.Pick(model.FalseWeights, chance.NextUniform());
        return 0;
    }

    private int Index(int count) => (int)(chance.NextUniform() * count);

    // How many positions on the next one lies when each is taken with a probability: geometric.
    private int Skip(double share) =>
        1 + (int)Math.Min(int.MaxValue / 2, Math.Log(chance.NextUniform()) / Math.Log(1 - share));
}
