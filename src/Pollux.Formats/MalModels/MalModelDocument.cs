using System.Collections.Immutable;
using Pollux.Modelling.Instances;

namespace Pollux.Formats.MalModels;

/// <summary>What a model file holds.</summary>
/// <param name="Model">The model, with only what the language knows. Links are sorted; each stands once.</param>
/// <param name="ToolboxVersion">The version of MAL-Toolbox that wrote it, as it says; empty when it does not.</param>
/// <param name="EntryPoints">The entry points of the attackers that old versions keep in the model, in file order.</param>
public sealed record MalModelDocument(
    InstanceModel Model,
    string ToolboxVersion,
    ImmutableArray<ModelEntryPoint> EntryPoints
);

/// <summary>A step at which an attacker starts.</summary>
/// <param name="Attacker">The attacker's name.</param>
/// <param name="Asset">The asset's name in the model.</param>
/// <param name="Step">The step's name, as written.</param>
public sealed record ModelEntryPoint(string Attacker, string Asset, string Step)
{
    /// <summary>The full name of the step.</summary>
    public string FullName => $"{Asset}:{Step}";
}
