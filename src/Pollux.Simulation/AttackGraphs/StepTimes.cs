using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>How long the steps of each type take, and how probable its defences are by default; compiled once for a language.</summary>
internal sealed class StepTimes
{
    private readonly Distribution[][] times;
    private readonly double[][] defenses;

    private StepTimes(Distribution[][] times, double[][] defenses)
    {
        this.times = times;
        this.defenses = defenses;
    }

    /// <summary>Compiles all times to compromise of a language; one that cannot be used counts as zero and is reported.</summary>
    public static StepTimes Compile(LanguageGraph language, DiagnosticBag diagnostics)
    {
        var timesOfTypes = new Distribution[language.Types.Length][];
        double[][] defensesOfTypes = new double[language.Types.Length][];
        foreach (AssetType type in language.Types)
        {
            timesOfTypes[type.Index] = new Distribution[type.Steps.Length];
            defensesOfTypes[type.Index] = new double[type.Steps.Length];
            for (int i = 0; i < type.Steps.Length; i++)
            {
                LanguageStep step = type.Steps[i];
                string? problem = null;
                timesOfTypes[type.Index][i] = step.IsAttackStep
                    ? TtcCompiler.Compile(step.Ttc, out problem)
                    : ConstantTime.Zero;
                defensesOfTypes[type.Index][i] =
                    step.Type == StepType.Defense ? TtcCompiler.CompileDefense(step.Ttc, out problem) : 0;
                if (problem is not null && step.Owner == type)
                {
                    string name = $"{type.Name}:{step.Name}";
                    diagnostics.Add(
                        AttackGraphRules.BadDistribution,
                        $"The time to compromise of '{name}' counts as {(step.IsAttackStep ? "zero" : "off")}. {problem}",
                        record: name
                    );
                }
            }
        }

        return new StepTimes(timesOfTypes, defensesOfTypes);
    }

    /// <summary>The same with other parameters.</summary>
    public StepTimes With(LanguageGraph language, GraphParameters parameters)
    {
        var timesOfTypes = new Distribution[times.Length][];
        double[][] defensesOfTypes = new double[defenses.Length][];
        foreach (AssetType type in language.Types)
        {
            timesOfTypes[type.Index] = [.. times[type.Index]];
            defensesOfTypes[type.Index] = [.. defenses[type.Index]];
            for (int i = 0; i < type.Steps.Length; i++)
            {
                LanguageStep step = type.Steps[i];
                if (
                    TimeClasses.Of(step) is { } timeClass
                    && parameters.TimeFactors.TryGetValue(timeClass, out double factor)
                )
                {
                    timesOfTypes[type.Index][i] = timesOfTypes[type.Index][i].Scaled(factor);
                }

                string key = TimeClasses.KeyOf(step);
                if (
                    parameters.Gates.TryGetValue(key, out double opens) && timesOfTypes[type.Index][i] is GatedTime gate
                )
                {
                    timesOfTypes[type.Index][i] = gate.WithProbability(opens);
                }

                if (step.Type == StepType.Defense && parameters.DefaultDefenses.TryGetValue(key, out double on))
                {
                    defensesOfTypes[type.Index][i] = on;
                }
            }
        }

        return new StepTimes(timesOfTypes, defensesOfTypes);
    }

    public Distribution TimeOf(AssetType type, int step) => times[type.Index][step];

    public double DefaultDefenseOf(AssetType type, int step) => defenses[type.Index][step];
}
