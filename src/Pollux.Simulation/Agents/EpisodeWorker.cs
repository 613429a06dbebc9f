using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Agents;

/// <summary>
/// Plays episodes of a plan, one after the other, on one thread. Allocates when it is made, not per turn or episode, unless the
/// episode is traced.
/// </summary>
internal sealed class EpisodeWorker
{
    private const int CheckEvery = 4_096;
    private static readonly ulong DetectPurpose = StepKey.OfName("detector");

    private readonly EpisodePlan plan;
    private readonly EpisodeSettings settings;
    private readonly EpisodeTables tables;
    private readonly World world;
    private readonly AttackerState[] attackers;
    private readonly DefenderState[] defenders;
    private readonly Ledger ledger;
    private readonly FalseAlarms alarms;
    private readonly Action<int, int> traceAlarm;
    private readonly int[][] goalOf;
    private readonly int[] accounted;
    private readonly int[] choices;
    private readonly int[] defenses;
    private readonly bool[] isDone;
    private TraceBuilder? trace;
    private uint episode;
    private int turn;
    private int running;

    public EpisodeWorker(EpisodePlan plan, EpisodeTables tables)
    {
        this.plan = plan;
        this.tables = tables;
        settings = plan.Scenario.Settings;
        world = World.For(plan);
        attackers =
        [
            .. Enumerable.Range(0, plan.Scenario.Attackers.Length).Select(i => new AttackerState(plan, i, world)),
        ];
        defenders =
        [
            .. Enumerable.Range(0, plan.Scenario.Defenders.Length).Select(i => new DefenderState(plan, i, world)),
        ];
        ledger = new Ledger(plan, attackers, defenders);
        alarms = new FalseAlarms(plan.Detectors.FalseAlarms);
        traceAlarm = (detector, when) => trace!.AddLog(when, EpisodeEventKind.FalseLog, detector, plan.Detectors, null);
        goalOf = [.. plan.Scenario.Attackers.Select((attacker, i) => GoalsOf(attacker, plan.GoalStart[i]))];
        accounted = new int[attackers.Length];
        choices = new int[attackers.Length];
        defenses = new int[defenders.Length];
        isDone = new bool[attackers.Length];
        Counts = new EpisodeCounts(plan.Traits.Length, plan.Detectors.All.Length, defenders.Length);
    }

    /// <summary>What it counted.</summary>
    public EpisodeCounts Counts { get; }

    /// <summary>How many turns it played.</summary>
    public long TurnsPlayed { get; private set; }

