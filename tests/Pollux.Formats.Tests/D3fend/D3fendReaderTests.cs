using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.D3fend;
using Pollux.Formats.Input;
using Pollux.Knowledge.Countermeasures;
using Pollux.Testing;

namespace Pollux.Formats.Tests.D3fend;

public sealed class D3fendReaderTests
{
    private const string Ontology = """
        @prefix : <http://d3fend.mitre.org/ontologies/d3fend.owl#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        # A comment with a quotation mark " and a dot .
        :DigitalArtifact a owl:Class ; rdfs:label "Digital Artifact" .
        :Letter a owl:Class ; rdfs:subClassOf :DigitalArtifact ; rdfs:label "Letter" .
        :LoveLetter a owl:Class ; rdfs:subClassOf :Letter ; rdfs:label "Love Letter"@en .
        :Custom a owl:Class ; rdfs:label "No artifact" .
        :Blotting a :Blotting, owl:Class ;
            rdfs:label "Blotting" ;
            rdfs:subClassOf :Hiding,
                [ a owl:Restriction ; owl:onProperty :blots ; owl:someValuesFrom :Letter ],
                [ a owl:Restriction ; owl:onProperty :implemented-by ; owl:someValuesFrom :Custom ] ;
            :d3fend-id "D3-BLOT" ;
            :definition "Long text." ;
            :kb-article '''It has "quotes", a \t tab,
        and two lines. [ ; ] .''' .
        :Hiding a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :enables ; owl:someValuesFrom :Isolate ] .
        :T9001 a owl:Class ; rdfs:label "Write love letters" ; :attack-id "T9001" ;
            rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :writes ; owl:someValuesFrom :LoveLetter ] .
        :T9002 a owl:Class ; rdfs:label "Follow a custom" ; :attack-id "T9002" ;
            rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :follows ; owl:someValuesFrom :Custom ] ;
            owl:members ( :Letter [ a owl:Thing ] "text"^^xsd:string 1.5 true ) .
        """;

    [Fact]
    public void A_countermeasure_works_on_techniques_that_touch_its_artifact_or_a_kind_of_it()
    {
        CountermeasureCatalogue catalogue = Read(
            Ontology.Replace("'''", "\"\"\"", StringComparison.Ordinal)
        ).Value!.Catalogue;

        Countermeasure blotting = catalogue.Items.ShouldHaveSingleItem();
        (blotting.Id, blotting.Name, blotting.Tactic).ShouldBe(("D3-BLOT", "Blotting", "Isolate"));
        blotting.Against.ShouldBe([new CounteredTechnique("T9001", "blots", "Love Letter")]);
        catalogue.For("T9001").ShouldHaveSingleItem();
        // What is joined by something that is no artifact is not joined.
        catalogue.For("T9002").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(":a :b \"no end", 1, "does not end")]
    [InlineData(":a :b :c ;\n  :d", 2, "ends within a statement")]
    [InlineData(":a :b :c", 1, "'.' is missing")]
    [InlineData(":a :b \"\\uD800\" .", 1, "escape")]
    [InlineData(":a :b <http://x", 1, "IRI")]
    [InlineData(":a ] .", 1, "is no name")]
    public void What_is_no_Turtle_is_refused_at_its_line(string text, int line, string why)
    {
        Diagnosed<D3fendReading> read = Read(text);

        read.Value.ShouldBeNull();
        Diagnostic problem = read.Diagnostics.ShouldHaveSingleItem();
        problem.Rule.ShouldBe(D3fendRules.Malformed);
        problem.Location!.Line.ShouldBe(line);
        problem.Message.ShouldContain(why);
    }

    [Fact]
    public void Nodes_nested_without_end_are_refused()
    {
        Diagnosed<D3fendReading> read = Read(":a :b " + string.Concat(Enumerable.Repeat("[ :c ", 100_000)));

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.TooLarge);
    }

    [Fact]
    public void Damaged_ontologies_never_throw()
    {
        string whole = Ontology.Replace("'''", "\"\"\"", StringComparison.Ordinal);
        Random random = new(7);
        for (int i = 0; i < 400; i++)
        {
            StringBuilder text = new(whole);
            for (int edit = 0; edit <= i % 4; edit++)
            {
                int at = random.Next(text.Length);
                _ = (i + edit) % 2 == 0 ? text.Remove(at, 1) : text.Insert(at, "\"[]().;,\\@#<>:"[random.Next(14)]);
            }

            Diagnosed<D3fendReading> read = Read(text.ToString());

            (read.Value is not null || read.HasErrors).ShouldBeTrue();
        }
    }

    [Fact]
    public void The_real_ontology_joins_techniques_and_countermeasures()
    {
        string path = SharedData.Require("data", "security", "d3fend", "d3fend-protege.ttl.gz");
        InputFile file = new InputOpener(InputLimits.Default)
            .Open(path, TestContext.Current.CancellationToken)
            .Single()
            .File!;
        D3fendReader.Recognises(InputHead.Read(file)).ShouldBeTrue();

        Diagnosed<D3fendReading> read = new D3fendReader(InputLimits.Default).Read(
            file,
            TestContext.Current.CancellationToken
        );

        CountermeasureCatalogue catalogue = read.Value!.Catalogue;
        read.Diagnostics.ShouldBeEmpty();
        catalogue.Items.Select(item => item.Id).ShouldBe(IdsByText(path));
        catalogue.Items.ShouldAllBe(item => item.Name.Length > 0);
        catalogue.For("T1059.001").Select(pair => pair.Measure.Id).ShouldContain("D3-EAL");
        catalogue.For("T1566.001").Select(pair => pair.Measure.Id).ShouldContain("D3-SRA");
    }

    // Every ":d3fend-id "D3-..."" in the text, however it stands.
    private static IEnumerable<string> IdsByText(string path)
    {
        using StreamReader reader = new(
            new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress)
        );
        string text = reader.ReadToEnd();
        return System
            .Text.RegularExpressions.Regex.Matches(
                text,
                ":d3fend-id \"(?<id>D3-[^\"]+)\"",
                System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5)
            )
            .Select(match => match.Groups["id"].Value)
            .Order(StringComparer.Ordinal);
    }

    private static Diagnosed<D3fendReading> Read(string turtle) =>
        new D3fendReader(InputLimits.Default).Read(
            InputFile.FromBytes("d3fend.ttl", Encoding.UTF8.GetBytes(turtle)),
            TestContext.Current.CancellationToken
        );
}
