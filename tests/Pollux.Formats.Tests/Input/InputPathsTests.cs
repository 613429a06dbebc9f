using Pollux.Formats.Input;

namespace Pollux.Formats.Tests.Input;

public sealed class InputPathsTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("pollux-paths-");

    public InputPathsTests()
    {
        foreach (
            string path in new[] { "b.xml", "a.xml", "c.json", "in/d.xml", "in/deep/e.xml", ".hidden/f.xml", ".g.xml" }
        )
        {
            FileInfo file = new(Path.Combine(root.FullName, path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, path);
        }
    }

    public void Dispose() => root.Delete(recursive: true);

    [Theory]
    [InlineData("*.xml", "a.xml b.xml")]
    [InlineData("?.json", "c.json")]
    [InlineData("**/*.xml", "a.xml b.xml in/d.xml in/deep/e.xml")]
    [InlineData("in/**", "in/d.xml in/deep/e.xml")]
    [InlineData("*/d.xml", "in/d.xml")]
    [InlineData("**/deep/*", "in/deep/e.xml")]
    [InlineData(".*/*.xml", ".hidden/f.xml")]
    [InlineData("in", "in/d.xml in/deep/e.xml")]
    public void Patterns_and_folders_are_expanded_in_order(string argument, string expected)
    {
        Expand(argument).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public void A_file_that_two_arguments_mean_comes_once_and_at_its_first_place()
    {
        Expand("b.xml", "*.xml").ShouldBe(["b.xml", "a.xml"]);
    }

    [Theory]
    [InlineData("none.xml", "There is no file or folder")]
    [InlineData("*.csv", "matches no file")]
    [InlineData("no/such/**/*.xml", "matches no file")]
    public void An_argument_that_means_nothing_is_said(string argument, string reason)
    {
        InputPaths
            .Expand([Path.Combine(root.FullName, argument)], InputLimits.Default, CancellationToken.None)
            .ShouldHaveSingleItem()
            .Problem!.Message.ShouldContain(reason);
    }

    [Fact]
    public void A_link_that_leads_in_a_circle_does_not()
    {
        Directory.CreateSymbolicLink(Path.Combine(root.FullName, "in", "circle"), root.FullName);

        Expand("in").ShouldBe(["in/d.xml", "in/deep/e.xml"]);
    }

    [Fact]
    public void More_files_than_the_limit_are_said()
    {
        InputLimits limits = InputLimits.Default with { Files = 1 };

        IReadOnlyList<InputPath> found = InputPaths.Expand([root.FullName], limits, CancellationToken.None);

        found.Count.ShouldBe(2);
        found[1].Problem!.Rule.ShouldBe(InputRules.TooLarge);
    }

    private List<string> Expand(params string[] arguments) =>
        [
            .. InputPaths
                .Expand(
                    arguments.Select(argument => Path.Combine(root.FullName, argument)),
                    InputLimits.Default,
                    CancellationToken.None
                )
                .Select(found => Path.GetRelativePath(root.FullName, found.Path)),
        ];
}
