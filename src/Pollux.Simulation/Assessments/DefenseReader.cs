using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Modelling;
using Pollux.Modelling.Vulnerabilities;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Assessments;

/// <summary>Finds the defences that act on a step, and says how they stand and why.</summary>
internal sealed class DefenseReader(AttackGraph graph, LanguagePack? pack, ModelledTwin? modelled)
{
    // A gate is reached when its defence is off or defeated; an and-gate gathers several. Deeper nesting does not occur.
    private const int GateDepth = 2;

    /// <summary>
    /// The defence nodes that act on a step of a path, ascending: its own defence parents, and those of the gates that it also
    /// needs. An or-step is not stopped by a defence beside the way that was taken.
    /// </summary>
    /// <param name="node">The step.</param>
    /// <param name="cameFromDefense">True when the path itself begins with a defence of this step being off.</param>
    public SortedSet<int> ActingOn(int node, bool cameFromDefense)
    {
        SortedSet<int> found = [];
        if (cameFromDefense || graph.StepOf(node).Type == StepType.And)
        {
            Gather(node, GateDepth, found);
        }

        return found;
    }

    public HopDefense Read(int node)
    {
        int asset = graph.AssetIndexOf(node);
        string name = graph.StepOf(node).Name;
        DefenseWords? words = pack?.WordsOfDefense(graph.AssetOf(node).Type, name);
        bool isKnown = graph.AssetOf(node).Defenses.ContainsKey(name);
        return new HopDefense(
            graph.NameOf(node),
            words?.Label ?? name,
            graph.DefenseProbabilityOf(node),
            isKnown,
            isKnown && modelled?.AssetGrounds[asset].Defenses.TryGetValue(name, out Grounds? grounds) == true
                ? grounds.Reason
                : "Nobody says; the language's default.",
            [.. (words?.Mitigations ?? []).Select(mitigation => mitigation.Id)],
            string.IsNullOrEmpty(words?.Requirement) ? null : words.Requirement
        );
    }

    /// <summary>True for a defence of a flaw that nobody knows yet.</summary>
    public bool IsOfUnknownFlaw(int node) =>
        string.Equals(
            modelled?.AssetGrounds[graph.AssetIndexOf(node)].Existence.Rule,
            UnknownFlaws.Rule,
            StringComparison.Ordinal
        );

    public DefenseWords? WordsOf(int node) => pack?.WordsOfDefense(graph.AssetOf(node).Type, graph.StepOf(node).Name);

    private void Gather(int node, int depth, SortedSet<int> found)
    {
        foreach (int parent in graph.ParentsOf(node))
        {
            LanguageStep step = graph.StepOf(parent);
            if (step.Type == StepType.Defense)
            {
                found.Add(parent);
            }
            else if (depth > 0 && IsGate(parent, step) && graph.AssetIndexOf(parent) == graph.AssetIndexOf(node))
            {
                Gather(parent, depth - 1, found);
            }
        }
    }

    // An or-step with a defence above it is one: reached when that is off, or when the attacker defeats it. An and-step is one
    // when it only gathers defences and such gates.
    private bool IsGate(int node, LanguageStep step)
    {
        if (!step.IsAttackStep || step.Ttc is not null)
        {
            return false;
        }

        if (step.Type == StepType.Or)
        {
            return HasDefense(node);
        }

        foreach (int parent in graph.ParentsOf(node))
        {
            StepType above = graph.StepOf(parent).Type;
            if (above != StepType.Defense && (above != StepType.Or || !HasDefense(parent)))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasDefense(int node)
    {
        foreach (int parent in graph.ParentsOf(node))
        {
            if (graph.StepOf(parent).Type == StepType.Defense)
            {
                return true;
            }
        }

        return false;
    }
}
