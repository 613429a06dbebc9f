using Pollux.Diagnostics;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Completeness;

/// <summary>Checks that every crown jewel names a step that can come true.</summary>
internal static class CrownJewels
{
    public static void Apply(ModelDraft draft)
    {
        foreach (Asset asset in draft.Twin.Revision.Assets)
        {
            foreach (Sourced<string> step in asset.Properties.GetValueOrDefault(Properties.CrownJewel, []))
            {
                if (
                    draft.Of(asset.Id) is [var modelled, ..]
                    && !draft.Language.HasAttackStep(modelled.Type, step.Value)
                )
                {
                    draft.Report(
                        LanguageRules.StepNotInLanguage,
                        FindingSeverity.High,
                        modelled,
                        $"{modelled.Name} has no attack step '{step.Value}'",
                        $"{modelled.Type} has no attack step '{step.Value}', so it cannot be a crown jewel."
                            + Spelling.Question(step.Value, draft.Language.AttackSteps(modelled.Type)),
                        [step.Record]
                    );
                }
            }
        }
    }
}
