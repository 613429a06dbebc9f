using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>Unfolds a language over a model, asset by asset; see <see cref="AttackGraph"/> for the order of nodes.</summary>
internal sealed class AttackGraphBuilder(LanguageGraph language, InstanceModel model, DiagnosticBag diagnostics)
{
    public AttackGraph Build(CancellationToken cancellationToken)
    {
        AssetType[] types = ResolveTypes();
        CheckDefenses(types);
        LinkTable links = PathEvaluator.Bind(language, model, types, ReportLink);
        int[] firstNode = new int[types.Length + 1];
        for (int asset = 0; asset < types.Length; asset++)
        {
            firstNode[asset + 1] = firstNode[asset] + (types[asset]?.Steps.Length ?? 0);
        }

        int nodeCount = firstNode[^1];
        int[] assetOfNode = new int[nodeCount];
        bool[] holds = new bool[nodeCount];
        EdgeWriter edges = new(nodeCount);
        PathEvaluator evaluator = new(language, links, types);
        for (int asset = 0; asset < types.Length; asset++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (types[asset] is not { } type)
            {
                continue;
            }

            evaluator.Begin(asset);
            for (int i = 0; i < type.Steps.Length; i++)
            {
                LanguageStep step = type.Steps[i];
                int node = firstNode[asset] + i;
                assetOfNode[node] = asset;
                holds[node] = step.Type switch
                {
                    StepType.Exist => Exists(step, evaluator),
                    StepType.NotExist => !Exists(step, evaluator),
                    _ => false,
                };
                edges.BeginNode(node);
                foreach (StepTarget target in step.Reaches)
                {
                    foreach (int found in evaluator.Evaluate(target.Path))
                    {
                        int targetStep = types[found].StepByName(target.NameIndex);
                        if (targetStep >= 0)
                        {
                            edges.Add(firstNode[found] + targetStep);
                        }
                    }
                }
            }
        }

        (int[] childStart, int[] children) = edges.Finish();
        return new AttackGraph(
            language,
            model,
            new AttackGraphArrays(
                firstNode,
                types,
                assetOfNode,
                childStart,
                children,
                holds,
                StepTimes.Compile(language, diagnostics)
            )
        );
    }

    // Any of several requirements is enough, for E and for !E alike (mal-semantics of MAL-Toolbox; with one requirement,
    // as in every published language, all implementations agree).
    private static bool Exists(LanguageStep step, PathEvaluator evaluator)
    {
        foreach (AssetPath requirement in step.Requires)
        {
            if (evaluator.Evaluate(requirement).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    private AssetType[] ResolveTypes()
    {
        var types = new AssetType[model.Assets.Length];
        for (int i = 0; i < types.Length; i++)
        {
            InstanceAsset asset = model.Assets[i];
            if (!language.TypesByName.TryGetValue(asset.Type, out AssetType? type))
            {
                Report(
                    AttackGraphRules.UnknownType,
                    asset.Name,
                    $"The asset '{asset.Name}' has the type '{asset.Type}', which {language.Specification.Id} does not define; it is left out."
                );
                continue;
            }

            types[i] = type;
            if (type.IsAbstract)
            {
                Report(
                    AttackGraphRules.AbstractType,
                    asset.Name,
                    $"The asset '{asset.Name}' has the abstract type '{asset.Type}'."
                );
            }
        }

        return types;
    }

    private void CheckDefenses(AssetType[] types)
    {
        for (int i = 0; i < types.Length; i++)
        {
            InstanceAsset asset = model.Assets[i];
            foreach ((string defense, double probability) in asset.Defenses)
            {
                if (types[i] is not { } type)
                {
                    break;
                }

                if (type.FindStep(defense) is not { Type: StepType.Defense })
                {
                    Report(
                        AttackGraphRules.UnknownDefense,
                        $"{asset.Name}:{defense}",
                        $"'{asset.Type}' has no defence '{defense}', which the asset '{asset.Name}' sets; ignored."
                    );
                }
                else if (probability is not (>= 0 and <= 1))
                {
                    Report(
                        AttackGraphRules.BadProbability,
                        $"{asset.Name}:{defense}",
                        $"The probability {probability} of the defence '{asset.Name}:{defense}' is not from 0 to 1; the language's default is used."
                    );
                }
            }
        }
    }

    private void ReportLink(InstanceLink link, string reason)
    {
        string left = model.Assets[link.Left].Name;
        string right = model.Assets[link.Right].Name;
        Report(
            AttackGraphRules.UnknownField,
            left,
            $"The link of '{left}' and '{right}' ({link.LeftField}, {link.RightField}) is left out: {reason}."
        );
    }

    private void Report(DiagnosticRule rule, string record, string message) =>
        diagnostics.Add(rule, message, record: record);

    /// <summary>Writes edges in compressed sparse rows, node by node, each edge once.</summary>
    private sealed class EdgeWriter(int nodeCount)
    {
        private readonly int[] childStart = new int[nodeCount + 1];
        private readonly int[] lastParent = FilledWithMinusOne(nodeCount);
        private int[] children = new int[Math.Max(16, 2 * nodeCount)];
        private int count;
        private int current = -1;

        public void BeginNode(int node)
        {
            current = node;
            childStart[node] = count;
        }

        public void Add(int child)
        {
            if (lastParent[child] == current)
            {
                return;
            }

            lastParent[child] = current;
            if (count == children.Length)
            {
                Array.Resize(ref children, 2 * children.Length);
            }

            children[count++] = child;
        }

        public (int[] ChildStart, int[] Children) Finish()
        {
            childStart[^1] = count;
            return (childStart, children.AsSpan(0, count).ToArray());
        }

        private static int[] FilledWithMinusOne(int length)
        {
            int[] array = new int[length];
            Array.Fill(array, -1);
            return array;
        }
    }
}
