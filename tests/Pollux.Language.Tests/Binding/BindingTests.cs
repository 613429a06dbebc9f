using Pollux.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language.Tests.Binding;

/// <summary>The rules of MAL's static semantics: what breaks one, at its place, and its pair that does not.</summary>
public sealed class BindingTests
{
    [Theory]
    [InlineData("", "#id: \"x\"", ", PLX1100")]
    [InlineData("", "#id: \" \"\n#version: \"1.0.0\"", "1,1 PLX1101")]
    [InlineData("", "#id: \"x\"\n#version: \"1.0.0-beta\"", "2,1 PLX1101")]
    [InlineData("", "#id: \"x\"\n#version: \"1.0.0\"\n#key: \"1\"\n#key: \"1\"", "4,1 PLX1102")]
    [InlineData("", "#id: \"x\"\n#version: \"1.0.0\"\n#id: \"y\"", "3,1 PLX1127")]
    [InlineData("ok", "#id: \"x\"\n#version: \"10.20.30\"\n#key: \"1\"", "")]
    public void Defines(string name, string text, string places)
    {
        _ = name;
        Compiled.Files(("a.mal", text)).Places().ShouldBe(places.Length == 0 ? [] : [places]);
    }

    [Theory]
    [InlineData("asset A { | s } asset A { | s }", "3,36 PLX1103")]
    [InlineData("asset A extends B { | s }", "3,30 PLX1104")]
    [InlineData("abstract asset A { | s }", "3,29 PLX1107")]
    [InlineData("abstract asset A { | s } asset B extends A { | t }", "")]
    [InlineData("asset A extends A { | s }", "3,20 PLX1105")]
    [InlineData("asset A extends B { } asset B extends C { } asset C extends B { }", "3,42 PLX1105|3,64 PLX1105")]
    [InlineData("} category D {", "3,10 PLX1108|3,25 PLX1108")]
    [InlineData("} category D user info: \"x\" {", "3,10 PLX1108")]
    [InlineData("asset A user info: \"x\" user info: \"y\" { }", "3,37 PLX1109")]
    [InlineData("asset A user info: \"x\" modeler info: \"y\" { }", "")]
    public void Assets_and_categories(string assets, string places) =>
        Compiled.Of($"category C {{ {assets} }}").Places().ShouldBe(Split(places));

    [Fact]
    public void The_info_of_a_category_spans_its_blocks()
    {
        Compiled
            .Of("category C user info: \"x\" { }\ncategory C user info: \"y\" { }")
            .Places()
            .ShouldBe(["4,12 PLX1109"]);
        Compiled
            .Of("category C user info: \"x\" { }\ncategory C modeler info: \"y\" { }")
            .Value.ShouldNotBeNull()
            .Specification.Categories.ShouldHaveSingleItem()
            .Meta.Keys.ShouldBe(["modeler", "user"]);
    }

    [Fact]
    public void A_line_of_inheritance_is_limited()
    {
        string assets = string.Concat(Enumerable.Range(1, 5_000).Select(at => $"asset A{at} extends A{at - 1} {{}}\n"));

        Diagnosed<CompiledLanguage> compiled = Compiled.Of($"category C {{ asset A0 {{}}\n{assets} }}");

        compiled.Diagnostics[0].ToString().ShouldStartWith("a.mal(103,7): error PLX1106: The asset 'A100' ");
    }

