using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.SiteDescriptions;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.SiteDescriptions;

/// <summary>Reads site descriptions from text and shows what was understood as lines of text.</summary>
internal static class SiteText
{
    /// <summary>Imports a text.</summary>
    public static Diagnosed<ImportedDocument> Import(string text) => Import(Encoding.UTF8.GetBytes(text));

    /// <summary>Imports bytes.</summary>
    public static Diagnosed<ImportedDocument> Import(byte[] bytes) =>
        new SiteDescriptionImporter()
            .ImportAsync(InputFile.FromBytes("site.yaml", bytes), TestContext.Current.CancellationToken)
            .GetAwaiter()
            .GetResult();

    /// <summary>Imports things of a site, its head added.</summary>
    public static Diagnosed<ImportedDocument> ImportThings(string text) => Import($"site: Test\n{text}");

    /// <summary>Everything a document says, a line per fact.</summary>
    public static string Show(ImportedDocument document)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"source {document.Source.Key} at {document.Source.At:O} complete {document.Source.IsComplete}"
        );
        text.AppendLine($"received {document.Received} ignored {document.Ignored} refused {document.Refused}");
        foreach (Observation observation in document.Observations)
        {
            text.AppendLine(observation.Record);
            foreach (AssetStatement statement in observation.Statements.Cast<AssetStatement>())
            {
                text.AppendLine(
                    $"  {Show(statement.Asset)} {string.Join(' ', statement.Asset.Identifiers.Select(Show))}"
                );
                foreach (Fact fact in statement.Facts)
                {
                    text.AppendLine($"    {Show(fact)}");
                }
            }
        }

        return text.ToString();
    }

    /// <summary>The facts of a thing by name, a line each; <c>desk-pc/3389/tcp</c> for a service.</summary>
    public static IReadOnlyList<string> FactsOf(this ImportedDocument document, string name) =>
        [
            .. document
                .Observations.SelectMany(observation => observation.Statements)
                .OfType<AssetStatement>()
                .Where(statement => NameOf(statement.Asset) == name)
                .SelectMany(statement => statement.Facts)
                .Select(Show),
        ];

    /// <summary>The identifiers of a thing by name, in order.</summary>
    public static IReadOnlyList<string> IdentifiersOf(this ImportedDocument document, string name) =>
        [
            .. document
                .Observations.SelectMany(observation => observation.Statements)
                .OfType<AssetStatement>()
                .First(statement => NameOf(statement.Asset) == name)
                .Asset.Identifiers.Select(Show),
        ];

    /// <summary>The type of a thing by name.</summary>
    public static string TypeOf(this ImportedDocument document, string name) =>
        document
            .Observations.SelectMany(observation => observation.Statements)
            .OfType<AssetStatement>()
            .First(statement => NameOf(statement.Asset) == name)
            .Asset.Type;

    private static string NameOf(AssetReference asset)
    {
        string own = asset.Identifiers.First(identifier => identifier.Kind is IdentifierKind.Name).Value;
        return asset.Parent is { } parent ? $"{NameOf(parent)}/{own}" : own;
    }

    private static string Show(AssetReference asset) => $"{asset.Type} {NameOf(asset)}";

    private static string Show(Identifier identifier) =>
        $"{identifier.Kind}:{identifier.Value}{(identifier.Scope.Length > 0 ? $"@{identifier.Scope}" : "")}";

    private static string Show(Fact fact) =>
        fact switch
        {
            PropertyFact property => $"{property.Name} = {property.Value}",
            LinkFact link => $"{link.Role} -> {Show(link.Other)}",
            DefenseFact defense => $"{defense.Defense} {defense.Probability} ({defense.Reason})",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
