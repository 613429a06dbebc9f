using Pollux.Diagnostics;
using Pollux.Language.Packs;

namespace Pollux.Cli.Twin;

/// <summary>Pollux's own language with its words, from the folder <c>packs/core</c>.</summary>
public static class CorePack
{
    /// <summary>The folder of the pack.</summary>
    public static string FolderOf(CommandEnvironment environment) =>
        Path.Combine(environment.HomeDirectory, "packs", "core");

    /// <summary>Loads the pack; null, with the diagnostics that say why, when it cannot be used.</summary>
    public static Diagnosed<LanguagePack> Load(CommandEnvironment environment) =>
        LanguagePack.Load(FolderOf(environment));
}
