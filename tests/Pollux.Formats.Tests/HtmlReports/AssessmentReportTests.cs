using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pollux.Formats.HtmlReports;
using Pollux.Simulation.Assessments;
using Pollux.Testing;

namespace Pollux.Formats.Tests.HtmlReports;

public sealed partial class AssessmentReportTests
{
    [Fact]
    public void The_report_says_the_answer_in_words_and_numbers() =>
        Approval.ShouldMatchApproved(
            Render(SampleAssessment.Create()),
            "tests",
            "Pollux.Formats.Tests",
            "HtmlReports",
            "testdata",
            "sample.expected.html"
        );

    [Fact]
    public void Imported_names_never_become_markup()
    {
        const string name = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e\u0007";

        string report = Render(SampleAssessment.Create(name));

        report.ShouldNotContain("<script");
        report.ShouldNotContain("<img");
        report.ShouldNotContain('\u202e');
        report.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void The_report_loads_nothing_and_forbids_everything_but_its_own_style()
    {
        string report = Render(SampleAssessment.Create());

        report.ShouldContain("default-src &#x27;none&#x27;");
        ExternalReference().IsMatch(report).ShouldBeFalse();
        report.ShouldNotContain(" style=");
    }

    [Fact]
    public void Every_picture_is_well_formed_and_has_words()
    {
        string report = Render(SampleAssessment.Create());

        MatchCollection pictures = Picture().Matches(report);

        pictures.Count.ShouldBeGreaterThan(3);
        foreach (Match picture in pictures)
        {
            XElement svg = XDocument.Load(new StringReader(picture.Value)).Root!;
            (svg.Attribute("aria-label") is not null || svg.Attribute("aria-hidden") is not null).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_site_without_crown_jewels_is_told_what_to_add()
    {
        Assessment empty = SampleAssessment.Create() with { Jewels = [], Mitigations = [], Zones = [], Findings = [] };

        Render(empty).ShouldContain("crownJewels");
    }

    private static string Render(Assessment assessment)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        AssessmentReport.Write(assessment, writer);
        return writer.ToString();
    }

    [GeneratedRegex("(src|href)=\"(?!#)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ExternalReference();

    [GeneratedRegex(
        "<svg.*?</svg>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Picture();
}
