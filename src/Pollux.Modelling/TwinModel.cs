using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Modelling.Completeness;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Drift;
using Pollux.Modelling.Networks;
using Pollux.Modelling.Platform;
using Pollux.Modelling.Processes;
using Pollux.Modelling.Traffic;
using Pollux.Modelling.Twins;
using Pollux.Modelling.Vulnerabilities;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling;

/// <summary>
/// Turns a revision of a twin into an instance model of Pollux's language: what was observed becomes what can be attacked, by
/// the rules of <c>docs/modelling.md</c>.
/// </summary>
public static class TwinModel
{
    // In this order: a rule may use what those before it added.
    private static readonly ImmutableArray<Action<ModelDraft>> Rules =
    [
        TwinAssets.Apply,
        TwinLinks.Apply,
        ProductParts.Apply,
        RequiredLinks.Apply,
        WrittenLoops.Apply,
        TrafficRoles.Apply,
        Conduits.Apply,
        ConfiguredConduits.Apply,
        ConfiguredRules.Apply,
        InternetAccess.Apply,
        OutsideView.Apply,
        OutsideZone.Apply,
        ObservedWays.Apply,
        LoopCarriage.Apply,
        TwinPlatforms.Apply,
        KnownVulnerabilities.Apply,
        UnknownFlaws.Apply,
        ZonePlacement.Apply,
        GatewayLandings.Apply,
        Exposure.Apply,
        CrownJewels.Apply,
        DeclaredAndSeen.Apply,
        StaleData.Apply,
    ];

    /// <summary>
    /// Builds the model. The same revision, language and input give the same model; no revision makes it throw. What nobody
    /// observed is left to the language's default probability.
    /// </summary>
    public static ModelledTwin Build(Revision revision, LanguageGraph language, ModellingInput input)
    {
        ModelDraft draft = new(revision, new LanguageTypes(language), input);
        foreach (Action<ModelDraft> rule in Rules)
        {
            rule(draft);
        }

        return draft.Finish();
    }
}
