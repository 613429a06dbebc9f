using Pollux.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language.Tests.Syntax;

public sealed class ParserTests
{
    [Theory]
    [InlineData("| s -> b\n.s")]
    [InlineData("| s -> a.s /* a.b */ , b.s")]
    [InlineData("| s -> a // one.two\n  .s")]
    public void A_step_is_told_from_a_field_by_its_place_whatever_is_between(string members) =>
        Compiled.Asset(members).Diagnostics.ShouldBeEmpty();

    [Theory]
    [InlineData("| s ->", "5,1 PLX1010")]
    [InlineData("| s -> (b.s", "5,1 PLX1010")]
    [InlineData("| -> b.s", "4,3 PLX1010")]
    [InlineData("| s stray", "5,1 PLX1010")]
    [InlineData("| s [Exponential(-1)]", "4,18 PLX1012")]
    [InlineData("| s [Exponential 1]", "4,18 PLX1010")]
    [InlineData("| s [(Zero]", "4,11 PLX1010")]
    [InlineData("| s {C, X}", "4,9 PLX1010")]
    [InlineData("| s {Confidentiality} -> s", "4,6 PLX1010")]
    [InlineData("| s @ -> s", "4,7 PLX1010")]
    [InlineData("| s -> s -> s", "4,10 PLX1010")]
    [InlineData("| s ! d [tpr: 1, tpr: 1]", "4,18 PLX1010")]
    [InlineData("let = a", "4,5 PLX1010")]
    [InlineData("| s user inf: \"x\"", "4,10 PLX1010")]
    [InlineData("| s -> s..s", "4,9 PLX1010")]
    [InlineData("| s -> a.13", "4,10 PLX1010")]
    [InlineData("| s € -> s", "4,5 PLX1003")]
    public void Text_outside_the_grammar_is_an_error_at_its_place(string members, string place)
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Asset(members);

