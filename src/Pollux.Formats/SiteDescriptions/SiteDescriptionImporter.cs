using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.SiteDescriptions.Yaml;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>
/// Reads a site description: what a team knows of its site and no scanner can see. YAML, as
/// <c>docs/formats/site-description.md</c> defines it. A record is one declared thing.
/// </summary>
public sealed class SiteDescriptionImporter : IImporter
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaximumBytes = 8 * 1024 * 1024;

    /// <inheritdoc/>
    public string Format => "site";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) =>
        head.RootName is null && head.Text.Split('\n').Any(line => line.StartsWith("site:", StringComparison.Ordinal));

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag(input.Name);
        string? text = ReadText(input, diagnostics, cancellationToken);
        YamlNode? root = text is null ? null : YamlTreeReader.Read(text, diagnostics, cancellationToken);
        var values = new SiteValues(diagnostics);
        ImportedDocument? document = root switch
        {
            YamlMap map => Read(map, Hash(text!), values),
            null when diagnostics.HasErrors => null,
            _ => Refuse(root, values),
        };
        return Task.FromResult(diagnostics.With(document));
    }

    private static ImportedDocument? Read(YamlMap root, string hash, SiteValues values)
    {
        if (SiteHead.Read(root, values) is not { } head)
        {
            return null;
        }

        var index = new SiteIndex(values);
        var things = new SiteThings(values, index);
        var jewels = new SiteCrownJewels(values, index);
        ReadSections(root, things, values);
        var facts = new SiteFacts(values, index, new SiteServices(values, index));
        ImmutableArray<Observation> declared =
        [
            .. things.Found.Select(thing => new Observation(thing.Record, head.AsOf, 1, facts.Of(thing))),
        ];
        if (SiteMaps.Find(root, "crownJewels") is { } section)
        {
            jewels.Collect(section);
        }

        new SharedAddresses(values).Report(things.Found);
        var site = new Observation(
            "site",
            head.AsOf,
            1,
            [
                new AssetStatement(AssetReference.Named("Site", head.Name), head.Facts),
                new AssetStatement(index.Internet, [new PropertyFact(Properties.Standing, "declared")]),
            ]
        );
        string edition = head.Revision is null ? hash : $"{head.Revision}+{hash}";
        return new ImportedDocument(
            new Source("site", head.Name, edition, head.AsOf, IsComplete: true),
            [site, .. declared, .. jewels.Observations(head.AsOf)],
            Ignored: 0,
            things.Refused + jewels.Refused
        );
    }

    private static void ReadSections(YamlMap root, SiteThings things, SiteValues values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (YamlEntry entry in root.Entries)
        {
            string word = SiteWords.Plain(entry.Key.Text);
            SectionSchema? section = SiteSchema
                .Sections.Append(SiteSchema.Conduits)
                .FirstOrDefault(known => SiteWords.Plain(known.Name) == word);
            bool isOther = SiteSchema.OtherSections.Any(known => SiteWords.Plain(known) == word);
            if (section is null && !isOther)
            {
                IEnumerable<string> known = SiteSchema
                    .Sections.Select(one => one.Name)
                    .Concat(SiteSchema.OtherSections);
                values.Add(
                    SiteDescriptionRules.UnknownKey,
                    entry.Key,
                    $"There is no section '{SiteValues.Short(entry.Key.Text)}'; it was ignored.",
                    Spelling.DidYouMean(entry.Key.Text, known) ?? $"The sections are: {string.Join(", ", known)}."
                );
            }
            else if (!seen.Add(word))
            {
                values.Add(
                    SiteDescriptionRules.DuplicateName,
                    entry.Key,
                    $"The section '{entry.Key.Text}' is there twice; the second is ignored.",
                    "Put all things of one kind into one section."
                );
            }
            else if (section is not null)
            {
                things.Collect(section, entry.Value);
            }
        }
    }

    private static ImportedDocument? Refuse(YamlNode? root, SiteValues values)
    {
        YamlNode at = root ?? new YamlScalar(1, 1, "", IsQuoted: false);
        values.Add(
            SiteDescriptionRules.NotASiteDescription,
            at,
            $"The file holds {SiteValues.InWords(at)} where a map with 'site:' should be."
        );
        return null;
    }

    private static string? ReadText(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = BoundedStream.Limit(input.Open(), MaximumBytes);
            using DecodingReader reader = DecodingReader.Open(stream, MaximumBytes, cancellationToken);
            string text = reader.ReadToEnd();
            return IsWithoutNul(text, diagnostics) ? text : null;
        }
        catch (Exception problem) when (InputFailures.Explain(input.Name, problem) is { } diagnostic)
        {
            diagnostics.Add(diagnostic);
            return null;
        }
    }

    // YamlDotNet takes a NUL as the end of the text and would drop the rest without a word.
    private static bool IsWithoutNul(string text, DiagnosticBag diagnostics)
    {
        int at = text.IndexOf('\0', StringComparison.Ordinal);
        if (at < 0)
        {
            return true;
        }

        int line = text.AsSpan(0, at).Count('\n') + 1;
        int column = at - text.LastIndexOf('\n', at);
        diagnostics.Add(
            SiteDescriptionRules.NotYaml,
            "This is not valid YAML: there is a NUL character.",
            line,
            column
        );
        return false;
    }

    // Line ends aside, so that a checkout with other line ends is the same edition.
    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))[..16];
}
