using Pollux.Diagnostics;
using Pollux.Language.Packs;
using Pollux.Testing;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>The core pack, loaded once.</summary>
internal static class CorePack
{
    private static readonly Lazy<LanguagePack> Loaded = new(Load);

    public static LanguagePack Get() => Loaded.Value;

    private static LanguagePack Load()
    {
        Diagnosed<LanguagePack> read = LanguagePack.Load(RepositoryPaths.Of("packs", "core"));
        read.Value.ShouldNotBeNull(string.Join('\n', read.Diagnostics));
        return read.Value;
    }
}
