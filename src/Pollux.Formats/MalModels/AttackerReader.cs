using System.Collections.Immutable;

namespace Pollux.Formats.MalModels;

/// <summary>Reads the attackers that models of versions 0.0 to 0.2 hold: entry points, by asset id (0.0, 0.1) or by name with the id inside (0.2).</summary>
internal static class AttackerReader
{
    public static ImmutableArray<ModelEntryPoint> Read(ModelReading reading, ModelNode attackers)
    {
        if (attackers.IsNull)
        {
            return [];
        }

        if (attackers.Members is not { } members)
        {
            reading.Report(MalModelRules.WrongShape, attackers, "'attackers' is not a map.");
            return [];
        }

        ImmutableArray<ModelEntryPoint>.Builder entries = ImmutableArray.CreateBuilder<ModelEntryPoint>();
        foreach ((string key, ModelNode attacker) in members)
        {
            string name = attacker["name"]?.Text ?? $"Attacker:{key}";
            int before = entries.Count;
            foreach ((string asset, ModelNode entry) in attacker["entry_points"]?.Members ?? [])
            {
                ReadEntry(reading, name, asset, entry, entries);
            }

            reading.Report(
                MalModelRules.Attacker,
                attacker,
                $"The attacker '{name}' starts at: {Join(entries.Skip(before))}.",
                $"attacker {key}"
            );
        }

        return entries.ToImmutable();
    }

    private static void ReadEntry(
        ModelReading reading,
        string attacker,
        string asset,
        ModelNode entry,
        ImmutableArray<ModelEntryPoint>.Builder entries
    )
    {
        string? id = entry["asset_id"]?.Text ?? asset;
        int? index = ModelNode.ParseId(id) is { } number ? reading.IndexOf(number) : null;
        if (index is not { } found)
        {
            reading.Report(
                MalModelRules.UnknownTarget,
                entry,
                $"The attacker '{attacker}' starts at an asset with the id '{id}', which the model does not have."
            );
            return;
        }

        foreach (ModelNode step in entry["attack_steps"]?.Items ?? [])
        {
            if (step.Text is { } text)
            {
                entries.Add(new ModelEntryPoint(attacker, reading.Assets[found].Name, text));
            }
        }
    }

    private static string Join(IEnumerable<ModelEntryPoint> entries) =>
        string.Join(", ", entries.Select(entry => entry.FullName).DefaultIfEmpty("nothing"));
}
