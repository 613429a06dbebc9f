using Pollux.Diagnostics;
using Pollux.Formats.MalModels;
using Pollux.Language.Graph;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Formats.MalScenarios;

/// <summary>
/// A scenario of MAL-Simulator as its files say it, all that it extends included. What it names of a model is bound later, by
/// <see cref="Bind"/>, when the language and the model that it points to are read.
/// </summary>
public sealed class MalScenarioDocument
{
    private readonly ScenarioNode root;

    internal MalScenarioDocument(string name, ScenarioNode root, string? languagePath, string? modelPath)
    {
        Name = name;
        this.root = root;
        LanguagePath = languagePath;
        ModelPath = modelPath;
    }

    /// <summary>The file, as the user named it.</summary>
    public string Name { get; }

    /// <summary>The language's file; null when the scenario names none that can be read.</summary>
    public string? LanguagePath { get; }

    /// <summary>The model's file; null when the model stands in the scenario.</summary>
    public string? ModelPath { get; }

    /// <summary>Reads the model that stands in the scenario itself.</summary>
    /// <param name="language">The language that it is meant for.</param>
    /// <returns>Null when there is none, or it is no model.</returns>
    public Diagnosed<MalModelDocument> ReadModel(LanguageGraph language)
    {
        ScenarioNode? model = root.Get("model");
        return model is null ? new(null, []) : MalModelReader.Read(model, model.File, language);
    }

    /// <summary>Finds everything that the agents name in a graph.</summary>
    /// <param name="graph">The graph of the scenario's model.</param>
    /// <returns>Who plays, and by which rules; null when nobody attacks. All that is wrong is reported, with its place.</returns>
    public Diagnosed<AgentScenario> Bind(AttackGraph graph)
    {
        ScenarioReading reading = new(Name);
        AgentReader agents = new(graph, reading, root);
        AgentScenario scenario = new(
            graph,
            agents.ReadAttackers(),
            agents.ReadDefenders(),
            SettingsReader.Read(root.Get("sim_settings"), reading)
        );
        if (scenario.Attackers.IsEmpty)
        {
            reading.Report(MalScenarioRules.NoAgents, root.Get("agents") ?? root, "No agent attacks.");
            return new(null, reading.ToImmutable());
        }

        return new(scenario, reading.ToImmutable());
    }
}
