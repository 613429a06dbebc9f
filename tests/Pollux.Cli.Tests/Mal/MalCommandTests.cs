using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Mal;

public sealed class MalCommandTests : IDisposable
{
    private const string Good = """
        #id: "org.example.small"
        #version: "1.0.0"

        category System {
          asset Host {
            | attack [Exponential(0.1)] -> own
            | own
          }
        }

        """;

    private const string Bad = """
        #id: "org.example.bad"
        #version: "1.0"
        category System {
          asset Host {
            | attack [Exponential(0)] -> owm, peers.own
            | own -> (
          }
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-mal");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Check_says_what_a_correct_language_has()
    {
        string file = Save("good.mal", Good);

        (int exitCode, string output, string error) = await RunAsync("mal", "check", file);

        exitCode.ShouldBe(ExitCode.Done);
        error.ShouldBeEmpty();
        output.ShouldBe($"{file}: org.example.small 1.0.0, 1 asset, 2 steps, 0 associations; 0 errors, 0 warnings\n");
    }

    [Fact]
    public async Task Check_shows_each_problem_with_its_line_and_the_next_step()
    {
        (int exitCode, _, string error) = await RunAsync("mal", "check", Save("bad.mal", Bad));

        exitCode.ShouldBe(ExitCode.InputUnusable);
        Approval.ShouldMatchApproved(
            error.Replace(folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal),
            "tests",
            "Pollux.Cli.Tests",
            "Mal",
            "testdata",
            "bad.check.txt"
        );
    }

    [Fact]
    public async Task The_documentation_shows_what_check_really_says()
    {
        string source = await File.ReadAllTextAsync(
            RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Mal", "testdata", "water.mal"),
            TestContext.Current.CancellationToken
        );
        string page = await File.ReadAllTextAsync(
            RepositoryPaths.Of("docs", "formats", "mal.md"),
            TestContext.Current.CancellationToken
        );

        (_, string output, string error) = await RunAsync("mal", "check", Save("water.mal", source));

        page.ShouldContain(source);
        page.ShouldContain(
            (error + output).Replace(folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Check_for_programs_gives_one_object_for_each_file_and_each_problem()
    {
        string file = Save("bad.mal", Bad);

        (int exitCode, string output, string error) = await RunAsync(
            "mal",
            "check",
            "--json",
            file,
            Save("good.mal", Good)
        );

        exitCode.ShouldBe(ExitCode.Done);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement bad = document.RootElement.GetProperty("files")[0];
        bad.GetProperty("usable").GetBoolean().ShouldBeFalse();
        JsonElement problem = bad.GetProperty("diagnostics")[0];
        problem.GetProperty("code").GetString().ShouldBe("PLX1101");
        problem.GetProperty("line").GetInt32().ShouldBe(2);
        document.RootElement.GetProperty("files")[1].GetProperty("steps").GetInt32().ShouldBe(2);
        foreach (string line in error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument one = JsonDocument.Parse(line);
            one.RootElement.GetProperty("file").GetString().ShouldBe(file);
        }
    }

    [Fact]
    public async Task Check_passes_a_threshold_only_when_asked()
    {
        string file = Save("warned.mal", Good + "category Empty { }\n");

        (await RunAsync("mal", "check", file)).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("mal", "check", file, "--fail-on", "warning")).ExitCode.ShouldBe(ExitCode.ThresholdPassed);
        (await RunAsync("mal", "check", file, "--fail-on", "error")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task Patterns_are_expanded_and_a_folder_is_refused()
    {
        Save("one.mal", Good);
        Save("two.mal", Good);

        (_, string output, _) = await RunAsync("mal", "check", Path.Combine(folder.FullName, "*.mal"));
        (int exitCode, _, string error) = await RunAsync("mal", "check", folder.FullName);
        (int nothing, _, _) = await RunAsync("mal", "check", Path.Combine(folder.FullName, "*.mar"));

        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("is a folder");
        nothing.ShouldBe(ExitCode.InputUnusable);
    }

    [Fact]
    public async Task Check_writes_sarif()
    {
        string sarif = Path.Combine(folder.FullName, "out.sarif");

        await RunAsync("mal", "check", Save("bad.mal", Bad), "--sarif", sarif);

        using JsonDocument document = JsonDocument.Parse(
            await File.ReadAllTextAsync(sarif, TestContext.Current.CancellationToken)
        );
        JsonElement result = document.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        result.GetProperty("ruleId").GetString().ShouldBe("PLX1101");
    }

    [Fact]
    public async Task Lint_judges_more_than_check()
    {
        string file = Save("good.mal", Good);

        (_, _, string plain) = await RunAsync("mal", "check", file);
        (_, _, string linted) = await RunAsync("mal", "check", file, "--lint");

        plain.ShouldBeEmpty();
        linted.ShouldContain("PLX12");
    }

    [Fact]
    public async Task Includes_are_found_in_the_folders_that_are_given()
    {
        string shared = folder.CreateSubdirectory("shared").FullName;
        File.WriteAllText(Path.Combine(shared, "base.mal"), "category Base { asset Node { | own } }\n");
        folder.CreateSubdirectory("own");
        string file = Save(
            Path.Combine("own", "main.mal"),
            "include \"base.mal\"\n" + Good.Replace("asset Host", "asset Host extends Node", StringComparison.Ordinal)
        );

        (await RunAsync("mal", "check", file)).ExitCode.ShouldBe(ExitCode.InputUnusable);
        (await RunAsync("mal", "check", file, "--include", shared)).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("lang.json")]
    [InlineData("lang.mar")]
    public async Task A_compiled_language_is_checked_like_its_source(string name)
    {
        string compiled = Path.Combine(folder.FullName, name);

        (int exitCode, _, _) = await RunAsync("mal", "compile", Save("good.mal", Good), "-o", compiled);
        (_, string output, _) = await RunAsync("mal", "check", compiled);

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldBe(
            $"{compiled}: org.example.small 1.0.0, 1 asset, 2 steps, 0 associations; 0 errors, 0 warnings\n"
        );
    }

    [Fact]
    public async Task A_language_with_errors_is_not_compiled()
    {
        string compiled = Path.Combine(folder.FullName, "lang.json");

        (int exitCode, _, _) = await RunAsync("mal", "compile", Save("bad.mal", Bad), "-o", compiled);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        File.Exists(compiled).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_no_fault_of_the_input()
    {
        string nowhere = Path.Combine(folder.FullName, "absent", "lang.json");

        (int exitCode, _, string error) = await RunAsync("mal", "compile", Save("good.mal", Good), "-o", nowhere);

        exitCode.ShouldBe(ExitCode.Failure);
        error.ShouldContain("absent");
    }

    [Fact]
    public async Task Format_writes_to_standard_output_unless_told_otherwise()
    {
        string file = Save("untidy.mal", "category  C { asset A{|s->s} }");
        const string tidy = "category C {\n  asset A {\n    | s -> s\n  }\n}\n";

        (await RunAsync("mal", "format", file)).Output.ShouldBe(tidy);
        (await RunAsync("mal", "format", "--check", file)).ShouldBe(
            (ExitCode.ThresholdPassed, $"{file}: not formatted\n", "")
        );
        (await RunAsync("mal", "format", "--write", file)).ShouldBe((ExitCode.Done, $"{file}: formatted\n", ""));
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(tidy);
        (await RunAsync("mal", "format", "--check", file)).ShouldBe((ExitCode.Done, "", ""));
    }

    [Fact]
    public async Task Format_leaves_a_file_with_errors_alone()
    {
        string file = Save("bad.mal", Bad);

        (int exitCode, string output, string error) = await RunAsync("mal", "format", "--write", file);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        output.ShouldBeEmpty();
        error.ShouldContain("PLX1010");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(Bad);
    }

    private string Save(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(
            output,
            error,
            TimeProvider.System,
            RepositoryPaths.Root,
            IsInteractive: false
        );
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