        compiled.Places().ShouldBe([place]);
        compiled.Value.ShouldBeNull();
    }

    [Fact]
    public void After_an_error_the_rest_of_the_file_is_read()
    {
        string[] places = Compiled
            .Of(
                """
                category C {
                  asset A extends { | s | t -> }
                  wrong B { | s }
                  asset D { | s stray | t @ | u [Nothing] }
                }
                associations {
                  A [a] 1 <- L --> 1 [b] A
                  A [c] 1 <-- M --> 1 [d] Missing
                }
                stray
                category E { asset F { | s [] } asset F { } }
                """
            )
            .Places();

        places.ShouldBe([
            "4,19 PLX1010",
            "4,32 PLX1010",
            "5,3 PLX1010",
            "6,23 PLX1010",
            "6,29 PLX1010",
            "6,34 PLX1120",
            "9,11 PLX1010",
            "12,1 PLX1010",
            "13,39 PLX1103",
        ]);
    }

    [Fact]
    public void A_lost_brace_costs_one_error()
    {
        Compiled
            .Of("category C {\n  asset A { | s\n  asset B { | t -> t }\n}\ncategory D { asset E { | s } }")
            .Places()
            .ShouldBe(["5,3 PLX1010"]);
        Compiled.Of("category C { asset A { | s }\ncategory D { asset E { | s } }").Places().ShouldBe(["4,1 PLX1010"]);
    }

    [Fact]
    public void Keywords_are_names_where_nothing_else_can_stand()
    {
        const string text = """
            category info {
              asset asset info info: "x" {
                | action
                | effect info info: "y"
                | effect E
                | I -> let, C.E, effect
                | let
                E exists <- A -> action
                let include = C
              }
            }
            associations {
              asset [A] * <-- category --> * [C] asset
            }
            """;

        Diagnosed<CompiledLanguage> compiled = Compiled.Of(text);

        compiled.HasErrors.ShouldBeFalse(string.Join('\n', compiled.Diagnostics));
        AssetSpecification asset = compiled.Value!.Specification.Assets.Single();
        asset.Steps.Select(step => step.Name).ShouldBe(["action", "effect", "E", "I", "let", "exists"]);
    }

    [Fact]
    public void The_operators_bind_as_the_language_says()
    {
        LanguageSpecification language = Compiled
            .Asset("let v = a \\/ b /\\ a - b.a*[A]\n| s [2^3^2 - 4 - 3 * (1 + 1)] -> v().s")
            .Value.ShouldNotBeNull()
            .Specification;

        FieldExpression a = new("a");
        FieldExpression b = new("b");
        language
            .Assets[0]
            .Variables[0]
            .Expression.ShouldBe(
                new DifferenceExpression(
                    new IntersectionExpression(new UnionExpression(a, b), a),
                    new CollectExpression(b, new SubTypeExpression(new TransitiveExpression(a), "A"))
                )
            );
        TtcExpression power = new TtcBinary(
            TtcOperator.Exponentiation,
            new TtcNumber(2),
            new TtcBinary(TtcOperator.Exponentiation, new TtcNumber(3), new TtcNumber(2))
        );
        TtcExpression product = new TtcBinary(
            TtcOperator.Multiplication,
            new TtcNumber(3),
            new TtcBinary(TtcOperator.Addition, new TtcNumber(1), new TtcNumber(1))
        );
        language
            .Assets[0]
            .Steps[0]
            .Ttc.ShouldBe(
                new TtcBinary(
                    TtcOperator.Subtraction,
                    new TtcBinary(TtcOperator.Subtraction, power, new TtcNumber(4)),
                    product
                )
            );
    }

    [Theory]
    [InlineData("\"a \\\"b\\\" \\\\ \\t\"", "a \"b\" \\ \t")]
    [InlineData("\"\"\"\n      one\n        two  \n\n      three\n\"\"\"", "one\n  two\n\nthree")]
    [InlineData("\"ä€😀\"", "ä€😀")]
    [InlineData("\"\"", "")]
    public void Strings_say_what_is_written(string literal, string text) =>
        Compiled.Of($"#note: {literal}").Value.ShouldNotBeNull().Specification.Defines["note"].ShouldBe(text);

    [Theory]
    [InlineData("#note: \"a \\q b\"", "3,11 PLX1006")]
    [InlineData("#note: \"never closed\n#other: 5", "3,8 PLX1005|4,9 PLX1010")]
    [InlineData("#note: \"two\nlines\"", "3,8 PLX1007")]
    [InlineData("#note: \"\"\"text\"\"\"", "3,11 PLX1010")]
    [InlineData("#note: \"\"\"\ntext", "3,8 PLX1005")]
    [InlineData("#9note: \"x\"", "3,2 PLX1008")]
    public void Strings_comments_and_names_are_judged_where_they_begin(string text, string places) =>
        Compiled.Of(text).Places().Where(place => !place.StartsWith(',')).ShouldBe(places.Split('|'));

    [Theory]
    [InlineData("/* never closed", "3,16 PLX1004")]
    [InlineData("/* never\nclosed\n", "5,1 PLX1004")]
    [InlineData("/* one */ /* two * /", "3,21 PLX1004")]
    public void A_comment_that_is_never_closed_is_judged_at_the_end_and_its_beginning_named(string text, string place)
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Of(text);

        compiled.Places().ShouldBe([place]);
        compiled
            .Diagnostics[0]
            .Message.ShouldContain($"line 3, column {text.LastIndexOf("/*", StringComparison.Ordinal) + 1}");
    }

    [Theory]
    [InlineData("0..1", 0, 1)]
    [InlineData("*", 0, null)]
    [InlineData("0..*", 0, null)]
    [InlineData("1", 1, 1)]
    [InlineData("1..*", 1, null)]
    public void Multiplicities_say_how_many(string text, int minimum, int? maximum)
    {
        Diagnosed<CompiledLanguage> compiled = Association(text);

        compiled.Diagnostics.ShouldBeEmpty();
        compiled.Value!.Specification.Associations[0].LeftMultiplicity.ShouldBe(new Multiplicity(minimum, maximum));
    }

    [Theory]
    [InlineData("0", "PLX1013")]
    [InlineData("1..0", "PLX1013")]
    [InlineData("*..1", "PLX1013")]
    [InlineData("99999999999", "PLX1015")]
    [InlineData("2", "PLX1014")]
    public void Other_multiplicities_are_judged(string text, string code) =>
        Association(text).Places().ShouldBe([$"4,7 {code}"]);

    [Theory]
    [InlineData("0..2", "4,10 PLX1014")]
    [InlineData("2..4", "4,7 PLX1014|4,10 PLX1014")]
    [InlineData("3..*", "4,7 PLX1014")]
    public void A_number_that_malc_refuses_is_an_error_where_it_stands(string text, string places)
    {
        Diagnosed<CompiledLanguage> compiled = Association(text);

        compiled.Places().ShouldBe(places.Split('|'));
        compiled.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void Detectors_are_read_in_both_spellings_and_other_comments_are_left_alone()
    {
        LanguageSpecification language = Compiled
            .Asset(
                """
                | s
                  ! net.flow (a.s src, b.s) sensor [fpr: .5, tpr: 1]
                  //! legacy (a.s src) [tpr: 0.25]
                  //! just a remark, not a detector
                  -> s
                //! net.other
                """
            )
            .Value.ShouldNotBeNull()
            .Specification;

        language.Assets[0].Steps[0].Detectors.Select(detector => detector.Name).ShouldBe(["net.flow", "legacy"]);
        DetectorSpecification detector = language.Assets[0].Steps[0].Detectors[0];
        detector.Type.ShouldBe("sensor");
        (detector.TruePositiveRate, detector.FalsePositiveRate).ShouldBe((1, 0.5));
        detector.Context.Select(pair => pair.Key).ShouldBe(["src", "s"]);
    }

    [Fact]
    public void Deep_and_long_expressions_are_errors_not_crashes()
    {
        string deep = new string('(', 10_000) + "b" + new string(')', 10_000);
        string chain = string.Join('.', Enumerable.Repeat("a", 10_000));

        Compiled.Asset($"| s -> {deep}.s").Places().ShouldBe(["4,108 PLX1011"]);
        Compiled.Asset($"| s -> {chain}.s").Diagnostics.ShouldHaveSingleItem().Rule.Code.ShouldBe("PLX1011");
        Compiled.Asset($"| s [{string.Join('^', Enumerable.Repeat("1", 10_000))}]").Diagnostics.ShouldHaveSingleItem();
        Compiled.Asset($"| s -> b{new string('*', 10_000)}.s").Diagnostics.ShouldHaveSingleItem();
        Compiled.Asset("| s -> " + string.Join('.', Enumerable.Repeat("a", 400)) + ".s").HasErrors.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"\\\"\n\\\"\n")]
    [InlineData("//! a\n")]
    [InlineData("\"\"\"")]
    [InlineData("asset ")]
    [InlineData("(")]
    [InlineData("category C { asset A { ")]
    [InlineData("| s @t user info: \"\" ")]
    [InlineData("a.")]
    [InlineData("€\n")]
    [InlineData("/*")]
    public void Hostile_repetition_takes_time_in_proportion(string piece)
    {
        string text =
            "category C { asset A { | s -> " + string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();

        Compiled.Of(text).HasErrors.ShouldBeTrue();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_false_negative_rate_is_read_as_what_is_left_of_the_true_positive_rate()
    {
        Diagnosed<CompiledLanguage> compiled = Compiled.Asset("| s\n! seen [fpr: 0.5, fnr: 0.25]\n-> s");

        compiled.Places().ShouldContain("5,19 PLX1016");
        compiled.HasErrors.ShouldBeFalse();
        DetectorSpecification detector = compiled.Value!.Specification.Assets[0].Steps[0].Detectors[0];
        (detector.TruePositiveRate, detector.FalsePositiveRate).ShouldBe((0.75, 0.5));
    }

    [Theory]
    [InlineData("tpr: 1, fnr: 0")]
    [InlineData("fnr: 0, tpr: 1")]
    [InlineData("fnr: 2")]
    public void A_false_negative_rate_beside_a_true_positive_one_or_out_of_range_is_an_error(string rates) =>
        Compiled.Asset($"| s\n! seen [{rates}]\n-> s").HasErrors.ShouldBeTrue();

    private static Diagnosed<CompiledLanguage> Association(string multiplicity) =>
        Compiled.Of(
            $"category C {{ asset A {{ | s -> b.s }} }} associations {{\nA [a] {multiplicity} <-- L --> * [b] A }}"
        );
}
