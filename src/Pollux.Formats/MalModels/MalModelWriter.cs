using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pollux.Modelling.Instances;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pollux.Formats.MalModels;

/// <summary>
/// Writes instance models in the form of MAL-Toolbox 0.3 and later. Assets in the model's order, links on both sides, fields and
/// ids sorted: the same model gives the same bytes. What an asset rests on goes to <c>extras.origin</c>.
/// </summary>
public static class MalModelWriter
{
    // What MAL-Toolbox writes itself; its readers look at nothing but the leading number.
    private const string ToolboxVersion = "2.9.0";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The model as JSON, UTF-8.</summary>
    public static byte[] ToJson(InstanceModel model)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            foreach ((string key, string value) in Metadata(model))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            json.WriteStartObject("assets");
            List<(string Field, int Target)>[] links = LinksOf(model);
            for (int i = 0; i < model.Assets.Length; i++)
            {
                json.WritePropertyName(model.Assets[i].Id.ToString(CultureInfo.InvariantCulture));
                WriteAsset(json, model, i, links[i]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>The model as YAML.</summary>
    public static string ToYaml(InstanceModel model)
    {
        StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Emitter yaml = new(text);
        yaml.Emit(new StreamStart());
        yaml.Emit(new DocumentStart());
        yaml.Emit(new MappingStart());
        Key(yaml, "metadata");
        yaml.Emit(new MappingStart());
        foreach ((string key, string value) in Metadata(model))
        {
            Key(yaml, key);
            Quoted(yaml, value);
        }

        yaml.Emit(new MappingEnd());
        Key(yaml, "assets");
        yaml.Emit(new MappingStart());
        List<(string Field, int Target)>[] links = LinksOf(model);
        for (int i = 0; i < model.Assets.Length; i++)
        {
            Plain(yaml, model.Assets[i].Id.ToString(CultureInfo.InvariantCulture));
            WriteAsset(yaml, model, i, links[i]);
        }

        yaml.Emit(new MappingEnd());
        yaml.Emit(new MappingEnd());
        yaml.Emit(new DocumentEnd(isImplicit: true));
        yaml.Emit(new StreamEnd());
        return text.ToString();
    }

    private static (string Key, string Value)[] Metadata(InstanceModel model) =>
        [
            ("name", model.Name),
            ("langVersion", model.LanguageVersion),
            ("langID", model.LanguageId),
            ("malVersion", "0.1.0-SNAPSHOT"),
            ("MAL-Toolbox Version", ToolboxVersion),
            ("info", "Written by Pollux."),
        ];

    private static List<(string Field, int Target)>[] LinksOf(InstanceModel model)
    {
        List<(string Field, int Target)>[] links = [.. model.Assets.Select(_ => new List<(string, int)>())];
        foreach (InstanceLink link in model.Links)
        {
            links[link.Left].Add((link.RightField, link.Right));
            links[link.Right].Add((link.LeftField, link.Left));
        }

        return links;
    }

    private static IEnumerable<IGrouping<string, int>> ByField(
        InstanceModel model,
        List<(string Field, int Target)> links
    ) =>
        links
            .Distinct()
            .OrderBy(link => link.Field, StringComparer.Ordinal)
            .ThenBy(link => model.Assets[link.Target].Id)
            .GroupBy(link => link.Field, link => link.Target, StringComparer.Ordinal);

    private static void WriteAsset(
        Utf8JsonWriter json,
        InstanceModel model,
        int index,
        List<(string Field, int Target)> links
    )
    {
        InstanceAsset asset = model.Assets[index];
        json.WriteStartObject();
        json.WriteString("name", asset.Name);
        json.WriteString("type", asset.Type);
        if (!asset.Defenses.IsEmpty)
        {
            json.WriteStartObject("defenses");
            foreach ((string defense, double probability) in asset.Defenses)
            {
                json.WriteNumber(defense, probability);
            }

            json.WriteEndObject();
        }

        json.WriteStartObject("associated_assets");
        foreach (IGrouping<string, int> field in ByField(model, links))
        {
            json.WriteStartObject(field.Key);
            foreach (int target in field)
            {
                json.WriteString(
                    model.Assets[target].Id.ToString(CultureInfo.InvariantCulture),
                    model.Assets[target].Name
                );
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (!asset.Origin.IsEmpty)
        {
            json.WriteStartObject("extras");
            json.WriteStartArray("origin");
            foreach (string origin in asset.Origin)
            {
                json.WriteStringValue(origin);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAsset(Emitter yaml, InstanceModel model, int index, List<(string Field, int Target)> links)
    {
        InstanceAsset asset = model.Assets[index];
        yaml.Emit(new MappingStart());
        Key(yaml, "name");
        Quoted(yaml, asset.Name);
        Key(yaml, "type");
        Quoted(yaml, asset.Type);
        if (!asset.Defenses.IsEmpty)
        {
            Key(yaml, "defenses");
            yaml.Emit(new MappingStart());
            foreach ((string defense, double probability) in asset.Defenses)
            {
                Key(yaml, defense);
                Plain(yaml, probability.ToString("R", CultureInfo.InvariantCulture));
            }

            yaml.Emit(new MappingEnd());
        }

        Key(yaml, "associated_assets");
        yaml.Emit(new MappingStart());
        foreach (IGrouping<string, int> field in ByField(model, links))
        {
            Key(yaml, field.Key);
            yaml.Emit(new MappingStart());
            foreach (int target in field)
            {
                Plain(yaml, model.Assets[target].Id.ToString(CultureInfo.InvariantCulture));
                Quoted(yaml, model.Assets[target].Name);
            }

            yaml.Emit(new MappingEnd());
        }

        yaml.Emit(new MappingEnd());
        if (!asset.Origin.IsEmpty)
        {
            Key(yaml, "extras");
            yaml.Emit(new MappingStart());
            Key(yaml, "origin");
            yaml.Emit(new SequenceStart(null, null, isImplicit: true, SequenceStyle.Block));
            foreach (string origin in asset.Origin)
            {
                Quoted(yaml, origin);
            }

            yaml.Emit(new SequenceEnd());
            yaml.Emit(new MappingEnd());
        }

        yaml.Emit(new MappingEnd());
    }

    private static void Key(Emitter yaml, string name) =>
        yaml.Emit(new Scalar(null, null, name, ScalarStyle.Any, isPlainImplicit: true, isQuotedImplicit: true));

    private static void Plain(Emitter yaml, string number) =>
        yaml.Emit(new Scalar(null, null, number, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));

    // Always quoted: a name may look like a number, a date or a truth value.
    private static void Quoted(Emitter yaml, string text) =>
        yaml.Emit(
            new Scalar(null, null, text, ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true)
        );
}
