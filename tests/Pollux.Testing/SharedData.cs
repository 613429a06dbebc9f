using Xunit;

namespace Pollux.Testing;

/// <summary>
/// The data that is not part of the repository: <c>../shared</c> beside the checkout, or where <c>POLLUX_SHARED</c> says.
/// A test that needs it calls <see cref="Require"/> and is skipped with a plain reason where it is absent.
/// </summary>
public static class SharedData
{
    private static string Root =>
        Environment.GetEnvironmentVariable("POLLUX_SHARED") is { Length: > 0 } given
            ? given
            : Path.GetFullPath(Path.Combine(RepositoryPaths.Root, "..", "shared"));

    /// <summary>The path of a file or folder of the shared data; skips the running test when it is absent.</summary>
    public static string Require(params string[] parts)
    {
        string path = Path.Combine([Root, .. parts]);
        Assert.SkipUnless(
            File.Exists(path) || Directory.Exists(path),
            $"needs ../shared/{string.Join('/', parts)}, which is not here"
        );
        return path;
    }

    /// <summary>The path of a file in a checkout of a public repository, named by an environment variable; skips likewise.</summary>
    public static string RequireFromVariable(string variable, params string[] parts)
    {
        string? root = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(root), $"needs {variable} to name a checkout of that public repository");
        string path = Path.Combine([root!, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"needs {path}, which is not there");
        return path;
    }
}
