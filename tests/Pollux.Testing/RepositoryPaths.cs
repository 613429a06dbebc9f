namespace Pollux.Testing;

/// <summary>Finds the folders of the repository from a running test.</summary>
public static class RepositoryPaths
{
    /// <summary>The root of the repository: the folder that holds <c>Pollux.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pollux.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Pollux.slnx above {AppContext.BaseDirectory}.");
    }
}
