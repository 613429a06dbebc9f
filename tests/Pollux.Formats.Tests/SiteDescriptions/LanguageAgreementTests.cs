using Pollux.Formats.SiteDescriptions;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Testing;

namespace Pollux.Formats.Tests.SiteDescriptions;

/// <summary>The words of a site description and Pollux's language say the same.</summary>
public sealed class LanguageAgreementTests
{
    // What a site cannot declare by hand: it comes from scans, advisories and matching.
    private static readonly string[] NotDeclared =
    [
        "Component",
        "Principal",
        "Vulnerability",
        "RemoteVulnerability",
        "LocalVulnerability",
    ];

    private static readonly LanguageGraph Language = Compile();

    [Fact]
    public void Every_type_of_the_language_that_a_site_can_have_can_be_declared()
    {
        IEnumerable<string> declarable = SiteSchema
            .Sections.Append(SiteSchema.Conduits)
            .Append(SiteSchema.Services)
            .SelectMany(section =>
                SiteTypes
                    .WordsFor(section.Type)
                    .Select(word => SiteTypes.Find(word, section.Type)!)
                    .Append(section.Type)
            );

        Language.Types.Select(type => type.Name).Except(declarable).ShouldBe(NotDeclared, ignoreOrder: true);
    }

    [Fact]
    public void Every_type_is_a_kind_of_the_same_types_as_in_the_language()
    {
        foreach (AssetType type in Language.Types.Where(type => !NotDeclared.Contains(type.Name)))
        {
            SiteTypes.Lineage(type.Name).ShouldBe(Lineage(type), type.Name);
        }
    }

    [Fact]
    public void Every_defence_that_a_site_can_state_is_one_of_the_language_and_none_is_missing()
    {
        IEnumerable<string> defenses = Language
            .Types.Where(type => !type.Name.EndsWith("Vulnerability", StringComparison.Ordinal))
            .SelectMany(type =>
                type.Steps.Where(step => step.Type is StepType.Defense && type.Super?.FindStep(step.Name) is null)
                    .Select(step => $"{type.Name}.{step.Name}")
            );

        SiteControls.All().Select(pair => $"{pair.Type}.{pair.Defense}").ShouldBe(defenses, ignoreOrder: true);
    }

    [Fact]
    public void Every_word_for_a_consequence_is_an_attack_step_of_its_type() =>
        SiteWords
            .All()
            .Where(pair => Language.TypesByName[pair.Type].FindStep(pair.Step) is not { IsAttackStep: true })
            .ShouldBeEmpty();

    [Fact]
    public void Every_key_that_links_is_a_role_of_the_language_with_the_same_types_at_both_ends()
    {
        var wrong = new List<string>();
        foreach (SectionSchema section in SiteSchema.Sections.Append(SiteSchema.Conduits).Append(SiteSchema.Services))
        {
            foreach (KeySchema key in section.Keys)
            {
                (string Role, string Target)? link = key switch
                {
                    LinkKey named => (named.Role, named.Target),
                    ServiceLinkKey service => (service.Role, "Service"),
                    InternetKey internet => (internet.Role, "Internet"),
                    _ => null,
                };
                if (link is { } said && !Exists(key.OnlyOn ?? section.Type, said.Role, said.Target))
                {
                    wrong.Add(
                        $"{section.Name}.{key.Name}: {key.OnlyOn ?? section.Type} has no {said.Role} that is a {said.Target}"
                    );
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    // Where the language's end is more special than the key's target, as for the services of data, modelling says so by thing.
    private static bool Exists(string type, string role, string target) =>
        Language.TypesByName[type].Fields.TryGetValue(role, out AssociationEnd? end)
        && (Language.TypesByName[target].Is(end.Target) || end.Target.Is(Language.TypesByName[target]));

    private static IEnumerable<string> Lineage(AssetType type)
    {
        for (AssetType? at = type; at is not null; at = at.Super)
        {
            yield return at.Name;
        }
    }

    private static LanguageGraph Compile()
    {
        string path = RepositoryPaths.Of("packs", "core", "language", "core.mal");
        LanguageSpecification language = LanguageCompiler
            .Compile(path, CompilerOptions.Default)
            .Value.ShouldNotBeNull()
            .Specification;
        return LanguageGraph.Build(language).Value.ShouldNotBeNull();
    }
}
