using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Assessments.Explanations;
using Spectre.Console;

namespace Pollux.Cli.Assess;

/// <summary>Writes how the figures of an assessment were made, for people in 100 columns or for programs.</summary>
internal static class ExplanationOutput
{
    /// <summary>Writes the figure that is asked for, or the list of all.</summary>
    public static int Write(CommandEnvironment environment, Explainer explainer, AssessRequest request)
    {
        if (request.Figure is not { } id)
        {
            WriteAll(environment, explainer.Figures, request.Json);
            return ExitCode.Done;
        }

        if (explainer.Of(id) is not { } figure)
        {
            DiagnosticBag problems = new("pollux assess");
            problems.Add(
                AssessmentRules.UnknownFigure,
                $"There is no figure '{id}'.",
                hint: Spelling.DidYouMean(id, explainer.Figures.Select(known => known.Id))
            );
            environment.WriteDiagnostics(problems.ToImmutable(), request.Json);
            return ExitCode.InputUnusable;
        }

        if (request.Json)
        {
            environment.Out.WriteJson(json => AssessmentJson.Write(json, figure));
        }
        else
        {
            Write(environment.Out, figure);
        }

        return ExitCode.Done;
    }

    /// <summary>The command line that makes an assessment again.</summary>
    public static string CommandOf(AssessRequest request)
    {
        AssessmentOptions options = request.Options;
        StringBuilder command = new($"pollux assess {Quoted(request.File)}");
        command.Append(
            CultureInfo.InvariantCulture,
            $" --samples {options.Samples} --seed {options.Seed} --horizon {options.HorizonDays:0.##########}d"
        );
        foreach (string entry in options.Entries)
        {
            command.Append(CultureInfo.InvariantCulture, $" --entry {Quoted(entry)}");
        }

        if (request.Attacker is { } attacker)
        {
            command.Append(CultureInfo.InvariantCulture, $" --attacker {Quoted(attacker)}");
        }

        if (options.MaximumSensitivities != new AssessmentOptions().MaximumSensitivities)
        {
            command.Append(CultureInfo.InvariantCulture, $" --assumptions {options.MaximumSensitivities}");
        }

        return command.ToString();
    }

    private static void WriteAll(CommandEnvironment environment, ImmutableArray<Explanation> figures, bool json)
    {
        if (json)
        {
            environment.Out.WriteJson(writer => AssessmentJson.Write(writer, figures));
            return;
        }

        environment.Out.WriteParagraph(
            "",
            $"{figures.Length} figures. Name one to see how it was made: --explain {figures[0].Id}"
        );
        Table table = Tables.Create("Figure", "What it is", "Value");
        foreach (Explanation figure in figures)
        {
            table.AddTexts(figure.Id, figure.Words, figure.Value);
        }

        environment.Out.WriteTable(table);
    }

    private static void Write(TextWriter writer, Explanation figure)
    {
        writer.WriteParagraph("", $"{figure.Words}: {figure.Value}");
        writer.WriteLine();
        writer.WriteParagraph("  ", figure.Meaning);
        writer.WriteLine();
        writer.WriteParagraph("How it is computed  ", figure.Formula);
        WriteList(writer, "What went in", figure.Inputs.Select(input => $"{input.Name}: {input.Value}"));
        WriteList(writer, "What it rests on", figure.RestsOn);
        WriteList(writer, "What is assumed", figure.Assumptions);
        WriteList(writer, "What would change it", figure.Changes);
        WriteList(writer, "To get it again", figure.Reproduce);
        writer.WriteLine();
        writer.WriteLine($"In the JSON result (-o FILE) at {figure.Place}");
    }

    private static void WriteList(TextWriter writer, string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine(title);
        foreach (string line in all)
        {
            writer.WriteParagraph("  - ", line);
        }
    }

    private static string Quoted(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/' or '-' or '_' or ':' or '~')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
