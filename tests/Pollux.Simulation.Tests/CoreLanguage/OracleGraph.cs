using Pollux.Language.Specification;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>An attack graph in the plainest form, by full names <c>asset:step</c>.</summary>
/// <param name="Kinds">The kind of every node.</param>
/// <param name="Parents">The nodes that lead to each node.</param>
/// <param name="Open">Defences that are off and existence steps that apply.</param>
internal sealed record OracleGraph(
    Dictionary<string, StepType> Kinds,
    Dictionary<string, HashSet<string>> Parents,
    HashSet<string> Open
)
{
    /// <summary>
    /// What holds in the dynamics of shortest time (<c>pollux attack simulate</c>): what is open counts as reached, an AND
    /// step needs all its parents.
    /// </summary>
    public HashSet<string> ReachInShortestTime(IEnumerable<string> entries)
    {
        HashSet<string> reached = new(Open.Concat(entries), StringComparer.Ordinal);
        Repeat(
            reached,
            (step, parents) =>
                Kinds[step] switch
                {
                    StepType.Or => parents.Any(reached.Contains),
                    StepType.And => parents.Count > 0 && parents.All(reached.Contains),
                    _ => false,
                }
        );
        return reached;
    }

    /// <summary>
    /// What an agent can perform, as in mal-simulator: nothing is reached by being open; a step is performed from a parent that
    /// was performed, an AND step when all its necessary parents were, unless a closed defence or existence step bars it.
    /// </summary>
    public HashSet<string> ReachByAgent(IEnumerable<string> entries)
    {
        HashSet<string> needless = NeedlessSteps();
        HashSet<string> performed = new(entries, StringComparer.Ordinal);
        Repeat(
            performed,
            (step, parents) =>
                Kinds[step] switch
                {
                    StepType.Or => parents.Any(performed.Contains),
                    StepType.And => parents.Any(performed.Contains)
                        && !parents.Any(IsBar)
                        && parents.All(parent => needless.Contains(parent) || performed.Contains(parent)),
                    _ => false,
                }
        );
        return performed;
    }

    private bool IsBar(string node) => Kinds[node] is not (StepType.Or or StepType.And) && !Open.Contains(node);

    // A step that nobody has to perform: an open defence, an OR step with such a parent, an AND step with only such parents.
    private HashSet<string> NeedlessSteps()
    {
        HashSet<string> needless = new(Open, StringComparer.Ordinal);
        Repeat(
            needless,
            (step, parents) =>
                Kinds[step] switch
                {
                    StepType.Or => parents.Any(needless.Contains),
                    StepType.And => parents.Count > 0 && parents.All(needless.Contains),
                    _ => false,
                }
        );
        return needless;
    }

    private void Repeat(HashSet<string> found, Func<string, HashSet<string>, bool> isFound)
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach ((string step, HashSet<string> parents) in Parents)
            {
                changed |= !found.Contains(step) && isFound(step, parents) && found.Add(step);
            }
        }
    }
}
