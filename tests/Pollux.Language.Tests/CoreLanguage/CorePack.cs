using Pollux.Diagnostics;
using Pollux.Language.Packs;
using Pollux.Testing;

namespace Pollux.Language.Tests.CoreLanguage;

/// <summary>The core pack, loaded once.</summary>
internal static class CorePack
{
    private static readonly Lazy<Diagnosed<LanguagePack>> Loaded = new(() =>
        LanguagePack.Load(RepositoryPaths.Of("packs", "core"))
    );

    public static Diagnosed<LanguagePack> Load() => Loaded.Value;

    public static LanguagePack Get()
    {
        Loaded.Value.Value.ShouldNotBeNull(string.Join('\n', Loaded.Value.Diagnostics));
        return Loaded.Value.Value;
    }
}
