using System.Collections.Immutable;
using Pollux.Knowledge.Matching;
using Pollux.Language.Packs;
using Pollux.Modelling;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Assessments;

/// <summary>What an assessment rests on.</summary>
/// <param name="Revision">The revision of the twin.</param>
/// <param name="Modelled">The instance model made from it.</param>
/// <param name="Pack">The language, with its words.</param>
/// <param name="EngineVersion">Pollux's version, for the manifest.</param>
public sealed record AssessmentInput(Revision Revision, ModelledTwin Modelled, LanguagePack Pack, string EngineVersion)
{
    /// <summary>The products that no vulnerability statement could be held against, from matching.</summary>
    public ImmutableArray<UnmappedProduct> NeedsMapping { get; init; } = [];
}

/// <summary>How far an assessment is.</summary>
/// <param name="Stage">What it does now, as a short phrase.</param>
/// <param name="Share">How much of it all is done, 0 to 1.</param>
public readonly record struct AssessmentProgress(string Stage, double Share);
