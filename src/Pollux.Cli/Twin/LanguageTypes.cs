using Pollux.Diagnostics;
using Pollux.Language.Packs;
using Pollux.Modelling;
using Pollux.Twin.Resolution;

namespace Pollux.Cli.Twin;

/// <summary>The types of Pollux's own language, as resolution needs them.</summary>
public static class LanguageTypes
{
    /// <summary>Reads the types of the core pack's language.</summary>
    /// <returns>No types, with the diagnostics that say why, when the language cannot be read.</returns>
    public static Diagnosed<TypeHierarchy> Load(CommandEnvironment environment)
    {
        Diagnosed<LanguagePack> pack = CorePack.Load(environment);
        return new Diagnosed<TypeHierarchy>(
            pack.Value is { } loaded ? TwinTypes.Of(loaded.Language.Specification) : TypeHierarchy.None,
            pack.Diagnostics
        );
    }
}
