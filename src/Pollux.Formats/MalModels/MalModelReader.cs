using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.MalModels;

/// <summary>
/// Reads instance models of MAL-Toolbox, all versions, JSON and YAML. Which form a part has is seen from the part itself, not
/// from the version that the file claims: writers and readers of MAL-Toolbox do not agree on the key of the version.
/// </summary>
public static class MalModelReader
{
    /// <summary>Reads a model.</summary>
    /// <param name="input">The file.</param>
    /// <param name="language">The language that it is meant for: it says which associations the fields belong to.</param>
    /// <param name="limits">Size, depth and count limits.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What the language knows of it; null when the file is no model. Everything left out is reported with its place.</returns>
    public static Diagnosed<MalModelDocument> Read(
        InputFile input,
        LanguageGraph language,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag bag = new(input.Name);
        return Load(input, bag, limits, cancellationToken) is { } root
            ? Read(root, bag, language)
            : bag.With<MalModelDocument>(null);
    }

    /// <summary>Reads a model that stands inside another document.</summary>
    /// <param name="root">The model.</param>
    /// <param name="name">The document's file, for diagnostics.</param>
    /// <param name="language">The language that it is meant for.</param>
    internal static Diagnosed<MalModelDocument> Read(ModelNode root, string name, LanguageGraph language) =>
        Read(root, new DiagnosticBag(name), language);

    private static Diagnosed<MalModelDocument> Read(ModelNode root, DiagnosticBag bag, LanguageGraph language)
    {
        ModelReading reading = new(language, bag);
        if (root["assets"] is not { } assets || assets is { IsNull: false, Members: null })
        {
            reading.Report(MalModelRules.NoModel, root, "There is no map 'assets'.");
            return bag.With<MalModelDocument>(null);
        }

        new AssetReader(reading).Read(assets.Members ?? []);
        LinkReader links = new(reading);
        links.ReadAssociatedAssets();
        if (root["associations"] is { IsNull: false } associations)
        {
            links.ReadAssociations(associations);
        }

        links.CheckMultiplicities();
        ImmutableArray<ModelEntryPoint> entries = root["attackers"] is { } attackers
            ? AttackerReader.Read(reading, attackers)
            : [];
        ReportUnknownKeys(reading, root);
        return bag.With(
            new MalModelDocument(Model(reading, root["metadata"]), ToolboxVersion(root["metadata"]), entries)
        );
    }

    private static ModelNode? Load(
        InputFile input,
        DiagnosticBag bag,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (StartsLikeJson(input))
            {
                return UntrustedJson.Load(input, bag, limits, cancellationToken) is { } json
                    ? new JsonModelNode(json)
                    : null;
            }
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } diagnostic)
        {
            bag.Add(diagnostic);
            return null;
        }

        YamlNode? yaml = UntrustedYaml.Load(input, bag, limits, cancellationToken);
        return yaml is null ? null : new YamlModelNode(yaml);
    }

    private static bool StartsLikeJson(InputFile input)
    {
        using Stream stream = input.Open();
        for (int read = 0; read < 1024; read++)
        {
            int value = stream.ReadByte();
            // Blanks, a byte order mark and the zero bytes of wider encodings come before the first character.
            if (value is not (' ' or '\t' or '\r' or '\n' or 0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF))
            {
                return value == '{';
            }
        }

        return false;
    }

    private static InstanceModel Model(ModelReading reading, ModelNode? metadata)
    {
        string languageId = metadata?["langID"]?.Text ?? "";
        string languageVersion = metadata?["langVersion"]?.Text ?? "";
        string id = reading.Language.Specification.Id;
        string version = reading.Language.Specification.Version;
        if ((languageId.Length > 0 && languageId != id) || (languageVersion.Length > 0 && languageVersion != version))
        {
            reading.Report(
                MalModelRules.OtherLanguage,
                metadata!,
                $"The model is for {languageId} {languageVersion}; the language given is {id} {version}."
            );
        }

        return new InstanceModel(
            metadata?["name"]?.Text ?? "",
            languageId,
            languageVersion,
            [.. reading.Assets],
            [
                .. reading
                    .Links.OrderBy(link => link.Left)
                    .ThenBy(link => link.LeftField, StringComparer.Ordinal)
                    .ThenBy(link => link.Right)
                    .ThenBy(link => link.RightField, StringComparer.Ordinal),
            ]
        );
    }

    private static string ToolboxVersion(ModelNode? metadata) =>
        (metadata?["MAL-Toolbox Version"] ?? metadata?["MAL Toolbox Version"])?.Text ?? "";

    private static void ReportUnknownKeys(ModelReading reading, ModelNode root)
    {
        foreach ((string key, ModelNode value) in root.Members ?? [])
        {
            if (key is not ("metadata" or "assets" or "associations" or "attackers"))
            {
                reading.Report(MalModelRules.UnknownKey, value, $"The key '{key}' of the model is ignored.");
            }
        }
    }
}
