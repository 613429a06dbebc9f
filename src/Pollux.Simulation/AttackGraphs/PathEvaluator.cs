using System.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>
/// Evaluates asset expressions on the instances of a model. Sets are slices of one growing array; a set that several
/// expressions need from the same start is evaluated once. Not safe for several threads.
/// </summary>
internal sealed class PathEvaluator
{
    private readonly LinkTable links;
    private readonly AssetType[] typeOfAsset;
    private readonly bool[] isSubType;
    private readonly int typeCount;
    private readonly int[] seenBy;
    private readonly Dictionary<(int Path, int Start), (int Start, int Length)> known = [];
    private int[] sets = new int[1024];
    private int used;
    private int stamp;

    public PathEvaluator(LanguageGraph language, InstanceModel model, AssetType[] typeOfAsset)
        : this(language, Bind(language, model, typeOfAsset, (_, _) => { }), typeOfAsset) { }

    public PathEvaluator(LanguageGraph language, LinkTable links, AssetType[] typeOfAsset)
    {
        this.links = links;
        this.typeOfAsset = typeOfAsset;
        typeCount = language.Types.Length;
        isSubType = new bool[typeCount * typeCount];
        foreach (AssetType type in language.Types)
        {
            for (AssetType? ancestor = type; ancestor is not null; ancestor = ancestor.Super)
            {
                isSubType[(type.Index * typeCount) + ancestor.Index] = true;
            }
        }

        seenBy = new int[typeOfAsset.Length];
    }

    /// <summary>Finds the association of each link.</summary>
    /// <param name="language">The language.</param>
    /// <param name="model">The model.</param>
    /// <param name="typeOfAsset">The type of each asset; null for an unknown one, whose links are left out silently.</param>
    /// <param name="refused">Told of each link that fits no association.</param>
    public static LinkTable Bind(
        LanguageGraph language,
        InstanceModel model,
        AssetType[] typeOfAsset,
        Action<InstanceLink, string> refused
    )
    {
        List<(int, int, AssociationEnd)> bound = new(model.Links.Length);
        HashSet<InstanceLink> seen = new(model.Links.Length);
        foreach (InstanceLink link in model.Links)
        {
            if (typeOfAsset[link.Left] is not { } left || typeOfAsset[link.Right] is not { } right || !seen.Add(link))
            {
                continue;
            }

            if (!left.Fields.TryGetValue(link.RightField, out AssociationEnd? toRight))
            {
                refused(link, $"{left.Name} has no field '{link.RightField}'");
            }
            else if (!string.Equals(toRight.OppositeField, link.LeftField, StringComparison.Ordinal))
            {
                refused(
                    link,
                    $"the way back from '{link.RightField}' is '{toRight.OppositeField}', not '{link.LeftField}'"
                );
            }
            else if (!right.Is(toRight.Target))
            {
                refused(link, $"'{link.RightField}' leads to {toRight.Target.Name}, and this is a {right.Name}");
            }
            else
            {
                // A link is one link however it is written down, from its left end or its right.
                bound.Add(
                    toRight.IsLeft
                        ? (link.Right, link.Left, language.Ends[toRight.OppositeIndex]!)
                        : (link.Left, link.Right, toRight)
                );
            }
        }

        return new LinkTable(model.Assets.Length, [.. bound.Distinct()]);
    }

    /// <summary>Starts evaluating from one asset; forgets all former sets.</summary>
    public void Begin(int asset)
    {
        known.Clear();
        sets[0] = asset;
        used = 1;
    }

    /// <summary>The assets that a path finds from the asset of the last <see cref="Begin"/>; valid until the next call.</summary>
    public ReadOnlySpan<int> Evaluate(AssetPath path)
    {
        (int start, int length) = Evaluate(path, 0, 1);
        return sets.AsSpan(start, length);
    }

    private (int Start, int Length) Evaluate(AssetPath path, int start, int length)
    {
        if (path.Kind == AssetPathKind.Self)
        {
            return (start, length);
        }

        // Sets are never moved or changed, so where a set starts says which set it is. Two sets of one start but different
        // length occur only when the first is empty: from the empty set every path gives the empty set.
        if (length == 0)
        {
            return (start, 0);
        }

        if (path.IsShared && known.TryGetValue((path.Index, start), out (int, int) found))
        {
            return found;
        }

        (int Start, int Length) result = path.Kind switch
        {
            AssetPathKind.Field => Follow(path.Field!.Index, start, length),
            AssetPathKind.Collect => Collect(path, start, length),
            AssetPathKind.Union or AssetPathKind.Intersection or AssetPathKind.Difference => Combine(
                path,
                start,
                length
            ),
            AssetPathKind.Transitive => Close(path.Left!, start, length),
            AssetPathKind.SubType => Filter(path, start, length),
            _ => throw new UnreachableException(),
        };
        if (path.IsShared)
        {
            known[(path.Index, start)] = result;
        }

        return result;
    }

