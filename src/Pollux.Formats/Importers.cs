using System.Collections.Immutable;
using Pollux.Formats.Csaf;
using Pollux.Formats.CycloneDx;
using Pollux.Formats.Kev;
using Pollux.Formats.Nmap;
using Pollux.Formats.SiteDescriptions;
using Pollux.Formats.Stix;

namespace Pollux.Formats;

/// <summary>The one list of formats that can be imported, in the order in which they are tried.</summary>
public static class Importers
{
    /// <summary>All importers.</summary>
    public static ImmutableArray<IImporter> All { get; } =
    [
        new SiteDescriptionImporter(),
        new NmapImporter(),
        new CycloneDxImporter(),
        new CsafImporter(),
        new KevImporter(),
        new StixImporter(),
    ];
}
