using System.Collections.Immutable;

namespace Pollux.Language.Packs;

/// <summary>What <c>pack.yaml</c> says. Paths are relative to its folder.</summary>
/// <param name="Id">The pack's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">The main file of its language.</param>
/// <param name="Tables">The files of its tables; each may hold any of the tables.</param>
internal sealed record PackManifest(
    string Id,
    string Version,
    string Title,
    string Language,
    ImmutableArray<string> Tables
);
