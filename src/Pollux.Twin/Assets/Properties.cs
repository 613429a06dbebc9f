namespace Pollux.Twin.Assets;

/// <summary>The names of the properties that assets have, with their meaning and unit; importers use no others.</summary>
public static class Properties
{
    /// <summary>The name to show to people.</summary>
    public const string DisplayName = "displayName";

    /// <summary>One short sentence on what it is for.</summary>
    public const string Description = "description";

    /// <summary><c>up</c> or <c>down</c>, as a scan saw it.</summary>
    public const string Status = "status";

    /// <summary>The operating system, as a product name with version; the best match only.</summary>
    public const string OperatingSystem = "operatingSystem";

    /// <summary>Accuracy of the operating system's guess, 0 to 1.</summary>
    public const string OperatingSystemAccuracy = "operatingSystemAccuracy";

    /// <summary>
    /// What kind of device it says it is, or a scan takes it for, as the source spells it: <c>Programmable Logic Controller</c>,
    /// <c>firewall</c>, <c>general purpose</c>.
    /// </summary>
    public const string DeviceClass = "deviceClass";

    /// <summary>The vendor's name, as the source spells it.</summary>
    public const string Vendor = "vendor";

    /// <summary>The product's or model's name.</summary>
    public const string Product = "product";

    /// <summary>The model or order number.</summary>
    public const string Model = "model";

    /// <summary>The version of a product, or the firmware of a device.</summary>
    public const string Version = "version";

    /// <summary>The version of a device's hardware.</summary>
    public const string HardwareVersion = "hardwareVersion";

    /// <summary>A CPE 2.3 name, formatted string form; a 2.2 URI is converted. Several: one fact each.</summary>
    public const string Cpe = "cpe";

    /// <summary>A package URL in canonical form.</summary>
    public const string Purl = "purl";

    /// <summary>A checksum of a product as it is delivered: <c>sha-256:</c> and hexadecimal digits in lower case.</summary>
    public const string Checksum = "checksum";

    /// <summary>What kind of component a BOM says it is: <c>library</c>, <c>firmware</c>, <c>operating-system</c> and so on.</summary>
    public const string ComponentType = "componentType";

    /// <summary>An IPv4 or IPv6 address.</summary>
    public const string Address = "address";

    /// <summary>A network of a zone in CIDR form. Several: one fact each.</summary>
    public const string Network = "network";

    /// <summary>A service's port, 0 to 65535.</summary>
    public const string Port = "port";

    /// <summary>A service's transport: <c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public const string Transport = "transport";

    /// <summary><c>open</c>, <c>filtered</c> or <c>open|filtered</c>; closed ports are not services.</summary>
    public const string PortState = "portState";

    /// <summary>The application protocol, in nmap's or the IANA's short name: <c>http</c>, <c>modbus</c>, <c>ms-wbt-server</c>.</summary>
    public const string Protocol = "protocol";

    /// <summary>How the protocol is known: <c>probed</c> (answered) or <c>table</c> (only guessed from the port).</summary>
    public const string ProtocolMethod = "protocolMethod";

    /// <summary><c>ssl</c> when the service is wrapped in TLS.</summary>
    public const string Tunnel = "tunnel";

    /// <summary>The IEC 62443 zone level or Purdue level: a number from 0 to 5, with halves.</summary>
    public const string Level = "level";

    /// <summary>How much its loss matters to the site, 1 (little) to 10 (all).</summary>
    public const string Criticality = "criticality";

    /// <summary>Loss when it comes true, in the site's currency: least plausible, most likely and most plausible figure.</summary>
    public const string LossLow = "lossLow";

    /// <inheritdoc cref="LossLow"/>
    public const string LossLikely = "lossLikely";

    /// <inheritdoc cref="LossLow"/>
    public const string LossHigh = "lossHigh";

    /// <summary>
    /// How a loss lies in its range: <c>pert</c> (between low and high, most often near likely; so too when nobody says) or <c>lognormal</c>
    /// (5 % of such losses are below low and 5 % above high).
    /// </summary>
    public const string LossShape = "lossShape";

    /// <summary>The kind of loss: <c>money</c>, <c>people</c> or <c>environment</c>.</summary>
    public const string LossKind = "lossKind";

    /// <summary>The attack step of this asset whose coming true is a crown jewel lost, such as <c>manipulated</c>. Several: one fact each.</summary>
    public const string CrownJewel = "crownJewel";

    /// <summary><c>declared</c> (the site says so), <c>observed</c> or <c>proposed</c> (seen, not yet confirmed).</summary>
    public const string Standing = "standing";

    /// <summary>Who owns it: a person or a team.</summary>
    public const string Owner = "owner";

    /// <summary>
    /// What a conduit lets pass: <c>any</c>, or a port or range of ports of every device in its target zone (<c>3389/tcp</c>,
    /// <c>49152-65535/tcp</c>). Modelling expands it to the services that are there; services named one by one are
    /// <c>permits</c> links instead. A conduit with neither is open for nothing that is known. Several: one fact each.
    /// </summary>
    public const string Permits = "permits";

    /// <summary>Of the site itself (an asset of type <c>Site</c>, which no language has): its currency, ISO 4217.</summary>
    public const string Currency = "currency";

    /// <summary>Of the site itself: a sentence that results rest on, to be printed with them. Several: one fact each.</summary>
    public const string Assumption = "assumption";

    /// <summary>Of the site itself: the greatest loss in a year that it accepts, in its currency.</summary>
    public const string RiskAppetite = "riskAppetite";

    /// <summary>Of the site itself: how many attacks on it begin in a year, least plausible, most likely and most plausible figure.</summary>
    public const string AttacksPerYearLow = "attacksPerYearLow";

    /// <inheritdoc cref="AttacksPerYearLow"/>
    public const string AttacksPerYearLikely = "attacksPerYearLikely";

    /// <inheritdoc cref="AttacksPerYearLow"/>
    public const string AttacksPerYearHigh = "attacksPerYearHigh";

    /// <summary>Of the site itself: what a mitigation of this cost class costs here, in the site's currency.</summary>
    public const string MitigationCostLow = "mitigationCostLow";

    /// <inheritdoc cref="MitigationCostLow"/>
    public const string MitigationCostMedium = "mitigationCostMedium";

    /// <inheritdoc cref="MitigationCostLow"/>
    public const string MitigationCostHigh = "mitigationCostHigh";
}
