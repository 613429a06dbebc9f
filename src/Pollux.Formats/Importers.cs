using System.Collections.Immutable;
using Pollux.Formats.Aas;
using Pollux.Formats.AutomationMl;
using Pollux.Formats.BloodHound;
using Pollux.Formats.CiscoAsa;
using Pollux.Formats.CiscoIos;
using Pollux.Formats.CpeList;
using Pollux.Formats.Csaf;
using Pollux.Formats.Cve;
using Pollux.Formats.CycloneDx;
using Pollux.Formats.DeviceList;
using Pollux.Formats.Dtdl;
using Pollux.Formats.Epss;
using Pollux.Formats.FortiOs;
using Pollux.Formats.Input;
using Pollux.Formats.Iptables;
using Pollux.Formats.Kev;
using Pollux.Formats.Nessus;
using Pollux.Formats.NetBox;
using Pollux.Formats.Nexpose;
using Pollux.Formats.NgsiLd;
using Pollux.Formats.Nmap;
using Pollux.Formats.NodeSet;
using Pollux.Formats.Nvd;
using Pollux.Formats.OpenVas;
using Pollux.Formats.Pcap;
using Pollux.Formats.Qualys;
using Pollux.Formats.Scl;
using Pollux.Formats.SiteDescriptions;
using Pollux.Formats.Spdx;
using Pollux.Formats.Stix;
using Pollux.Formats.Suricata;
using Pollux.Formats.Zeek;

namespace Pollux.Formats;

/// <summary>The one list of formats that can be imported, in the order in which they are tried.</summary>
public static class Importers
{
    /// <summary>All importers.</summary>
    public static ImmutableArray<IImporter> All { get; } =
    [
        new SiteDescriptionImporter(),
        new NmapImporter(),
        new NessusImporter(),
        new OpenVasImporter(),
        new QualysImporter(),
        new NexposeImporter(),
        new CycloneDxImporter(),
        new CsafImporter(),
        new KevImporter(),
        new BloodHoundImporter(),
        new StixImporter(),
        new CiscoAsaImporter(),
        new CiscoIosImporter(),
        new IptablesImporter(),
        new FortiOsImporter(),
        new SpdxImporter(),
        new PcapImporter(),
        new CveImporter(),
        new NvdImporter(),
        new EpssImporter(),
        new NetBoxImporter(),
        new SclImporter(),
        new ZeekImporter(),
        new SuricataImporter(),
        new AasImporter(),
        new NodeSetImporter(),
        new AutomationMlImporter(),
        new DtdlImporter(),
        new NgsiLdImporter(),
        new CpeListImporter(),
        new DeviceListImporter(),
    ];

    /// <summary>All importers, those of lists with what a person said of their columns.</summary>
    /// <param name="mappings">Mappings of columns; a list that one of them fits is read by it, whatever else it looks like.</param>
    /// <param name="limits">What is read of lists at most.</param>
    public static ImmutableArray<IImporter> With(ColumnMappings mappings, InputLimits limits)
    {
        DeviceListImporter mapped = new(limits, mappings);
        return mappings.Items.IsEmpty
            ? All
            :
            [
                new DeviceListImporter(limits, mappings) { OnlyMapped = true },
                .. All.Select(importer => importer is DeviceListImporter ? mapped : importer),
            ];
    }
}
