using Pollux.Language.Linting;
using Pollux.Testing;

namespace Pollux.Language.Tests.CoreLanguage;

public class ReferenceTests
{
    [Fact]
    public void The_reference_says_what_the_language_is() =>
        Approval.ShouldMatchApproved(ReferenceWriter.Write(CorePack.Get()), "docs", "reference", "core-language.md");

    [Fact]
    public void Every_time_class_has_its_row_on_the_page_about_the_language()
    {
        string page = File.ReadAllText(RepositoryPaths.Of("docs", "language.md"));
        foreach (TimeClass time in TimeClasses.All)
        {
            string arguments = string.Join(", ", time.Distribution.Arguments);
            page.ShouldContain($"| {time.Name} | {time.Distribution.Name}({arguments}) |");
        }
    }

    [Fact]
    public void The_page_about_the_language_names_only_types_and_roles_that_exist()
    {
        string[] rows = File.ReadAllLines(RepositoryPaths.Of("docs", "language.md"));
        string[] named =
        [
            .. rows.SkipWhile(row => !row.StartsWith("| word |", StringComparison.Ordinal))
                .Skip(2)
                .TakeWhile(row => row.StartsWith('|'))
                .SelectMany(row => row.Split('|')[2].Split('`').Where((_, index) => index % 2 == 1)),
        ];
        named.Length.ShouldBeGreaterThan(40);
        HashSet<string> known =
        [
            .. CorePack.Get().Graph.TypesByName.Keys,
            .. CorePack.Get().Graph.Types.SelectMany(type => type.Fields.Keys),
        ];
        named.Where(name => !known.Contains(name)).ShouldBeEmpty();
    }
}
