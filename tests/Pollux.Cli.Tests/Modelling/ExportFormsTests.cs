using System.Text;
using System.Text.Json;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Testing;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Cli.Tests.Modelling;

public sealed class ExportFormsTests
{
    private static readonly string Plant = RepositoryPaths.Of(
        "tests",
        "Pollux.Cli.Tests",
        "Knowledge",
        "testdata",
        "plant.twin"
    );

    [Fact]
    public async Task A_bill_of_materials_that_was_written_reads_again_with_every_component_and_verdict()
    {
        string text = await ExportAsync("cyclonedx");

        ReadFile read = await ReadAsync("bom.json", text);

        read.Report.Format.ShouldBe("cyclonedx");
        read.Report.Diagnostics.ShouldBeEmpty();
        read.Report.Refused.ShouldBe(0);
        ProductStatement[] statements =
        [
            .. read.Document!.Observations.SelectMany(found => found.Statements).OfType<ProductStatement>(),
        ];
        statements.Single(found => found.Vulnerability == "CVE-2024-6207").Status.ShouldBe(ProductStatus.NotAffected);
        statements
            .Where(found => found.Vulnerability == "CVE-2023-6448")
            .ShouldAllBe(found => found.Status == ProductStatus.Affected);
        statements.Single(found => found.Product.Name == "Spare PLC").Status.ShouldBe(ProductStatus.UnderInvestigation);
    }

    [Fact]
    public async Task VEX_names_only_what_it_speaks_of()
    {
        using JsonDocument vex = JsonDocument.Parse(await ExportAsync("vex"));
        using JsonDocument bom = JsonDocument.Parse(await ExportAsync("cyclonedx"));

        string[] affected =
        [
            .. vex
                .RootElement.GetProperty("vulnerabilities")
                .EnumerateArray()
                .SelectMany(item => item.GetProperty("affects").EnumerateArray())
                .Select(item => item.GetProperty("ref").GetString()!),
        ];
        string?[] components =
        [
            .. vex
                .RootElement.GetProperty("components")
                .EnumerateArray()
                .Select(item => item.GetProperty("bom-ref").GetString()),
        ];
        components.ShouldBe(affected.Distinct(), ignoreOrder: true);
        components.Length.ShouldBeLessThan(bom.RootElement.GetProperty("components").GetArrayLength());
    }

    [Fact]
    public async Task OpenVEX_says_what_each_status_needs()
    {
        using JsonDocument document = JsonDocument.Parse(await ExportAsync("openvex"));

        document.RootElement.GetProperty("@context").GetString().ShouldBe("https://openvex.dev/ns/v0.2.0");
        JsonElement[] statements = [.. document.RootElement.GetProperty("statements").EnumerateArray()];
        statements.Length.ShouldBe(5);
        foreach (JsonElement statement in statements)
        {
            string status = statement.GetProperty("status").GetString()!;
            statement.TryGetProperty("action_statement", out _).ShouldBe(status == "affected");
            bool isExplained =
                statement.TryGetProperty("justification", out _) || statement.TryGetProperty("impact_statement", out _);
            isExplained.ShouldBe(status == "not_affected");
        }
    }

    [Fact]
    public async Task Entities_of_NGSI_LD_point_only_to_entities_of_the_document()
    {
        string path = await TwinAsync(
            """{"record":"a","confidence":1,"says":[{"asset":"Zone","ids":[{"name":"cell"}],"facts":[]},{"asset":"Device","ids":[{"name":"pump"}],"facts":[{"role":"zones","other":{"asset":"Zone","ids":[{"name":"cell"}]}}]}]}"""
        );
        using JsonDocument document = JsonDocument.Parse(await ExportAsync("ngsi-ld", path));
        HashSet<string> ids =
        [
            .. document.RootElement.EnumerateArray().Select(entity => entity.GetProperty("id").GetString()!),
        ];
        int relationships = 0;
        foreach (
            JsonProperty property in document
                .RootElement.EnumerateArray()
                .SelectMany(entity => entity.EnumerateObject())
        )
        {
            foreach (JsonElement value in ValuesOf(property.Value))
            {
                if (value.ValueKind == JsonValueKind.Object && value.GetProperty("type").GetString() == "Relationship")
                {
                    relationships++;
                    ids.ShouldContain(value.GetProperty("object").GetString()!);
                }
            }
        }

        relationships.ShouldBe(1);
    }

