using Pollux.Simulation.Chance;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;

namespace Pollux.Simulation.Campaigns;

/// <summary>
/// Looks at each sample of one thread with the eyes of one campaign, and counts. Counts merge exactly and times are written by the
/// sample's number, so the result does not depend on which thread saw which sample.
/// </summary>
/// <remarks>
/// A technique is done when the first step that stands for it is reached. What is performed for it is the way that was taken to that
/// step: each step back to the one that it waited for. Only steps on such ways can be seen; what else the attacker could reach is not
/// counted, so that what is seen is what the campaign itself shows at least.
/// </remarks>
internal sealed class CampaignSampler
{
    private readonly CampaignPlan campaign;
    private readonly SimulationPlan plan;
    private readonly DetectorTable detectors;
    private readonly CampaignTimes rows;
    private readonly ulong seed;
    private readonly double[] time;
    private readonly int[] doneAt;
    private readonly double[] inOrder;
    private readonly double[] chain;
    private readonly Dictionary<int, double> seenAt = [];
    private readonly bool[] firedNow;

    public CampaignSampler(
        CampaignPlan campaign,
        SimulationPlan plan,
        DetectorTable detectors,
        CampaignTimes rows,
        ulong seed
    )
    {
        this.campaign = campaign;
        this.plan = plan;
        this.detectors = detectors;
        this.rows = rows;
        this.seed = seed;
        int techniques = campaign.Matches.Length;
        time = new double[techniques];
        doneAt = new int[techniques];
        inOrder = new double[techniques];
        chain = new double[campaign.Phases.Length];
        firedNow = new bool[detectors.Detectors.Length];
        Done = new int[techniques];
        DoneInOrder = new int[techniques];
        SeenDoing = new int[techniques];
        PassedAlone = new int[campaign.Phases.Length];
        PassedInOrder = new int[campaign.Phases.Length];
        Fired = new int[detectors.Detectors.Length];
    }

    public int[] Done { get; }

    public int[] DoneInOrder { get; }

    /// <summary>In how many samples a detector reported the step that did each technique.</summary>
    public int[] SeenDoing { get; }

    public int[] PassedAlone { get; }

    public int[] PassedInOrder { get; }

    /// <summary>In how many samples each detector reported anything.</summary>
    public int[] Fired { get; }

    /// <summary>In how many samples anything was reported.</summary>
    public int Seen { get; private set; }

    /// <summary>In how many samples the campaign got through, and something had been reported by then.</summary>
    public int SeenBeforeThrough { get; private set; }

    /// <summary>Looks at the worker's last sample.</summary>
    public void Observe(SampleWorker worker, PathTracer tracer, int sample)
    {
        FindTechniques(worker);
        FollowPhases();
        double firstSeen = Watch(worker, tracer, (uint)sample);
        Count(firstSeen);
        rows.Keep(sample, time, chain, firstSeen);
    }

    private void FindTechniques(SampleWorker worker)
    {
        for (int technique = 0; technique < time.Length; technique++)
        {
            double first = double.PositiveInfinity;
            int node = campaign.Certain[technique];
            if (node >= 0)
            {
                first = 0;
            }
            else
            {
                foreach (int candidate in campaign.Active[technique])
                {
                    double reached = worker.TimeOf(plan.ActiveOf[candidate]);
                    if (reached < first)
                    {
                        first = reached;
                        node = candidate;
                    }
                }
            }

            time[technique] = first;
            doneAt[technique] = node;
            inOrder[technique] = double.PositiveInfinity;
        }
    }

    // The attacker loses nothing by waiting, so a technique that was possible early is done when its turn comes.
    private void FollowPhases()
    {
        double before = 0;
        for (int phase = 0; phase < chain.Length; phase++)
        {
            int[] techniques = campaign.Phases[phase];
            if (techniques.Length == 0)
            {
                chain[phase] = before;
                continue;
            }

            bool all = campaign.Campaign.Phases[phase].Needs == PhaseNeeds.All;
            double alone = all ? 0 : double.PositiveInfinity;
            foreach (int technique in techniques)
            {
                alone = all ? Math.Max(alone, time[technique]) : Math.Min(alone, time[technique]);
                inOrder[technique] = Math.Min(inOrder[technique], Math.Max(before, time[technique]));
            }

            PassedAlone[phase] += double.IsFinite(alone) ? 1 : 0;
            before = Math.Max(before, alone);
            chain[phase] = before;
        }
    }

    private double Watch(SampleWorker worker, PathTracer tracer, uint sample)
    {
        seenAt.Clear();
        Array.Clear(firedNow);
        double first = double.PositiveInfinity;
        for (int technique = 0; technique < time.Length; technique++)
        {
            if (!double.IsFinite(time[technique]))
            {
                continue;
            }

            for (int node = doneAt[technique]; node >= 0; node = tracer.Predecessor(worker, node))
            {
                if (seenAt.ContainsKey(node))
                {
                    break;
                }

                double reported = Report(node, sample) ? TimeOf(worker, node) : double.PositiveInfinity;
                seenAt.Add(node, reported);
                first = Math.Min(first, reported);
            }

            SeenDoing[technique] += double.IsFinite(seenAt[doneAt[technique]]) ? 1 : 0;
        }

        return first;
    }

    private bool Report(int node, uint sample)
    {
        bool reported = false;
        foreach (StepDetector detector in detectors.Of(node))
        {
            StepChance chance = new(seed, sample, StepKey.Of(KeyOf(node), detector.Key));
            if (chance.NextUniform() < detector.Rate)
            {
                reported = true;
                firedNow[detector.Detector] = true;
            }
        }

        return reported;
    }

    private ulong KeyOf(int node) => plan.ActiveOf[node] is >= 0 and var step ? plan.Keys[step] : detectors.KeyOf(node);

    private double TimeOf(SampleWorker worker, int node) =>
        plan.IsCertain(node) ? 0 : worker.TimeOf(plan.ActiveOf[node]);

    private void Count(double firstSeen)
    {
        for (int technique = 0; technique < time.Length; technique++)
        {
            bool done = double.IsFinite(time[technique]);
            Done[technique] += done ? 1 : 0;
            DoneInOrder[technique] += double.IsFinite(inOrder[technique]) ? 1 : 0;
        }

        for (int phase = 0; phase < chain.Length; phase++)
        {
            PassedInOrder[phase] += campaign.Phases[phase].Length > 0 && double.IsFinite(chain[phase]) ? 1 : 0;
        }

        for (int detector = 0; detector < firedNow.Length; detector++)
        {
            Fired[detector] += firedNow[detector] ? 1 : 0;
        }

        Seen += double.IsFinite(firstSeen) ? 1 : 0;
        SeenBeforeThrough += chain.Length > 0 && double.IsFinite(chain[^1]) && firstSeen <= chain[^1] ? 1 : 0;
    }
}
