using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Language.Tests.Graph;

/// <summary>A compiled language that the compiler did not make (a .mar of others) may not hold together.</summary>
public sealed class LanguageGraphTests
{
    private static readonly ImmutableSortedDictionary<string, string> NoMeta = ImmutableSortedDictionary<
        string,
        string
    >.Empty;

    [Fact]
    public void A_language_that_holds_together_gives_no_diagnostics()
    {
        Diagnosed<LanguageGraph> graph = Build([
            Asset("Base", null, Step("a", To("b")), Step("b")),
            Asset("Sub", "Base", Step("c", To("a"))),
        ]);
        graph.Diagnostics.ShouldBeEmpty();
        graph.Value!.TypesByName["Sub"].Steps.Select(step => step.Name).ShouldBe(["c", "a", "b"]);
        graph.Value.TypesByName["Sub"].Is(graph.Value.TypesByName["Base"]).ShouldBeTrue();
        graph.Value.TypesByName["Base"].Is(graph.Value.TypesByName["Sub"]).ShouldBeFalse();
    }

    [Fact]
    public void Every_name_that_is_not_there_is_reported_and_the_rest_is_resolved()
    {
        Diagnosed<LanguageGraph> graph = Build(
            [
                Asset("A", "Nowhere", Step("a", To("gone"), To("b"), Through("field", "b"))),
                Asset(
                    "B",
                    null,
                    Step("a", new CollectExpression(new VariableExpression("v"), new AttackStepExpression("a")))
                ),
                Asset("C", "A", Step("b"), Step("b")),
                Asset("C", null),
            ],
            Link("A", "Nothing")
        );
        graph
            .Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Code} {diagnostic.Message}")
            .ShouldBe([
                "PLX1391 The asset type 'C' is defined twice.",
                "PLX1390 'A' extends 'Nowhere', which does not exist.",
                "PLX1390 The association 'Link' has an end at 'Nothing', which does not exist.",
                "PLX1390 A has no step 'gone'.",
                "PLX1390 A has no step 'b'.",
                "PLX1390 A has no field 'field'.",
                "PLX1390 B has no variable 'v'.",
                "PLX1391 'C' has two steps 'b'.",
            ]);
        graph.Value!.TypesByName["C"].Steps.Select(step => step.Name).ShouldBe(["b", "a"]);
    }

    [Fact]
    public void Circles_of_types_and_of_variables_are_reported_and_end()
    {
        VariableSpecification first = new("v", new VariableExpression("w"));
        VariableSpecification second = new("w", new VariableExpression("v"));
        Diagnosed<LanguageGraph> graph = Build([
            Asset("A", "B"),
            Asset("B", "A"),
            Asset(
                "C",
                null,
                Step("a", new CollectExpression(new VariableExpression("v"), new AttackStepExpression("a")))
            ) with
            {
                Variables = [first, second],
            },
        ]);
        graph
            .Diagnostics.Select(diagnostic => diagnostic.Rule)
            .ShouldBe([LanguageGraphRules.Cycle, LanguageGraphRules.Cycle]);
    }

    [Fact]
    public void What_does_not_fit_its_types_is_reported()
    {
        StepExpression apart = new CollectExpression(
            new UnionExpression(new FieldExpression("right"), new SubTypeExpression(new FieldExpression("right"), "A")),
            new AttackStepExpression("b")
        );
        StepExpression noStep = new FieldExpression("right");
        StepExpression transitive = new CollectExpression(
            new TransitiveExpression(new FieldExpression("right")),
            new AttackStepExpression("b")
        );
        Diagnosed<LanguageGraph> graph = Build(
            [Asset("A", null, Step("a", apart, noStep, transitive)), Asset("B", null, Step("b"))],
            Link("A", "B")
        );
        graph.Diagnostics.Select(diagnostic => diagnostic.Rule.Code).ShouldBe(["PLX1393", "PLX1393", "PLX1393"]);
    }

    [Fact]
    public void A_step_that_changes_its_kind_is_reported()
    {
        StepSpecification and = Step("a") with { Type = StepType.And };
        Build([Asset("A", null, Step("a")), Asset("B", "A", and)])
            .Diagnostics.ShouldHaveSingleItem()
            .Rule.ShouldBe(LanguageGraphRules.KindChanged);
    }

    [Fact]
    public void An_expression_of_thousands_of_levels_is_refused_not_followed()
    {
        StepExpression deep = new FieldExpression("right");
        for (int i = 0; i < 3_000; i++)
        {
            deep = new TransitiveExpression(deep);
        }

        Build([Asset("A", null, Step("a", new CollectExpression(deep, new AttackStepExpression("a"))))], Link("A", "A"))
            .Diagnostics.ShouldContain(diagnostic => diagnostic.Rule == LanguageGraphRules.TooDeep);
    }

    private static Diagnosed<LanguageGraph> Build(
        ImmutableArray<AssetSpecification> assets,
        params ImmutableArray<AssociationSpecification> associations
    ) => LanguageGraph.Build(new LanguageSpecification(NoMeta, [], assets, associations));

    private static AssetSpecification Asset(string name, string? super, params StepSpecification[] steps) =>
        new(name, "Test", false, super, NoMeta, [], [.. steps]);

    private static StepSpecification Step(string name, params StepExpression[] reaches) =>
        new(
            name,
            StepType.Or,
            null,
            NoMeta,
            [],
            null,
            null,
            [],
            null,
            reaches.Length == 0 ? null : new StepClause(true, [.. reaches])
        );

    private static AssociationSpecification Link(string left, string right) =>
        new("Link", NoMeta, left, "left", new Multiplicity(0, null), right, "right", new Multiplicity(0, null));

    private static AttackStepExpression To(string step) => new(step);

    private static CollectExpression Through(string field, string step) => new(new FieldExpression(field), To(step));
}
