using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Tests;

/// <summary>Builds small languages and models by hand, one line for each thing.</summary>
internal sealed class TestLanguage
{
    private static readonly ImmutableSortedDictionary<string, string> NoMeta = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    private readonly List<AssetSpecification> assets = [];
    private readonly List<AssociationSpecification> associations = [];

    public TestLanguage Asset(string name, params StepSpecification[] steps) => Asset(name, null, [], steps);

    public TestLanguage Asset(string name, string? super, params StepSpecification[] steps) =>
        Asset(name, super, [], steps);

    public TestLanguage Asset(
        string name,
        string? super,
        ImmutableArray<VariableSpecification> variables,
        params StepSpecification[] steps
    )
    {
        assets.Add(new AssetSpecification(name, "Test", false, super, NoMeta, variables, [.. steps]));
        return this;
    }

    public TestLanguage Link(string left, string leftField, string rightField, string right)
    {
        Multiplicity any = new(0, null);
        associations.Add(
            new AssociationSpecification($"{left}{right}", NoMeta, left, leftField, any, right, rightField, any)
        );
        return this;
    }

    public LanguageSpecification Specification() =>
        new(NoMeta.Add("id", "test").Add("version", "1.0.0"), [], [.. assets], [.. associations]);

    public LanguageGraph Graph()
    {
        Diagnosed<LanguageGraph> graph = LanguageGraph.Build(Specification());
        graph.Diagnostics.ShouldBeEmpty();
        return graph.Value!;
    }

    public AttackGraph Unfold(params string[] model)
    {
        Diagnosed<AttackGraph> graph = AttackGraph.Build(Graph(), Model(Graph(), model));
        graph.Diagnostics.ShouldBeEmpty();
        return graph.Value!;
    }

    /// <summary>A model of lines: <c>name : Type</c>, <c>name : Type defence=0.5</c>, <c>left.rightField = right</c>.</summary>
    public static InstanceModel Model(LanguageGraph language, params string[] lines)
    {
        List<InstanceAsset> instances = [];
        List<InstanceLink> links = [];
        foreach (string line in lines)
        {
            string[] words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            if (words[1] == ":")
            {
                ImmutableSortedDictionary<string, double> defenses = words[3..]
                    .Select(word => word.Split('='))
                    .ToImmutableSortedDictionary(
                        pair => pair[0],
                        pair => double.Parse(pair[1]),
                        StringComparer.Ordinal
                    );
                instances.Add(new InstanceAsset(instances.Count, words[0], words[2], defenses, []));
            }
            else
            {
                string[] from = words[0].Split('.');
                int left = instances.FindIndex(asset => asset.Name == from[0]);
                int right = instances.FindIndex(asset => asset.Name == words[2]);
                AssociationEnd end = language.TypesByName[instances[left].Type].Fields[from[1]];
                links.Add(new InstanceLink(left, end.OppositeField, right, from[1]));
            }
        }

        return new InstanceModel("test", "test", "1.0.0", [.. instances], [.. links]);
    }

    public static StepSpecification Or(string name, TtcExpression? ttc = null, params StepExpression[] reaches) =>
        Step(name, StepType.Or, ttc, true, reaches);

    public static StepSpecification And(string name, TtcExpression? ttc = null, params StepExpression[] reaches) =>
        Step(name, StepType.And, ttc, true, reaches);

    public static StepSpecification Defense(string name, TtcExpression? ttc = null, params StepExpression[] reaches) =>
        Step(name, StepType.Defense, ttc, true, reaches);

    public static StepSpecification Step(
        string name,
        StepType type,
        TtcExpression? ttc,
        bool overrides,
        params StepExpression[] reaches
    ) =>
        new(
            name,
            type,
            null,
            NoMeta,
            [],
            null,
            ttc,
            [],
            null,
            reaches.Length == 0 ? null : new StepClause(overrides, [.. reaches])
        );

    public static StepSpecification Exist(
        string name,
        StepType type,
        StepExpression[] requires,
        params StepExpression[] reaches
    ) => Step(name, type, null, true, reaches) with { Requires = new StepClause(true, [.. requires]) };

    /// <summary>A chain of fields, <c>v()</c> variables, <c>f*</c> and <c>f[T]</c>, and a step at the end: <c>a.b*.step</c>.</summary>
    public static StepExpression To(string chain)
    {
        string[] parts = chain.Split('.');
        StepExpression step = new AttackStepExpression(parts[^1]);
        return parts.Length == 1 ? step : new CollectExpression(Assets(string.Join('.', parts[..^1])), step);
    }

    /// <summary>A chain of fields, <c>v()</c> variables, <c>f*</c> and <c>f[T]</c>.</summary>
    public static StepExpression Assets(string chain) =>
        chain.Split('.').Select(Part).Aggregate((left, right) => new CollectExpression(left, right));

    public static TtcExpression Ttc(string name, params double[] arguments) => new TtcFunction(name, [.. arguments]);

    private static StepExpression Part(string part) =>
        part switch
        {
            _ when part.EndsWith('*') => new TransitiveExpression(Part(part[..^1])),
            _ when part.EndsWith(']') => new SubTypeExpression(
                Part(part[..part.IndexOf('[', StringComparison.Ordinal)]),
                part[(part.IndexOf('[', StringComparison.Ordinal) + 1)..^1]
            ),
            _ when part.EndsWith("()", StringComparison.Ordinal) => new VariableExpression(part[..^2]),
            _ => new FieldExpression(part),
        };
}
