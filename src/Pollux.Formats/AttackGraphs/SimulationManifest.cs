using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Formats.AttackGraphs;

/// <summary>What a result of <c>pollux attack simulate</c> says of how it was made: enough to make it again.</summary>
/// <param name="Engine">The version of Pollux.</param>
/// <param name="GraphSha256">The fingerprint of the attack graph.</param>
/// <param name="Entries">Entry points by full name.</param>
/// <param name="On">Defences that were on.</param>
/// <param name="Off">Defences that were off.</param>
/// <param name="Removed">Steps that were removed.</param>
/// <param name="Curves">Steps whose whole curve was asked for.</param>
/// <param name="Request">Samples, seed, horizon and attacker; entries and changes are in the names above.</param>
public sealed record SimulationManifest(
    string Engine,
    string GraphSha256,
    ImmutableArray<string> Entries,
    ImmutableArray<string> On,
    ImmutableArray<string> Off,
    ImmutableArray<string> Removed,
    ImmutableArray<string> Curves,
    SimulationRequest Request
)
{
    /// <summary>Reads the manifest of a result.</summary>
    /// <param name="input">The result, as <see cref="SimulationJson"/> writes it.</param>
    /// <param name="limits">Size, depth and count limits.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when the file is no such result.</returns>
    public static Diagnosed<SimulationManifest> Read(
        InputFile input,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag bag = new(input.Name);
        if (UntrustedJson.Load(input, bag, limits, cancellationToken) is not { } root)
        {
            return bag.With<SimulationManifest>(null);
        }

        JsonItem? manifest = root["manifest"];
        SimulationRequest? request = RequestOf(root, manifest);
        string engine = manifest?["engine"]?.StringOrNull ?? "";
        string graph = manifest?["graphSha256"]?.StringOrNull ?? "";
        if (request is null || engine.Length == 0 || graph.Length == 0)
        {
            bag.Add(
                ManifestRules.NoManifest,
                "The file has no manifest with engine, graphSha256, attacker, samples and seed."
            );
            return bag.With<SimulationManifest>(null);
        }

        return bag.With(
            new SimulationManifest(
                engine,
                graph,
                Names(manifest?["entries"]),
                Names(manifest?["defensesOn"]),
                Names(manifest?["defensesOff"]),
                Names(manifest?["removed"]),
                [.. root["curves"] is { IsObject: true } curves ? curves.Members.Select(curve => curve.Name) : []],
                request
            )
        );
    }

    private static SimulationRequest? RequestOf(JsonItem root, JsonItem? manifest)
    {
        if (
            !ulong.TryParse(root["seed"]?.NumberText, out ulong seed)
            || !int.TryParse(root["samples"]?.NumberText, out int samples)
            || samples is < 1 or > SimulationRequest.MaximumSamples
            || manifest?["attacker"]?["timeFactor"]?.Number is not (> 0 and var factor)
        )
        {
            return null;
        }

        double? horizon = root["horizonDays"]?.Number;
        ImmutableSortedDictionary<string, double> capabilities = ImmutableSortedDictionary.Create<string, double>(
            StringComparer.Ordinal
        );
        if (manifest?["attacker"]?["capabilities"] is { IsObject: true } table)
        {
            foreach ((string tag, JsonItem value) in table.Members)
            {
                if (
                    value.Number is not (>= 0 and <= 1 and var probability)
                    || capabilities.Count >= AttackerProfile.MaximumCapabilities
                )
                {
                    return null;
                }

                capabilities = capabilities.SetItem(tag, probability);
            }
        }

        return horizon is < 0
            ? null
            : new SimulationRequest
            {
                Samples = samples,
                Seed = seed,
                HorizonDays = horizon,
                Precision = manifest?["precision"]?.Number is > 0 and var precision
                    ? new Precision(precision, [])
                    : null,
                Attacker = new AttackerProfile(
                    manifest?["attacker"]?["name"]?.StringOrNull ?? "",
                    "",
                    factor,
                    capabilities
                ),
            };
    }

    private static ImmutableArray<string> Names(JsonItem? list) =>
        [.. list is { IsArray: true } found ? found.Items.Select(item => item.StringOrNull ?? "") : []];
}