    [Fact]
    public async Task Twins_of_DTDL_have_only_what_their_model_declares()
    {
        using JsonDocument document = JsonDocument.Parse(await ExportAsync("dtdl"));
        Dictionary<string, HashSet<string>> contents = document
            .RootElement.GetProperty("digitalTwinsModels")
            .EnumerateArray()
            .ToDictionary(
                model => model.GetProperty("@id").GetString()!,
                model =>
                    model
                        .GetProperty("contents")
                        .EnumerateArray()
                        .Select(item => item.GetProperty("name").GetString()!)
                        .ToHashSet()
            );
        JsonElement graph = document.RootElement.GetProperty("digitalTwinsGraph");
        graph.GetProperty("digitalTwins").GetArrayLength().ShouldBeGreaterThan(0);
        foreach (JsonElement twin in graph.GetProperty("digitalTwins").EnumerateArray())
        {
            string model = twin.GetProperty("$metadata").GetProperty("$model").GetString()!;
            foreach (JsonProperty property in twin.EnumerateObject().Where(property => !property.Name.StartsWith('$')))
            {
                contents[model].ShouldContain(property.Name);
            }
        }
    }

    [Fact]
    public async Task A_table_runs_nothing_in_a_spreadsheet()
    {
        string path = await TwinAsync(
            """{"record":"a","confidence":1,"says":[{"asset":"Device","ids":[{"hostName":"=cmd|' /C calc'!a0"}],"facts":[{"property":"vendor","value":"a \"b\", c"}]}]}"""
        );

        string text = await ExportAsync("csv", path);

        text.ShouldStartWith("name,type,zones,");
        text.ShouldContain("\r\n'=cmd|' /C calc'!a0,Device,");
        text.ShouldContain(",\"a \"\"b\"\", c\",");
    }

    [Fact]
    public async Task A_table_of_devices_reads_again_as_a_list_of_devices()
    {
        ReadFile read = await ReadAsync("list.csv", await ExportAsync("csv"));

        read.Report.Format.ShouldBe("device-list");
        read.Report.Refused.ShouldBe(0);
        read.Document!.Observations.SelectMany(found => found.Statements)
            .OfType<AssetStatement>()
            .ShouldContain(found => found.Asset.Identifiers.Any(identifier => identifier.Value == "Dosing PLC"));
    }

    [Fact]
    public async Task The_same_twin_gives_the_same_bytes()
    {
        foreach (string form in new[] { "cyclonedx", "vex", "openvex", "ngsi-ld", "dtdl", "csv" })
        {
            (await ExportAsync(form)).ShouldBe(await ExportAsync(form));
        }
    }

    [Fact]
    public async Task An_unknown_form_is_refused_with_those_that_there_are()
    {
        (int exitCode, _, string error) = await RunAsync("twin", "export", Plant, "--as", "visio");

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("'visio' is none of mal, cyclonedx, vex, openvex, ngsi-ld, dtdl, csv.");
    }

    private static async Task<string> TwinAsync(string record)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("pollux-export-").FullName, "small.twin");
        await File.WriteAllTextAsync(
            path,
            $$"""
            {"pollux.twin":1,"site":"Small"}
            {"source":"nmap","document":"d","edition":"1","at":"2026-11-18T08:00:00Z","complete":false}
            {{record}}

            """,
            TestContext.Current.CancellationToken
        );
        return path;
    }

    private static JsonElement[] ValuesOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private static async Task<ReadFile> ReadAsync(string name, string text) =>
        await FileReading.ReadAsync(
            new OpenedInput(name, InputFile.FromBytes(name, Encoding.UTF8.GetBytes(text)), null),
            TestContext.Current.CancellationToken
        );

    private static async Task<string> ExportAsync(string form, string? twin = null)
    {
        (int exitCode, string output, string error) = await RunAsync("twin", "export", twin ?? Plant, "--as", form);
        error.ShouldBeEmpty();
        exitCode.ShouldBe(ExitCode.Done);
        return output;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