    [Theory]
    [InlineData("| s\n| s", "5,3 PLX1110")]
    [InlineData("| s +> s", "4,5 PLX1112")]
    [InlineData("| s <- a", "4,5 PLX1113")]
    [InlineData("E s", "4,1 PLX1114")]
    [InlineData("!E s [Zero] <- a", "4,1 PLX1115")]
    [InlineData("# s {C}", "4,3 PLX1116")]
    [InlineData("E s {C} <- a", "4,3 PLX1116")]
    [InlineData("| s {C, C} -> a.s", "4,3 PLX1117")]
    [InlineData("| s @x @x -> a.s", "4,9 PLX1118")]
    [InlineData("| s user info: \"\" user info: \"\"", "4,19 PLX1109")]
    [InlineData("| s ! d ! d", "4,11 PLX1145")]
    [InlineData("| s ! d [tpr: 1.5]", "4,15 PLX1146")]
    [InlineData("| s ! d (a.s x, b.s x)", "4,21 PLX1147")]
    [InlineData("| s ! d (a.t x)", "4,12 PLX1137")]
    [InlineData("| s ! d (a.s x, b.s y) [tpr: 1, fpr: 0] ! e", "")]
    [InlineData("| s @x @y {A, C} user info: \"\" -> a.s\nE t <- a -> s\n!E u <- b, a.b", "")]
    public void Steps(string members, string places) => Compiled.Asset(members).Places().ShouldBe(Split(places));

    [Theory]
    [InlineData("| own", "& own", "4,45 PLX1111")]
    [InlineData("# own", "E own <- a", "4,45 PLX1111")]
    [InlineData("| own [Zero]", "| own +> a.own", "4,45 PLX1126")]
    [InlineData("| own [Zero]", "| own [Zero] +> a.own", "")]
    [InlineData("| own", "| own", "")]
    public void A_redefinition_keeps_the_type_and_repeats_the_time(string first, string second, string places)
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Of(
            $"category C {{ asset A {{ {first} }}\n              asset B extends A {{      {second} }} }}\n"
                + "associations { A [a] * <-- L --> * [b] A }"
        );

