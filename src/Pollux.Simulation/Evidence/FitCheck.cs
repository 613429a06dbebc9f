using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// Compares what is assumed with what the evidence makes of it: for each assumption the Bayes factor of being wrong against being right.
/// Jeffreys' scale (Kass and Raftery, JASA 90, 1995): from about 3 on positive, from 20 on strong.
/// </summary>
internal sealed class FitCheck(
    HistoryModel model,
    DetectorArrays detectors,
    EvidenceRequest request,
    EvidenceResultBuilder result
)
{
    private const double Poor = 3;
    private const double Strong = 20;

    // That a kind does not work is no surprise where nobody says that it does.
    private const double Expected = 0.5;

    // Nobody knows rates better than that.
    private const double SameRate = 1.5;

    // Nobody knows times better than that.
    private const double SameSpeed = 1.6;

    // There are dozens of kinds of detectors, so that a rare accident among them is no accident.
    private const double PoorOfMany = 30;
    private const double StrongOfMany = 200;

    public EvidenceFit Build(double underAttack)
    {
        EvidenceAssumptions assumptions = request.Assumptions;
        List<FitDoubt> doubts = [];
        double[] falseAlarms = result.Weighted(reading => reading.FalseAlarms);
        for (int i = 0; i < falseAlarms.Length; i++)
        {
            falseAlarms[i] = (underAttack * falseAlarms[i]) + ((1 - underAttack) * result.FalseAlarmsAlone[i]);
        }

        Add(doubts, FitDoubtKind.FalseAlarms, Values(assumptions.FalseAlarmFactors), model.FalseWeights, falseAlarms);
        AddSpeed(doubts);
        Add(
            doubts,
            FitDoubtKind.Detection,
            Values(assumptions.DetectionFactors),
            model.DetectionWeights,
            result.Weighted(reading => reading.Detections)
        );
        Add(
            doubts,
            FitDoubtKind.Attacker,
            [.. model.Attackers.Select(attacker => attacker.TimeFactor)],
            model.AttackerWeights,
            result.Weighted(reading => reading.Attackers)
        );
        AddKinds(doubts, underAttack);
        doubts = [.. doubts.OrderByDescending(doubt => doubt.Verdict).ThenByDescending(doubt => doubt.Factor)];
        return new EvidenceFit(doubts.Count == 0 ? FitVerdict.Fits : doubts[0].Verdict, [.. doubts]);
    }

    private static double[] Values(ImmutableArray<WeightedValue> values) => [.. values.Select(value => value.Value)];

    private void Add(List<FitDoubt> doubts, FitDoubtKind kind, double[] values, double[] before, double[] after)
    {
        int best = -1;
        double doubtBefore = 0;
        double doubtAfter = 0;
        for (int i = 1; i < after.Length; i++)
        {
            if (kind == FitDoubtKind.Attacker || values[i] / values[0] is <= 1 / SameRate or >= SameRate)
            {
                doubtBefore += before[i];
                doubtAfter += after[i];
                best = best < 0 || after[i] > after[best] ? i : best;
            }
        }

        if (doubtBefore > 0)
        {
            string subject = kind == FitDoubtKind.Attacker ? model.Attackers[best].Name : "";
            doubts.Add(Doubt(kind, subject, values[best], doubtBefore, doubtAfter, Poor, Strong));
        }
    }

    // The attacker's own factor counts too, so that one who is slow by nature is no surprise twice.
    private void AddSpeed(List<FitDoubt> doubts)
    {
        double expected = Math.Log(model.Attackers[0].TimeFactor);
        double limit = Math.Log(SameSpeed);
        double before = 0;
        for (int attacker = 0; attacker < model.Attackers.Length; attacker++)
        {
            double own = Math.Log(model.Attackers[attacker].TimeFactor) - expected;
            before +=
                model.AttackerWeights[attacker]
                * (model.Speed.Above(limit - own) + 1 - model.Speed.Above(-limit - own));
        }

        if (before > 0)
        {
            (double after, double mean) = result.Speed(expected, limit);
            doubts.Add(Doubt(FitDoubtKind.Speed, "", Math.Exp(mean), before, after, Poor, Strong));
        }
    }

    private void AddKinds(List<FitDoubt> doubts, double underAttack)
    {
        double[] dead = result.Weighted(reading => reading.Dead);
        for (int kind = 0; kind < dead.Length; kind++)
        {
            double coverage = detectors.Coverage[kind];
            if (coverage is < Expected or >= 1 || detectors.KindAlarms[kind] > 0)
            {
                continue;
            }

            double alone = 0;
            for (int factor = 0; factor < result.FalseAlarmsAlone.Length; factor++)
            {
                alone +=
                    result.FalseAlarmsAlone[factor]
                    * (1 - coverage)
                    / Math.Exp(detectors.OfKind(kind, detectors.AloneByKind[factor][kind]));
            }

            double after = (underAttack * dead[kind]) + ((1 - underAttack) * alone);
            doubts.Add(
                Doubt(
                    FitDoubtKind.Detector,
                    detectors.KindNames[kind],
                    after,
                    1 - coverage,
                    after,
                    PoorOfMany,
                    StrongOfMany
                )
            );
        }
    }

    private FitDoubt Doubt(
        FitDoubtKind kind,
        string subject,
        double value,
        double before,
        double after,
        double poor,
        double strong
    )
    {
        // No more is claimed than that many histories can show.
        double least = 0.5 / result.Effective;
        double seen = Math.Clamp(after, least, 1 - least);
        double factor = before <= 0 ? 1 : seen / (1 - seen) * (1 - before) / before;
        FitVerdict verdict =
            factor >= strong ? FitVerdict.DoesNotFit
            : factor >= poor ? FitVerdict.FitsPoorly
            : FitVerdict.Fits;
        return new FitDoubt(kind, subject, value, before, after, factor, verdict);
    }
}