    private (int Start, int Length) Follow(int end, int start, int length)
    {
        int mark = ++stamp;
        int first = used;
        for (int i = start; i < start + length; i++)
        {
            foreach (int target in links.From(sets[i], end))
            {
                if (seenBy[target] != mark)
                {
                    seenBy[target] = mark;
                    Append(target);
                }
            }
        }

        return (first, used - first);
    }

    private (int Start, int Length) Collect(AssetPath path, int start, int length)
    {
        (int leftStart, int leftLength) = Evaluate(path.Left!, start, length);
        return path.Right!.IsDistributive || leftLength <= 1
            ? Evaluate(path.Right, leftStart, leftLength)
            : EvaluateEach(path.Right, leftStart, leftLength);
    }

    // Difference and intersection are meant per asset: what holds for one start must not be taken away by another.
    private (int Start, int Length) EvaluateEach(AssetPath path, int start, int length)
    {
        List<(int Start, int Length)> parts = new(length);
        for (int i = start; i < start + length; i++)
        {
            // A slice of one asset starts where the whole set may start too, so it is copied to a start of its own.
            int single = used;
            Append(sets[i]);
            parts.Add(Evaluate(path, single, 1));
        }

        int mark = ++stamp;
        int first = used;
        foreach ((int partStart, int partLength) in parts)
        {
            AppendNew(partStart, partLength, mark);
        }

        return (first, used - first);
    }

    private (int Start, int Length) Combine(AssetPath path, int start, int length)
    {
        (int leftStart, int leftLength) = Evaluate(path.Left!, start, length);
        (int rightStart, int rightLength) = Evaluate(path.Right!, start, length);
        int mark = ++stamp;
        int first = used;
        if (path.Kind == AssetPathKind.Union)
        {
            AppendNew(leftStart, leftLength, mark);
            AppendNew(rightStart, rightLength, mark);
            return (first, used - first);
        }

        for (int i = rightStart; i < rightStart + rightLength; i++)
        {
            seenBy[sets[i]] = mark;
        }

        bool keepSeen = path.Kind == AssetPathKind.Intersection;
        for (int i = leftStart; i < leftStart + leftLength; i++)
        {
            if (seenBy[sets[i]] == mark == keepSeen)
            {
                Append(sets[i]);
            }
        }

        return (first, used - first);
    }

    private (int Start, int Length) Close(AssetPath inner, int start, int length)
    {
        // The stamp array serves the inner evaluations too, so members of the closure are kept in a set of their own.
        HashSet<int> members = [];
        List<int> order = [];
        for (int i = start; i < start + length; i++)
        {
            if (members.Add(sets[i]))
            {
                order.Add(sets[i]);
            }
        }

        for (int i = 0; i < order.Count; i++)
        {
            int single = used;
            Append(order[i]);
            (int foundStart, int foundLength) = Evaluate(inner, single, 1);
            for (int k = foundStart; k < foundStart + foundLength; k++)
            {
                if (members.Add(sets[k]))
                {
                    order.Add(sets[k]);
                }
            }
        }

        int first = used;
        foreach (int member in order)
        {
            Append(member);
        }

        return (first, used - first);
    }

    private (int Start, int Length) Filter(AssetPath path, int start, int length)
    {
        (int innerStart, int innerLength) = Evaluate(path.Left!, start, length);
        int first = used;
        for (int i = innerStart; i < innerStart + innerLength; i++)
        {
            if (isSubType[(typeOfAsset[sets[i]].Index * typeCount) + path.Type.Index])
            {
                Append(sets[i]);
            }
        }

        return (first, used - first);
    }

    private void AppendNew(int start, int length, int mark)
    {
        for (int i = start; i < start + length; i++)
        {
            int asset = sets[i];
            if (seenBy[asset] != mark)
            {
                seenBy[asset] = mark;
                Append(asset);
            }
        }
    }

    private void Append(int asset)
    {
        if (used == sets.Length)
        {
            Array.Resize(ref sets, 2 * sets.Length);
        }

        sets[used++] = asset;
    }
}