        string[] expected = [.. Split(places)];
        compiled
            .Places()
            .Where(place => !place.EndsWith("PLX1143", StringComparison.Ordinal))
            .Select(place => place.Split(' ')[1])
            .ShouldBe(expected.Select(place => place.Split(' ')[1]));
    }

    [Theory]
    [InlineData("let v = a\nlet v = b\n| s -> v().s", "5,5 PLX1132")]
    [InlineData("let v = w()\nlet w = v()", "4,5 PLX1133")]
    [InlineData("let v = v", "4,9 PLX1135")]
    [InlineData("let v = s\n| s", "4,9 PLX1135")]
    [InlineData("let v = a", "4,5 PLX1142")]
    [InlineData("let v = a\n| s -> v.s", "5,8 PLX1135")]
    [InlineData("| s -> a().s", "4,8 PLX1136")]
    [InlineData("| s -> w().s", "4,8 PLX1136")]
    [InlineData("let v = a\nlet w = v().b\n| s -> w().s", "")]
    public void Variables(string members, string places) =>
        Compiled
            .Asset(members)
            .Places()
            .Where(place => !place.EndsWith("PLX1143", StringComparison.Ordinal))
            .ShouldBe(Split(places));

    [Theory]
    [InlineData("| s -> t", "4,8 PLX1137")]
    [InlineData("| s -> a.t", "4,10 PLX1137")]
    [InlineData("| s -> a", "4,8 PLX1137")]
    [InlineData("| s -> x.s", "4,8 PLX1135")]
    [InlineData("| s -> a.x.s", "4,10 PLX1135")]
    [InlineData("| s -> s.s", "4,8 PLX1135")]
    [InlineData("| s -> (a.s \\/ b.s)", "4,9 PLX1141")]
    [InlineData("| s -> a*", "4,8 PLX1141")]
    [InlineData("| s -> a[A]", "4,8 PLX1141")]
    [InlineData("| s -> a[Missing].s", "4,10 PLX1104")]
    [InlineData("E s <- a.s", "4,10 PLX1135")]
    [InlineData("| s -> (a \\/ b).s, (a.b)*.s, a.(b.s), (a.s), a[A].s", "")]
    public void Expressions(string members, string places) =>
        Compiled
            .Asset(members)
            .Places()
            .Where(place => !place.EndsWith("PLX1143", StringComparison.Ordinal))
            .ShouldBe(Split(places));

    [Theory]
    [InlineData("Bernoulli(1.1)", "PLX1122")]
    [InlineData("Bernoulli", "PLX1121")]
    [InlineData("Bernoulli(0, 1)", "PLX1121")]
    [InlineData("Binomial(5, 2)", "PLX1122")]
    [InlineData("Exponential(0)", "PLX1122")]
    [InlineData("Gamma(0, 1)", "PLX1122")]
    [InlineData("Gamma(1, 0)", "PLX1122")]
    [InlineData("LogNormal(0, 0)", "PLX1122")]
    [InlineData("Pareto(0, 1)", "PLX1122")]
    [InlineData("TruncatedNormal(1, 0)", "PLX1122")]
    [InlineData("Uniform(2, 1)", "PLX1122")]
    [InlineData("EasyAndCertain(1)", "PLX1121")]
    [InlineData("Exponental(1)", "PLX1120")]
    [InlineData("Enabled", "PLX1124")]
    [InlineData("1 + Disabled", "PLX1124")]
    [InlineData("Bernoulli(0.5) - 1", "PLX1125")]
    [InlineData("1 / EasyAndUncertain", "PLX1125")]
    [InlineData("2 ^ Bernoulli(0.5)", "PLX1125")]
    [InlineData("1 / (2 * Bernoulli(0.5))", "")]
    [InlineData("1 - HardAndUncertain", "")]
    [InlineData("Bernoulli(0) * Binomial(3, 1) + Gamma(1, 2) * LogNormal(0, 0.1) + Pareto(1, 1) + Uniform(1, 1)", "")]
    [InlineData(
        "Zero() + Infinity + EasyAndCertain() + HardAndCertain + VeryHardAndCertain + VeryHardAndUncertain",
        ""
    )]
    [InlineData("", "")]
    [InlineData("12.5", "")]
    public void Times_of_attack_steps(string ttc, string code)
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Asset($"| s [{ttc}] -> a.s");

        compiled.Diagnostics.Select(diagnostic => diagnostic.Rule.Code).ShouldBe(Split(code));
    }

    [Theory]
    [InlineData("Enabled", "")]
    [InlineData("Disabled()", "")]
    [InlineData("Bernoulli(0.5)", "")]
    [InlineData("Bernoulli(2)", "PLX1122")]
    [InlineData("Enabled(1)", "PLX1121")]
    [InlineData("Exponential(1)", "PLX1123")]
    [InlineData("Bernoulli(0.5) * 2", "PLX1123")]
    [InlineData("1", "PLX1123")]
    [InlineData("", "PLX1123")]
    public void States_of_defences(string ttc, string code) =>
        Compiled
            .Asset($"# d [{ttc}] -> s\n& s -> a.s")
            .Diagnostics.Select(diagnostic => diagnostic.Rule.Code)
            .ShouldBe(Split(code));

    [Theory]
    [InlineData("A [x] * <-- L --> * [y] Missing", "PLX1104")]
    [InlineData("A [x] * <-- L --> * [x] A", "PLX1130")]
    [InlineData("A [x] * <-- L --> * [y] B B [x] * <-- M --> * [z] B", "PLX1130")]
    [InlineData("A [x] * <-- L --> * [s] B", "PLX1131")]
    [InlineData("B [x] * <-- L --> * [s] B", "PLX1131")]
    [InlineData("A [x] * <-- L --> * [t] A", "PLX1131")]
    [InlineData("A [x] * <-- L --> * [y] B A [z] * <-- L --> * [w] B", "")]
    public void Associations(string associations, string code)
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Of(
            $"category C {{ asset A {{ | s }} asset B extends A {{ | t }} }} associations {{ {associations} }}"
        );

        compiled
            .Diagnostics.Where(diagnostic => diagnostic.Level == Severity.Error)
            .Select(diagnostic => diagnostic.Rule.Code)
            .Distinct()
            .ShouldBe(Split(code));
    }

    [Fact]
    public void The_common_ancestor_is_the_lowest_whatever_the_depths()
    {
        const string text = """
            category C {
              asset Top { | top }
              asset Middle extends Top { | middle }
              asset Left extends Middle { | left }
              asset Deep extends Middle { }
              asset Deeper extends Deep { }
              asset Right extends Deeper { | right }
              asset Other { | other }
              asset Start {
                | s -> (lefts \/ rights).REACHED, (lefts - others).top
              }
            }
            associations {
              Start [a] * <-- L --> * [lefts] Left
              Start [b] * <-- R --> * [rights] Right
              Start [c] * <-- O --> * [others] Other
            }
            """;

        string[] Codes(string step) =>
            [
                .. Compiled
                    .Of(text.Replace("REACHED", step, StringComparison.Ordinal))
                    .Diagnostics.Select(diagnostic => diagnostic.Rule.Code),
            ];
        Codes("middle").ShouldBe(["PLX1138"]);
        Codes("left").ShouldBe(["PLX1137", "PLX1138"]);
    }

    [Fact]
    public void A_closure_may_lead_up_or_down_but_not_aside()
    {
        const string text = """
            category C {
              asset Base { | s }
              asset Node extends Base { | up -> ups*.s | down -> downs*.s | SIDE }
              asset Leaf extends Node { }
              asset Side extends Base { }
            }
            associations {
              Node [a] * <-- U --> * [ups] Base
              Node [b] * <-- D --> * [downs] Leaf
              Node [c] * <-- S --> * [sides] Side
            }
            """;

        Compiled.Of(text.Replace("SIDE", "side -> sides.s", StringComparison.Ordinal)).Diagnostics.ShouldBeEmpty();
        Compiled
            .Of(text.Replace("SIDE", "side -> sides*.s", StringComparison.Ordinal))
            .Diagnostics.ShouldHaveSingleItem()
            .Rule.Code.ShouldBe("PLX1139");
    }

    [Fact]
    public void A_type_filter_only_goes_down()
    {
        const string text = """
            category C { asset A { | s -> bs[FILTER].s } asset B extends A { } }
            associations { A [as] * <-- L --> * [bs] B }
            """;

        Compiled.Of(text.Replace("FILTER", "B", StringComparison.Ordinal)).Diagnostics.ShouldBeEmpty();
        Compiled.Of(text.Replace("FILTER", "A", StringComparison.Ordinal)).Places().ShouldBe(["3,31 PLX1140"]);
    }

    [Fact]
    public void Siblings_may_have_variables_of_one_name_and_heirs_may_not()
    {
        const string text = """
            category C {
              asset A { PARENT | s }
              asset B extends A { let v = a | t -> v().s }
              asset D extends A { let v = a.a | t -> v().s }
            }
            associations { A [a] * <-- L --> * [b] A }
            """;

        Compiled.Of(text.Replace("PARENT", "", StringComparison.Ordinal)).Diagnostics.ShouldBeEmpty();
        Compiled
            .Of(text.Replace("PARENT", "let v = b", StringComparison.Ordinal))
            .Places()
            .ShouldBe(["5,27 PLX1132", "6,27 PLX1132"]);
    }

    [Fact]
    public void A_problem_names_the_value_the_earlier_place_and_what_was_probably_meant()
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Asset(
            "let machines = a\n| compromise\n| s -> machines.s, a.compromize, b.s"
        );

        compiled
            .Diagnostics.Select(diagnostic => $"{diagnostic.Message} {diagnostic.NextStep}")
            .ShouldBe([
                "The field 'machines' is not defined for asset 'A', but a variable is, at line 4, column 5. Did you mean the variable 'machines()'?",
                "The step 'compromize' is not defined for asset 'A'. Did you mean 'compromise'? Correct the name, or define the step in the asset.",
            ]);
    }

    [Fact]
    public void Associations_of_one_name_are_told_apart_by_their_fields()
    {
        CompiledLanguage language = Compiled
            .Of(
                "category C { asset A { | s -> b.s, d.s } }\nassociations {\n A [a] * <-- L --> * [b] A\n A [c] * <-- L --> * [d] A }"
            )
            .Value.ShouldNotBeNull();

        foreach (AssociationSpecification association in language.Specification.Associations)
        {
            int line = association.LeftField == "a" ? 5 : 6;
            language.LocationOf(association).ShouldNotBeNull().Line.ShouldBe(line);
        }
    }

    private static string[] Split(string places) => places.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
