using Shouldly;

namespace Pollux.Testing;

/// <summary>
/// Compares a result with a file kept in the repository. To accept new results, run the tests once with
/// <c>POLLUX_APPROVE=1</c> and read the difference in git before committing it.
/// </summary>
public static class Approval
{
    /// <summary>Fails unless the file holds exactly this text (line ends aside).</summary>
    /// <param name="actual">The result.</param>
    /// <param name="pathFromRoot">The approved file, from the repository's root.</param>
    public static void ShouldMatchApproved(string actual, params string[] pathFromRoot)
    {
        string path = RepositoryPaths.Of(pathFromRoot);
        if (string.Equals(Environment.GetEnvironmentVariable("POLLUX_APPROVE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, Normal(actual));
        }

        string approved = File.Exists(path) ? File.ReadAllText(path) : "";
        Normal(actual).ShouldBe(Normal(approved), $"differs from {path}; run once with POLLUX_APPROVE=1 to accept");
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
