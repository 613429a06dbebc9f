namespace Pollux.Formats.Spdx;

/// <summary>
/// Finds out of the relationships which package is a part of which described thing. What a described thing contains, links or depends on,
/// directly or through others, belongs to it; what only serves to make or test it does not.
/// </summary>
internal sealed class SpdxParts
{
    private readonly SpdxBill bill;
    private readonly List<int>[] parts;
    private readonly bool[] hasWhole;
    private readonly bool[] isAside;
    private readonly bool[] isRelated;
    private readonly SpdxPlacement[] placements;
    private readonly bool[] isPlaced;

    private SpdxParts(SpdxBill bill)
    {
        this.bill = bill;
        int count = bill.Packages.Count;
        parts = new List<int>[count];
        hasWhole = new bool[count];
        isAside = new bool[count];
        isRelated = new bool[count];
        placements = new SpdxPlacement[count];
        isPlaced = new bool[count];
    }

    /// <summary>Places all packages.</summary>
    /// <returns>One placement for each package, in document order.</returns>
    public static SpdxPlacement[] Place(SpdxBill bill)
    {
        SpdxParts found = new(bill);
        found.Run();
        return found.placements;
    }

    private void Run()
    {
        Dictionary<string, int> indexById = new(StringComparer.Ordinal);
        for (int index = 0; index < bill.Packages.Count; index++)
        {
            if (bill.Packages[index].Id is { } id)
            {
                indexById.Add(id, index);
            }
        }

        List<int> described = [.. Described(indexById)];
        foreach (SpdxLink link in bill.Links)
        {
            if (indexById.TryGetValue(link.From, out int from) && indexById.TryGetValue(link.To, out int to))
            {
                Note(link.Kind, from, to);
            }
        }

        foreach (int root in described.Where(root => !hasWhole[root]).Concat(described))
        {
            Spread(root, isDelivered: true);
        }

        PlaceRest(described);
    }

    // What no described thing reaches stands for itself; a plain list of one thing is a list of its parts.
    private void PlaceRest(List<int> described)
    {
        int[] all = [.. Enumerable.Range(0, bill.Packages.Count)];
        foreach (int root in all.Where(index => !hasWhole[index]).Concat(all))
        {
            if (described is [var only] && !isPlaced[root] && !isRelated[root])
            {
                isPlaced[root] = true;
                placements[root] = new SpdxPlacement(only, IsDelivered: true);
            }

            Spread(root, isDelivered: !isAside[root]);
        }
    }

    private IEnumerable<int> Described(Dictionary<string, int> indexById)
    {
        List<int> described = [];
        foreach (SpdxLink link in bill.Links)
        {
            if (link.Kind == SpdxLinkKind.Describes && indexById.TryGetValue(link.To, out int index))
            {
                described.Add(index);
            }
        }

        return described.Distinct();
    }

    private void Note(SpdxLinkKind kind, int from, int to)
    {
        if (from == to)
        {
            return;
        }

        isRelated[from] = true;
        isRelated[to] = true;
        switch (kind)
        {
            case SpdxLinkKind.Part:
                (parts[from] ??= []).Add(to);
                hasWhole[to] = true;
                break;
            case SpdxLinkKind.Tied:
                (parts[from] ??= []).Add(to);
                (parts[to] ??= []).Add(from);
                break;
            case SpdxLinkKind.Aside:
                isAside[to] = true;
                break;
        }
    }

    // Breadth first, each package once: a circle ends where it began.
    private void Spread(int root, bool isDelivered)
    {
        if (isPlaced[root])
        {
            return;
        }

        isPlaced[root] = true;
        placements[root] = new SpdxPlacement(null, isDelivered);
        Queue<int> open = new([root]);
        while (open.TryDequeue(out int whole))
        {
            foreach (int part in parts[whole] ?? [])
            {
                if (!isPlaced[part])
                {
                    isPlaced[part] = true;
                    placements[part] = new SpdxPlacement(root, isDelivered);
                    open.Enqueue(part);
                }
            }
        }
    }
}

/// <summary>Where a package belongs.</summary>
/// <param name="Owner">The index of the package that it is a part of; null when it stands for itself.</param>
/// <param name="IsDelivered">False for what only serves to make, test or explain something.</param>
internal readonly record struct SpdxPlacement(int? Owner, bool IsDelivered);
