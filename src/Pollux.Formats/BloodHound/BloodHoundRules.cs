using Pollux.Diagnostics;

namespace Pollux.Formats.BloodHound;

/// <summary>What can be wrong with a collection of a directory.</summary>
public static class BloodHoundRules
{
    /// <summary>A version of the collector's files that is not read.</summary>
    public static readonly DiagnosticRule UnknownVersion = new(
        "PLX2850",
        Severity.Error,
        "Version of the collection is not known",
        "Versions 4, 5 and 6 are read; collect again with a SharpHound that writes one of these."
    );

    /// <summary>No version is given.</summary>
    public static readonly DiagnosticRule NoVersion = new(
        "PLX2851",
        Severity.Warning,
        "Collection does not say its version",
        "It is read by the names that it has; check that the file was not edited after it was collected."
    );

    /// <summary>A kind of file that is not read.</summary>
    public static readonly DiagnosticRule UnknownType = new(
        "PLX2852",
        Severity.Error,
        "Collection holds a kind of object that is not read",
        "The kinds of an Active Directory collection are read (users, computers, groups, domains and so on); Azure is not yet."
    );

    /// <summary>The number of objects differs.</summary>
    public static readonly DiagnosticRule CountDiffers = new(
        "PLX2853",
        Severity.Warning,
        "Collection says another number of objects than it has",
        "Collect again if the file was cut or edited; all objects that are there were read."
    );

    /// <summary>An object without its id.</summary>
    public static readonly DiagnosticRule NoIdentifier = new(
        "PLX2854",
        Severity.Warning,
        "Object has no identifier",
        "Collect again: without ObjectIdentifier nobody can say which object it is."
    );

    /// <summary>No objects where they should be.</summary>
    public static readonly DiagnosticRule NoObjects = new(
        "PLX2855",
        Severity.Error,
        "File holds no list of objects",
        "Give the file as the collector wrote it: a list 'data' with 'meta' beside it, or a 'graph' of nodes and edges."
    );

    /// <summary>An edge that cannot be used.</summary>
    public static readonly DiagnosticRule BadEdge = new(
        "PLX2856",
        Severity.Warning,
        "Edge names no start, end or kind that can be used",
        "Give start and end by id; nodes that are named otherwise are found only where one node of the file fits."
    );

    /// <summary>The same object more than once in one file.</summary>
    public static readonly DiagnosticRule SameObject = new(
        "PLX2857",
        Severity.Info,
        "Objects stand in the file more than once",
        "Nothing to do: the collector repeats some groups; what all records of an object say is kept."
    );
}
