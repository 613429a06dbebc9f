using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Testing;

namespace Pollux.Language.Tests;

public sealed class LanguageCompilerTests
{
    private const string Small = """
        category System {
          abstract asset Node { | own -> peers.own }
          asset Host extends Node
            user info: "A computer."
          {
            let hosts = peers[Host]
            # hardened [Bernoulli(0.4)] -> attack
            & attack @T1190 {C, I} [Exponential(0.1) * Bernoulli(0.5)] -> own, hosts().attack
            E lonely <- peers -> attack
            | own +> attack
          }
        }
        associations {
          Node [peers] * <-- Link --> 0..1 [owners] Node
            user info: "A cable."
        }
        """;

    [Fact]
    public void A_language_compiles_to_its_specification()
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Of(Small);

        compiled.Diagnostics.ShouldBeEmpty();
        LanguageSpecification language = compiled.Value.ShouldNotBeNull().Specification;
        language.Id.ShouldBe("test");
        language.Assets.Select(asset => asset.Name).ShouldBe(["Node", "Host"]);
        AssetSpecification host = language.Assets[1];
        host.SuperAsset.ShouldBe("Node");
        host.Meta["user"].ShouldBe("A computer.");
        host.Variables.ShouldHaveSingleItem()
            .Expression.ShouldBe(new SubTypeExpression(new FieldExpression("peers"), "Host"));
        StepSpecification attack = host.Steps[1];
        attack.Type.ShouldBe(StepType.And);
        attack.Tags.ShouldBe(["T1190"]);
        attack.Risk.ShouldBe(new StepRisk(true, true, false));
        attack.Ttc.ShouldBe(
            new TtcBinary(
                TtcOperator.Multiplication,
                new TtcFunction("Exponential", [0.1]),
                new TtcFunction("Bernoulli", [0.5])
            )
        );
        attack
            .Reaches.ShouldNotBeNull()
            .Expressions.ShouldBe([
                new AttackStepExpression("own"),
                new CollectExpression(new VariableExpression("hosts"), new AttackStepExpression("attack")),
            ]);
        host.Steps[3].Reaches.ShouldNotBeNull().Overrides.ShouldBeFalse();
        AssociationSpecification link = language.Associations.ShouldHaveSingleItem();
        link.LeftMultiplicity.ShouldBe(new Multiplicity(0, null));
        link.RightMultiplicity.ShouldBe(new Multiplicity(0, 1));
    }

    [Fact]
    public void Each_declaration_has_a_place()
    {
        CompiledLanguage language = Compiled.Of(Small).Value.ShouldNotBeNull();

        language.LocationOf("Host").ShouldNotBeNull().ToString().ShouldBe("a.mal(5,9)");
        language.LocationOf("Host", "attack").ShouldNotBeNull().ToString().ShouldBe("a.mal(10,7)");
        language.LocationOf("Host", "absent").ShouldBeNull();
        language
            .LocationOf(language.Specification.Associations[0])
            .ShouldNotBeNull()
            .ToString()
            .ShouldBe("a.mal(16,3)");
    }

    [Fact]
    public void The_draft_of_the_core_language_compiles_without_errors()
    {
        string path = SharedData.Require("design", "core-language-draft.mal");

        LanguageCompiler.Compile(path, CompilerOptions.Default).HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_does_not_exist_is_a_diagnostic()
    {
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile("nowhere.mal", CompilerOptions.Default);

        compiled.Value.ShouldBeNull();
        compiled.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("nowhere.mal: error PLX1000:");
    }

    [Fact]
    public void All_problems_of_a_file_are_reported_in_order()
    {
        Compiled
            .Asset("| s [(] -> t\n| t [Wrong] -> nothing\n| 5\n& u -> a.missing, b")
            .Places()
            .ShouldBe(["4,7 PLX1010", "5,6 PLX1120", "6,3 PLX1010", "7,19 PLX1137"]);
    }
}
