using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Formats.Evidence;
using Pollux.Formats.Input;
using Pollux.Simulation.Evidence;

namespace Pollux.Formats.Tests.Evidence;

public sealed class AlarmReaderTests
{
    private const string Good =
        """{"time":"2026-11-20T08:15:00+02:00","detector":"plc-1:upload","tpr":0.8,"fpr":0.01}""";

    [Fact]
    public void A_json_line_is_an_alarm()
    {
        Diagnosed<AlarmFile> read = Read(
            Good + "\n\n" + """{"time":"2026-11-20T08:15:00Z","asset":"a","techniques":["T0843","T0845"]}"""
        );
        read.Diagnostics.ShouldBeEmpty();
        Alarm alarm = read.Value!.Alarms[0];
        alarm.Time.ShouldBe(new DateTimeOffset(2026, 11, 20, 6, 15, 0, TimeSpan.Zero));
        (alarm.Detector, alarm.TruePositiveRate, alarm.FalsePositiveRate, alarm.Line).ShouldBe(
            ("plc-1:upload", 0.8, 0.01, 1)
        );
        read.Value.Alarms[1].Techniques.ShouldBe(["T0843", "T0845"]);
        read.Value.Alarms[1].Line.ShouldBe(3);
    }

    [Fact]
    public void A_csv_row_is_the_same_alarm()
    {
        Diagnosed<AlarmFile> read = Read("time,detector,tpr,fpr\n2026-11-20T08:15:00+02:00,plc-1:upload,0.8,0.01\n");
        read.Diagnostics.ShouldBeEmpty();
        Alarm json = Read(Good).Value!.Alarms[0];
        Alarm csv = read.Value!.Alarms.ShouldHaveSingleItem();
        (csv with { Line = 1, Techniques = json.Techniques }).ShouldBe(json);
    }

    [Theory]
    [InlineData("""{"detector":"a:b"}""", "no time")]
    [InlineData("""{"time":"2026-11-20T08:15:00","detector":"a:b"}""", "no offset")]
    [InlineData("""{"time":"2026-11-20","detector":"a:b"}""", "no offset")]
    [InlineData("""{"time":"yesterday Z","detector":"a:b"}""", "not of the form")]
    [InlineData("""{"time":"2026-11-20T08:15:00Z"}""", "names no step")]
    [InlineData("""{"time":"2026-11-20T08:15:00Z","technique":"T0843"}""", "names no step")]
    [InlineData("""{"time":"2026-11-20T08:15:00Z","step":"a:b","tpr":1.5}""", "not from 0 to 1")]
    [InlineData("""{"time":"2026-11-20T08:15:00Z","step":"a:b","fpr":-1}""", "alarms a day")]
    [InlineData("""{"time":"2026-11-20T08:15:00Z","step":"a:b","fpr":"NaN"}""", "alarms a day")]
    [InlineData("[1]", "no JSON object")]
    public void What_cannot_be_read_is_refused_with_its_line_and_the_rest_is_kept(string line, string words)
    {
        Diagnosed<AlarmFile> read = Read(Good + "\n" + line + "\n" + Good);
        (read.Value!.Received, read.Value.Refused, read.Value.Alarms.Length).ShouldBe((3, 1, 2));
        Diagnostic problem = read.Diagnostics.ShouldHaveSingleItem();
        problem.Message.ShouldContain(words);
        problem.Location!.Line.ShouldBe(2);
    }

    [Fact]
    public void A_line_that_is_no_json_is_refused()
    {
        Diagnosed<AlarmFile> read = Read(Good + "\n{\"time\": \n" + Good);
        (read.Value!.Received, read.Value.Refused).ShouldBe((3, 1));
        read.Diagnostics.ShouldHaveSingleItem().Location!.Line.ShouldBe(2);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_and_no_value()
    {
        InputFile file = new("none.jsonl", () => throw new FileNotFoundException("none"));
        Diagnosed<AlarmFile> read = AlarmReader.Read(file, InputLimits.Default, TestContext.Current.CancellationToken);
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldNotBeEmpty();
    }

    [Fact]
    public void Nothing_that_a_file_holds_is_thrown_or_lost() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string[]>(),
                pieces =>
                {
                    string text = string.Join("", pieces.Select((piece, i) => (i % 3 == 0 ? Good + "\n" : "") + piece));
                    AlarmFile? file = Read(text).Value;
                    return file is null || file.Received == file.Alarms.Length + file.Refused;
                }
            )
            .QuickCheckThrowOnFailure();

    private static Diagnosed<AlarmFile> Read(string text) =>
        AlarmReader.Read(
            InputFile.FromBytes("alarms.jsonl", Encoding.UTF8.GetBytes(text)),
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );
}
