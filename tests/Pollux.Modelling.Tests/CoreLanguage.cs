using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pollux.Language.Specification;
using Pollux.Testing;

namespace Pollux.Modelling.Tests;

/// <summary>The shipped language.</summary>
internal static partial class CoreLanguage
{
    public static LanguageSpecification Specification { get; } = Load();

    private static LanguageSpecification Load()
    {
        string text = string.Join(
            '\n',
            Directory
                .GetFiles(RepositoryPaths.Of("packs", "core", "language"), "*.mal")
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllText)
        );
        text = Texts().Replace(text, "");
        var none = ImmutableSortedDictionary<string, string>.Empty;
        var assets = ImmutableArray.CreateBuilder<AssetSpecification>();
        MatchCollection heads = Heads().Matches(text);
        for (int i = 0; i < heads.Count; i++)
        {
            Match head = heads[i];
            int end = i + 1 < heads.Count ? heads[i + 1].Index : text.Length;
            string body = text[(head.Index + head.Length)..end];
            ImmutableArray<StepSpecification> steps =
            [
                .. Steps()
                    .Matches(body)
                    .Select(step => new StepSpecification(
                        step.Groups[2].Value,
                        step.Groups[1].Value switch
                        {
                            "#" => StepType.Defense,
                            "&" => StepType.And,
                            "|" => StepType.Or,
                            "E" => StepType.Exist,
                            _ => StepType.NotExist,
                        },
                        null,
                        none,
                        [],
                        null,
                        null,
                        [],
                        null,
                        null
                    )),
            ];
            assets.Add(
                new AssetSpecification(
                    head.Groups[2].Value,
                    "",
                    head.Groups[1].Success,
                    head.Groups[3].Success ? head.Groups[3].Value : null,
                    none,
                    [],
                    steps
                )
            );
        }

        ImmutableArray<AssociationSpecification> associations =
        [
            .. Associations()
                .Matches(text)
                .Select(match => new AssociationSpecification(
                    match.Groups[4].Value,
                    none,
                    match.Groups[1].Value,
                    match.Groups[2].Value,
                    Many(match.Groups[3].Value),
                    match.Groups[7].Value,
                    match.Groups[6].Value,
                    Many(match.Groups[5].Value)
                )),
        ];
        return new LanguageSpecification(
            none.Add("id", "org.pollux.core").Add("version", "0.1.0"),
            [],
            assets.ToImmutable(),
            associations
        );
    }

    private static Multiplicity Many(string text) =>
        text switch
        {
            "*" => new(0, null),
            "0..1" => new(0, 1),
            "1" => new(1, 1),
            _ => new(1, null),
        };

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|//.*")]
    private static partial Regex Texts();

    [GeneratedRegex(@"(abstract\s+)?asset\s+(\w+)(?:\s+extends\s+(\w+))?")]
    private static partial Regex Heads();

    [GeneratedRegex(@"(?m)^\s*(#|&|\||!E|E)\s+(\w+)")]
    private static partial Regex Steps();

    [GeneratedRegex(@"(\w+)\s*\[(\w+)\]\s*(\S+)\s*<--\s*(\w+)\s*-->\s*(\S+)\s*\[(\w+)\]\s*(\w+)")]
    private static partial Regex Associations();
}
