using System.Collections.Immutable;
using Pollux.Formats.ImportReports;
using Pollux.Twin.Observations;

namespace Pollux.Formats.BloodHound;

/// <summary>
/// Adds to the files of a collection what follows only from several of them: who can replicate secrets through nested groups, who may
/// log on, what certificates allow, whose rights containers pass on. The files of one folder or one archive are a collection. What is
/// added belongs to the record of the object that it is about, so that the number of records stays.
/// </summary>
public static class DirectoryCollections
{
    /// <summary>Completes collections.</summary>
    /// <param name="files">All files of an import, in order.</param>
    /// <returns>The files, in the same order; those of no collection as they were.</returns>
    public static ImmutableArray<ReadFile> Complete(ImmutableArray<ReadFile> files)
    {
        if (!files.Any(file => file.Document?.Directory is not null))
        {
            return files;
        }

        ReadFile[] completed = [.. files];
        foreach (
            IGrouping<string, int> collection in Enumerable
                .Range(0, files.Length)
                .Where(index => files[index].Document?.Directory is not null)
                .GroupBy(index => CollectionOf(files[index].Report.File), StringComparer.Ordinal)
        )
        {
            int[] members = [.. collection];
            NumberParts(completed, members);
            if (members.Length > 1)
            {
                Complete(completed, members);
            }
        }

        return [.. completed];
    }

    /// <summary>The graph of several fragments together, with all that follows.</summary>
    internal static DirectoryGraph Join(IEnumerable<DirectoryFragment> fragments, out int stated)
    {
        DirectoryGraph graph = new();
        foreach (DirectoryFragment fragment in fragments)
        {
            graph.Merge(fragment.Graph, fragment.Stated);
        }

        stated = graph.Edges.Length;
        DerivedEdges.Derive(graph);
        return graph;
    }

    private static string CollectionOf(string file)
    {
        int entry = file.IndexOf('!', StringComparison.Ordinal);
        return entry >= 0 ? file[..entry] : Path.GetDirectoryName(file) ?? "";
    }

    // A large collection may come in several files of one kind; each is then a part, and none replaces another.
    private static void NumberParts(ReadFile[] files, int[] members)
    {
        foreach (
            IGrouping<string, int> same in members.GroupBy(
                index => files[index].Document!.Source.DocumentKey,
                StringComparer.Ordinal
            )
        )
        {
            string[] editions =
            [
                .. same.Select(index => files[index].Document!.Source.Edition).Distinct(StringComparer.Ordinal),
            ];
            foreach (int index in same)
            {
                ImportedDocument document = files[index].Document!;
                int part = Array.IndexOf(editions, document.Source.Edition);
                if (part > 0)
                {
                    Source source = document.Source with { Document = $"{document.Source.Document}, part {part + 1}" };
                    files[index] = files[index] with { Document = document with { Source = source } };
                }
            }
        }
    }

    // What each file derived from its own records alone is derived again from all of them: a further record may deny it.
    private static void Complete(ReadFile[] files, int[] members)
    {
        DirectoryGraph graph = Join(members.Select(index => files[index].Document!.Directory!), out int stated);
        foreach (int member in members)
        {
            ImportedDocument document = files[member].Document!;
            ImmutableArray<Observation> observations = document.Directory!.WithDerived(
                graph,
                stated,
                edge =>
                    Owner(graph, edge, files, members) is { } owner && owner.File == member ? owner.Observation : null
            );
            files[member] = files[member] with { Document = document with { Observations = observations } };
        }
    }

    // The template that makes it possible, else the object that it is about, else the one that has it.
    private static (int File, int Observation)? Owner(
        DirectoryGraph graph,
        DirectoryEdge edge,
        ReadFile[] files,
        int[] members
    )
    {
        foreach (int? node in (ReadOnlySpan<int?>)[graph.CauseOf(edge), edge.To, edge.From])
        {
            foreach (int member in members)
            {
                if (
                    node is { } number
                    && files[member].Document!.Directory!.ObservationOf(graph.Nodes[number]) is { } index
                )
                {
                    return (member, index);
                }
            }
        }

        return null;
    }
}
