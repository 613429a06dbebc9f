using Pollux.Simulation.Agents;

namespace Pollux.Formats.MalScenarios;

/// <summary>Reads <c>sim_settings</c>.</summary>
internal static class SettingsReader
{
    private static readonly string[] Keys =
    [
        "ttc_mode",
        "seed",
        "run_defense_step_bernoullis",
        "run_attack_step_bernoullis",
        "compromise_entrypoints_at_start",
        "attack_surface",
        "uncompromise_untraversable_steps",
    ];

    private static readonly string[] SurfaceKeys = ["skip_compromised", "skip_unnecessary"];

    public static EpisodeSettings Read(ScenarioNode? node, ScenarioReading reading)
    {
        EpisodeSettings settings = new();
        if (node is null)
        {
            return settings;
        }

        if (!node.IsMap)
        {
            reading.Report(MalScenarioRules.WrongShape, node, "'sim_settings' is not a map.");
            return settings;
        }

        reading.CheckKeys(node, "sim_settings", Keys);
        ScenarioNode? surface = node.Get("attack_surface");
        if (surface is not null)
        {
            reading.CheckKeys(surface, "attack_surface", SurfaceKeys);
        }

        if (reading.Boolean(node.Get(Keys[6]), Keys[6]) == true)
        {
            reading.Report(
                MalScenarioRules.NoEffect,
                node.Get(Keys[6])!,
                "Attackers keep what they have performed, whatever is switched on later; MAL-Simulator does not read this setting either."
            );
        }

        return settings with
        {
            TtcMode = reading.Word<TtcMode>(node.Get("ttc_mode"), "ttc_mode") ?? settings.TtcMode,
            Seed = reading.Seed(node.Get("seed"), "seed") ?? settings.Seed,
            DrawDefenses = reading.Boolean(node.Get(Keys[2]), Keys[2]) ?? settings.DrawDefenses,
            DrawGates = reading.Boolean(node.Get(Keys[3]), Keys[3]) ?? settings.DrawGates,
            CompromiseEntriesAtStart = reading.Boolean(node.Get(Keys[4]), Keys[4]) ?? settings.CompromiseEntriesAtStart,
            SkipCompromised = reading.Boolean(surface?.Get(SurfaceKeys[0]), SurfaceKeys[0]) ?? settings.SkipCompromised,
            SkipUnnecessary = reading.Boolean(surface?.Get(SurfaceKeys[1]), SurfaceKeys[1]) ?? settings.SkipUnnecessary,
        };
    }
}
