using Pollux.Modelling.Drafts;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Twins;

/// <summary>Recognises the zone that is the outside world.</summary>
internal static class InternetZones
{
    /// <summary>True for the language's own type, and for a zone that the site simply calls internet.</summary>
    public static bool IsInternet(Asset asset, LanguageTypes language) =>
        language.IsA(asset.Type, "Internet")
        || (
            string.Equals(asset.Type, "Zone", StringComparison.Ordinal)
            && string.Equals(asset.Name, "internet", StringComparison.OrdinalIgnoreCase)
            && language.Exists("Internet")
        );
}