    /// <summary>Plays one episode.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="traceBuilder">Told of everything that happens; null when nobody looks.</param>
    /// <param name="cancellationToken">Checked every few thousand turns.</param>
    public void Run(int number, TraceBuilder? traceBuilder, CancellationToken cancellationToken)
    {
        trace = traceBuilder;
        episode = (uint)number;
        turn = 0;
        trace?.Begin();
        Begin();
        while (running > 0 && turn < settings.MaximumTurns)
        {
            if (turn % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            turn++;
            Choose();
            Defend();
            Attack();
            Settle();
            ledger.EndTurn(trace);
        }

        TurnsPlayed += turn;
        Finish(number);
    }

    private static int[] AllMinusOne(int count)
    {
        int[] array = new int[count];
        Array.Fill(array, -1);
        return array;
    }

    private int[] GoalsOf(AttackerAgent attacker, int first)
    {
        int[] goals = AllMinusOne(plan.Traits.Length);
        for (int i = 0; i < attacker.Goals.Length; i++)
        {
            goals[attacker.Goals[i]] = first + i;
        }

        return goals;
    }

    private void Begin()
    {
        world.CopyFrom(plan.Start);
        foreach (int defense in plan.Uncertain.AsSpan())
        {
            StepChance chance = new(settings.Seed, episode, plan.Keys[defense]);
            if (chance.NextUniform() < plan.Graph.DefenseProbabilityOf(defense))
            {
                world.SwitchOn(defense);
            }
        }

        foreach (int[] turns in tables.GoalTurns)
        {
            turns[episode] = -1;
        }

        ledger.Begin(episode, world);
        ReportDefenses();
        Array.Clear(accounted);
        Array.Clear(isDone);
        running = attackers.Length;
        foreach (DefenderState defender in defenders)
        {
            defender.Begin(episode);
        }

        foreach (AttackerState attacker in attackers)
        {
            attacker.Begin(episode);
        }

        Settle();
        ledger.Start();
    }

    private void ReportDefenses()
    {
        for (int node = 0; trace is not null && node < world.IsOn.Length; node++)
        {
            if (world.IsOn[node])
            {
                trace.Add(0, EpisodeEventKind.OnAtStart, -1, node);
            }
        }
    }

    // All choose by what the turn before left; only then anything happens.
    private void Choose()
    {
        for (int i = 0; i < defenders.Length; i++)
        {
            defenses[i] = defenders[i].Choose();
        }

        for (int i = 0; i < attackers.Length; i++)
        {
            choices[i] = isDone[i] ? -1 : attackers[i].Choose();
        }
    }

    private void Defend()
    {
        for (int i = 0; i < defenders.Length; i++)
        {
            int defense = defenses[i];
            if (defense < 0 || world.IsOn[defense])
            {
                continue;
            }

            ReadOnlySpan<int> necessary = world.SwitchOn(defense);
            foreach (AttackerState attacker in attackers)
            {
                attacker.MadeNecessary(necessary);
            }

            foreach (DefenderState other in defenders)
            {
                other.SwitchedOn(defense);
            }

            ledger.SwitchedOn(defense);
            tables.SwitchedOn[i][episode]++;
            Counts.SwitchedOn[defense]++;
            Counts.SwitchTurns[defense] += turn;
            trace?.Add(turn, EpisodeEventKind.SwitchedOn, i, defense);
        }
    }

    private void Attack()
    {
        for (int i = 0; i < attackers.Length; i++)
        {
            int node = choices[i];
            if (node < 0)
            {
                continue;
            }

            AttemptResult result = attackers[i].Attempt(node, out int attempt);
            if (result == AttemptResult.Failed)
            {
                ledger.Failed(i);
            }

            trace?.Add(
                turn,
                result switch
                {
                    AttemptResult.Failed => EpisodeEventKind.Failed,
                    AttemptResult.Blocked => EpisodeEventKind.Blocked,
                    _ => EpisodeEventKind.Performed,
                },
                i,
                node,
                attempt
            );
        }
    }

    // What was performed is counted, seen and logged; then who is done is found.
    private void Settle()
    {
        for (int i = 0; i < attackers.Length; i++)
        {
            AttackerState attacker = attackers[i];
            for (int position = accounted[i]; position < attacker.PerformedCount; position++)
            {
                Account(i, attacker.Order[position]);
            }

            accounted[i] = attacker.PerformedCount;
        }

        for (int i = 0; i < defenders.Length; i++)
        {
            foreach (int node in defenders[i].Imagine())
            {
                Counts.Imagined[i]++;
                trace?.Add(turn, EpisodeEventKind.Imagined, i, node);
            }
        }

        for (int i = 0; i < attackers.Length; i++)
        {
            attackers[i].TellOffered();
            if (!isDone[i] && OutcomeOf(attackers[i]) is { } outcome)
            {
                isDone[i] = true;
                running--;
                tables.Outcomes[i][episode] = outcome;
            }
        }
    }

    private static AttackerOutcome? OutcomeOf(AttackerState attacker) =>
        attacker switch
        {
            { GoalsLeft: 0, Agent.Goals.IsEmpty: false } => AttackerOutcome.GoalsReached,
            { SurfaceCount: 0 } => AttackerOutcome.NothingLeft,
            { GivesUp: true } => AttackerOutcome.GaveUp,
            _ => null,
        };

    private void Account(int index, int node)
    {
        int goal = goalOf[index][node];
        if (goal >= 0)
        {
            tables.GoalTurns[goal][episode] = turn;
        }

        if (trace is not null && (turn == 0 || choices[index] != node))
        {
            bool isEntry = turn == 0 && IsEntry(attackers[index].Agent, node);
            trace.Add(turn, isEntry ? EpisodeEventKind.Entered : EpisodeEventKind.Effect, index, node);
        }

        bool isFirst = world.CompromisedAt[node] < 0;
        if (isFirst)
        {
            world.CompromisedAt[node] = turn;
            Counts.Compromised[node]++;
        }

        ledger.Performed(index, node, isFirst);
        Detect(index, node);
        for (int i = 0; i < defenders.Length; i++)
        {
            bool seen = defenders[i].Watch(episode, turn, node);
            (seen ? Counts.Seen : Counts.Missed)[i]++;
            trace?.Add(turn, seen ? EpisodeEventKind.Seen : EpisodeEventKind.Missed, i, node);
        }
    }

    // By itself, as its closure would be allocated for every step otherwise.
    private static bool IsEntry(AttackerAgent agent, int node) => agent.EntrySets.Any(set => set.Contains(node));

    private void Detect(int index, int node)
    {
        (int first, int end) = plan.Detectors.Of(node);
        for (int detector = first; detector < end; detector++)
        {
            ulong stream = StepKey.Of(plan.Keys[node], DetectPurpose + (ulong)(detector - first));
            StepChance chance = new(settings.Seed, episode, StepKey.Of(stream, (ulong)index));
            bool logs = chance.NextUniform() < plan.Detectors.TrueRates[detector];
            (logs ? Counts.Logged : Counts.NotLogged)[detector]++;
            trace?.AddLog(
                turn,
                logs ? EpisodeEventKind.Logged : EpisodeEventKind.NotLogged,
                detector,
                plan.Detectors,
                world
            );
        }
    }

    private void Finish(int number)
    {
        tables.Turns[number] = turn;
        alarms.Draw(settings.Seed, episode, turn, Counts.FalseLogs, trace is null ? null : traceAlarm);
        for (int i = 0; i < attackers.Length; i++)
        {
            if (!isDone[i])
            {
                tables.Outcomes[i][number] = AttackerOutcome.OutOfTurns;
            }

            tables.AttackerRewards[i][number] = ledger.AttackerTotal(i);
            tables.Performed[i][number] = attackers[i].PerformedCount;
            tables.Failures[i][number] = attackers[i].Failures;
        }

        for (int i = 0; i < defenders.Length; i++)
        {
            tables.DefenderRewards[i][number] = ledger.DefenderTotal(i);
        }
    }
}
