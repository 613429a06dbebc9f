using System.Collections.Immutable;

namespace Pollux.Modelling.Reachability;

/// <summary>A set of packets as disjoint cubes; exact, however it came about. Immutable.</summary>
/// <param name="Cubes">The cubes; none is empty.</param>
public sealed record HeaderSpace(ImmutableArray<HeaderCube> Cubes)
{
    /// <summary>
    /// How many cubes a set may have. Rule bases that people write stay far below it; a set that would pass it is given up, and the
    /// answer says so.
    /// </summary>
    public const int MostCubes = 5_000;

    /// <summary>No packet.</summary>
    public static HeaderSpace Empty { get; } = new([]);

    /// <summary>True when no packet is in it.</summary>
    public bool IsEmpty => Cubes.IsEmpty;

    /// <summary>The packets of one cube.</summary>
    public static HeaderSpace Of(HeaderCube cube) => cube.IsEmpty ? Empty : new([cube]);

    /// <summary>The packets that are in this set and in any of the cubes, and those that are in this set only.</summary>
    /// <exception cref="SpaceTooLargeException">More than <see cref="MostCubes"/> would be needed.</exception>
    public (HeaderSpace Inside, HeaderSpace Outside) Split(ImmutableArray<HeaderCube> cubes)
    {
        if (!Overlaps(cubes))
        {
            return (Empty, this);
        }

        ImmutableArray<HeaderCube>.Builder inside = ImmutableArray.CreateBuilder<HeaderCube>();
        ImmutableArray<HeaderCube> rest = Cubes;
        foreach (HeaderCube cube in cubes)
        {
            if (!rest.Any(cube.Overlaps))
            {
                continue;
            }

            ImmutableArray<HeaderCube>.Builder next = ImmutableArray.CreateBuilder<HeaderCube>(rest.Length);
            foreach (HeaderCube mine in rest)
            {
                if (!mine.Overlaps(cube))
                {
                    next.Add(mine);
                    continue;
                }

                inside.Add(mine.Intersect(cube));
                next.AddRange(mine.Except(cube));
                if (next.Count + inside.Count > MostCubes)
                {
                    throw new SpaceTooLargeException();
                }
            }

            rest = next.DrainToImmutable();
        }

        return (new HeaderSpace(inside.DrainToImmutable()), new HeaderSpace(rest));
    }

    // Most rules of a long list have nothing to do with a question; telling so must cost nothing else.
    private bool Overlaps(ImmutableArray<HeaderCube> cubes)
    {
        foreach (HeaderCube cube in cubes)
        {
            foreach (HeaderCube mine in Cubes)
            {
                if (mine.Overlaps(cube))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The packets that are in this set and in none of the cubes.</summary>
    /// <exception cref="SpaceTooLargeException">More than <see cref="MostCubes"/> would be needed.</exception>
    public HeaderSpace Except(ImmutableArray<HeaderCube> cubes) => Split(cubes).Outside;
}

/// <summary>A set of packets has too many parts to be followed. Never leaves the reachability of a device.</summary>
internal sealed class SpaceTooLargeException() : Exception("A set of packets has too many parts.");
