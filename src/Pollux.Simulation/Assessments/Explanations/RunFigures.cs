using System.Collections.Immutable;
using System.Globalization;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>The figures of the run itself and of the twin that it looked at.</summary>
internal static class RunFigures
{
    public static ImmutableArray<FigureRule> Rules { get; } =
    [
        new(
            "/manifest/samples",
            "run.samples",
            scope =>
                Given(
                    scope,
                    "Simulated attacks",
                    $"{scope.Run.Samples}",
                    "How many attacks were simulated. Each draws every time, every uncertain defence and every capability anew.",
                    "Given with --samples.",
                    "Four times as many halve every interval of the simulation."
                )
        ),
        new(
            "/manifest/seed",
            "run.seed",
            scope =>
                Given(
                    scope,
                    "Seed of chance",
                    $"{scope.Run.Seed}",
                    "Decides every random number; each is a function of the seed, the sample and the step's name (Philox4x32-10).",
                    "Given with --seed.",
                    "Another seed draws other attacks: figures move within their intervals."
                )
        ),
        new(
            "/manifest/horizonDays",
            "run.horizon",
            scope =>
                Given(
                    scope,
                    "Horizon",
                    scope.Horizon,
                    "How long an attacker has: what takes longer counts as not reached.",
                    $"Given with --horizon: {FigureScope.Number(scope.Run.HorizonDays)} days of working time.",
                    "A longer horizon never lowers a probability."
                )
        ),
        Count(
            "assets",
            "Assets of the twin",
            twin => twin.Assets,
            "Counted in the revision after all records of one thing were joined."
        ),
        Count(
            "devices",
            "Devices of the model",
            twin => twin.Devices,
            "Assets of the instance model that are of type Device or below it."
        ),
        Count(
            "modelAssets",
            "Assets of the model",
            twin => twin.ModelAssets,
            "Counted in the instance model that the revision was turned into."
        ),
        Count(
            "steps",
            "Attack steps",
            twin => twin.Steps,
            "Nodes of the attack graph that an attacker performs: the steps of every asset's type, unfolded over the model."
        ),
        Count(
            "sources",
            "Sources of the twin",
            twin => twin.Sources,
            "Documents and feeds whose observations the revision holds, each edition once."
        ),
        new(
            "/findings",
            "findings.count",
            scope => new FigureAccount(
                "Findings",
                $"{scope.Assessment.Findings.Length}",
                "How many things are wrong, or cannot be told, by the rules of 'pollux explain CODE'.",
                "Counted: "
                    + string.Join(
                        ", ",
                        scope
                            .Assessment.Findings.GroupBy(finding => finding.Rule.Code, StringComparer.Ordinal)
                            .OrderBy(group => group.Key, StringComparer.Ordinal)
                            .Select(group => $"{group.Count()} x {group.Key}")
                    )
                    + "."
            )
            {
                Changes = ["Act on a finding's next step and import again."],
            }
        )
        {
            Leaves = [],
        },
    ];

    private static FigureRule Count(string property, string words, Func<TwinSummary, int> count, string formula) =>
        new(
            $"/twin/{property}",
            $"twin.{property}",
            scope => new FigureAccount(
                words,
                count(scope.Assessment.Twin).ToString(CultureInfo.InvariantCulture),
                $"{words}, as the revision {scope.Run.RevisionId} has them.",
                formula
            )
            {
                Changes = ["Import more sources, or newer ones, and assess again."],
            }
        );

    private static FigureAccount Given(
        FigureScope scope,
        string words,
        string value,
        string meaning,
        string formula,
        string changes
    )
    {
        _ = scope;
        return new FigureAccount(words, value, meaning, formula) { Changes = [changes] };
    }
}
