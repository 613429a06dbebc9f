using System.Collections.Immutable;

namespace Pollux.Formats;

/// <summary>The one list of formats that can be imported, in the order in which they are tried.</summary>
public static class Importers
{
    /// <summary>All importers.</summary>
    public static ImmutableArray<IImporter> All { get; } = [];
}
