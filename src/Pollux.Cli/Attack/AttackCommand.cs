using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.AttackGraphs;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack graph|simulate|agents</c>: the attack graph of a model of any MAL language, and attacks on it.</summary>
public static class AttackCommand
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment) =>
        new("attack", "Attack a model: generate its attack graph, rehearse attacks on it")
        {
            CreateGraph(environment),
            SimulateCommand.Create(environment),
            PathsCommand.Create(environment),
            ChokePointsCommand.Create(environment),
            WhatIfCommand.Create(environment),
            AgentsCommand.Create(environment),
            CampaignCommand.Create(environment),
            RerunCommand.Create(environment),
            MitigationsCommand.Create(environment),
            EvidenceCommand.Create(environment),
        };

    /// <summary>Writes a result to a file, or to standard output when none is named.</summary>
    /// <returns>The exit code: done, or failure when the disk does not take it.</returns>
    internal static int WriteResult(CommandEnvironment environment, string? path, bool asJson, Action<TextWriter> write)
    {
        if (path is null)
        {
            write(environment.Out);
            return ExitCode.Done;
        }

        try
        {
            using StreamWriter file = new(path) { NewLine = "\n" };
            write(file);
            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            environment.WriteDiagnostics(
                [new Diagnostic(AttackRules.NotWritten, problem.Message, new SourceLocation(path))],
                asJson
            );
            return ExitCode.Failure;
        }
    }

    /// <summary>Writes one JSON document, indented, with a line feed at its end.</summary>
    internal static void WriteJson(TextWriter writer, Action<Utf8JsonWriter> write)
    {
        if (writer is StreamWriter file)
        {
            // Bytes to bytes: a result of millions of steps is never whole in memory.
            file.Flush();
            using (Utf8JsonWriter json = new(file.BaseStream, Indented))
            {
                write(json);
            }

            file.Write('\n');
            return;
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented))
        {
            write(json);
        }

        // Decoded in pieces, so that a large graph needs no second copy in one text.
        stream.Position = 0;
        using StreamReader reader = new(stream);
        char[] block = new char[65_536];
        for (int read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            writer.Write(block, 0, read);
        }

        writer.Write('\n');
    }

    private static Command CreateGraph(CommandEnvironment environment)
    {
        AttackOptions options = new();
        Command command = new(
            "graph",
            "Generate the attack graph: lines of edges, or JSON into a file that ends in .json"
        );
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => GraphAsync(environment, options, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> GraphAsync(
        CommandEnvironment environment,
        AttackOptions options,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        bool asJson = options.Json(parsed);
        Diagnosed<AttackInput> input = await options
            .LoadAsync(environment, parsed, cancellationToken)
            .ConfigureAwait(false);
        environment.WriteDiagnostics(input.Diagnostics, asJson);
        if (input.Value is not { } attack)
        {
            return ExitCode.InputUnusable;
        }

        string? output = options.Output(parsed);
        bool graphAsJson = output?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ?? asJson;
        return WriteResult(
            environment,
            output,
            asJson,
            writer =>
            {
                if (graphAsJson)
                {
                    WriteJson(writer, json => AttackGraphJson.Write(attack.Graph, json));
                }
                else
                {
                    EdgeListWriter.Write(attack.Graph, writer);
                }
            }
        );
    }
}
