using System.Collections.Immutable;
using System.Text;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Files;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Tests;

/// <summary>Small observations to put together in tests.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero);

    public static readonly TypeHierarchy Types = new(
        ImmutableDictionary
            .Create<string, string?>()
            .Add("Component", null)
            .Add("Zone", "Component")
            .Add("Device", "Component")
            .Add("Computer", "Device")
            .Add("Controller", "Device")
            .Add("SafetyController", "Controller")
            .Add("Service", null)
            .Add("ControlService", "Service"),
        ["Component"]
    );

    public static Source Site(string edition = "1", int days = 0) =>
        new("site", "Riverside Water", edition, Monday.AddDays(days), true);

    public static Source Scan(string edition = "1", int days = 0) =>
        new("nmap", "nmap -sV 10.0.0.0/24", edition, Monday.AddDays(days), false);

    public static Source Traffic(string edition = "1") => new("zeek", "conn", edition, Monday, false);

    /// <summary>A client at one address using a port at another.</summary>
    public static Observation Uses(string client, string server, int port = 502, bool? answered = true) =>
        Record($"{client} > {server} {port}/tcp", FlowOf(client, server, port, answered));

    public static FlowStatement FlowOf(string client, string server, int port = 502, bool? answered = true) =>
        new(
            new AssetReference("Device", [Ip(client)]),
            AssetReference.ServiceOf(new AssetReference("Device", [Ip(server)]), port, "tcp"),
            new FlowActivity(2, 300, Monday, Monday.AddHours(1), answered, "modbus", [FlowUse.Read, FlowUse.Write])
        );

    public static Observation Record(string key, params Statement[] statements) => new(key, null, 1, [.. statements]);

    public static AssetStatement Thing(string type, Identifier[] identifiers, params Fact[] facts) =>
        new(new AssetReference(type, [.. identifiers]), [.. facts]);

    public static AssetStatement Zone(string name, params string[] networks) =>
        Thing("Zone", [Name(name)], [.. networks.Select(network => new PropertyFact(Properties.Network, network))]);

    public static Identifier Name(string value) => new(IdentifierKind.Name, value);

    public static Identifier Mac(string value) => new(IdentifierKind.Mac, value);

    public static Identifier Host(string value) => new(IdentifierKind.HostName, value);

    public static Identifier Ip(string value, string scope = "") => new(IdentifierKind.IpAddress, value, scope);

    public static SiteTwin SiteOf(params (Source Source, Observation[] Observations)[] sources)
    {
        SiteTwin twin = SiteTwin.Empty("Riverside Water");
        foreach ((Source source, Observation[] observations) in sources)
        {
            twin = twin.Merge(source, [.. observations]).Twin;
        }

        return twin;
    }

    /// <summary>A twin that uses every kind of statement, fact and identifier.</summary>
    public static SiteTwin Everything()
    {
        AssetReference plc = new("Controller", [Name("Dosing PLC"), Ip("10.0.0.7", "cell 1")]);
        AssetReference modbus = new("ControlService", [Name("tcp/502")], plc);
        return SiteOf(
            (
                Site(),
                [
                    Record("zone cell 1", Zone("cell 1", "10.0.0.0/24")),
                    Record(
                        "device Dosing PLC",
                        new AssetStatement(
                            plc,
                            [
                                new PropertyFact(Properties.Criticality, "9"),
                                new PropertyFact(Properties.Description, "Doses \"chlorine\" – größer\n<b>"),
                                new DefenseFact("keySwitchRun", 0.75, "The site says the key is in RUN."),
                                new LinkFact("zones", AssetReference.Named("Zone", "cell 1")),
                            ]
                        )
                    ),
                ]
            ),
            (
                Scan(),
                [
                    new Observation(
                        "host 10.0.0.7",
                        Monday.AddHours(1).AddTicks(1),
                        0.9,
                        [
                            Thing("Device", [Mac("00:11:22:33:44:55"), Ip("10.0.0.7")]),
                            new AssetStatement(modbus, [new PropertyFact(Properties.Port, "502")]),
                        ]
                    ),
                ]
            ),
            (
                Traffic(),
                [
                    Uses("10.0.0.9", "10.0.0.7"),
                    Record(
                        "silent",
                        new FlowStatement(
                            new AssetReference("Device", [Ip("10.0.0.9")]),
                            modbus,
                            new FlowActivity(1, null, null, null, null, null, [])
                        )
                    ) with
                    {
                        Records = 4,
                    },
                ]
            ),
            (
                new Source("nessus", "weekly", "1", Monday.AddDays(1), false),
                [
                    Record(
                        "host 10.0.0.7",
                        Thing(
                            "Device",
                            [Mac("00:11:22:33:44:55"), Ip("10.0.0.7")],
                            new ScanFact("nessus", "Basic, ports default", true, ["19506"]),
                            new FindingFact("nessus", "58987", "PHP is too old", 0.8, [])
                            {
                                Severity = "critical",
                                CvssVectors = ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"],
                                Cwes = ["CWE-94"],
                                Exploitation = "poc",
                                Priority = 6.7,
                                Remediation = "Update.",
                            }
                        )
                    ),
                ]
            ),
            (
                new Source("csaf", "ICSA-26-001", "2", null, true),
                [
                    Record(
                        "CVE-2026-0001 / CSAFPID-1",
                        new ProductStatement(
                            "CVE-2026-0001",
                            new ProductPattern("PLC 5 < V2", "Acme", "PLC 5", "< V2", true, null, null, ["PLC5-1"]),
                            ProductStatus.Affected,
                            null,
                            "Update.",
                            "ICSA-26-001"
                        ),
                        new VulnerabilityStatement(
                            "CVE-2026-0001",
                            "A flaw",
                            ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"],
                            ["CWE-798"],
                            new DateOnly(2026, 1, 2),
                            true,
                            "active",
                            0.25
                        )
                        {
                            Automatable = false,
                            TechnicalImpact = "total",
                        },
                        Configured("CVE-2026-0001")
                    ),
                ]
            )
        );
    }

    /// <summary>Configurations that use every operator, bound and flag.</summary>
    public static ConfigurationStatement Configured(string vulnerability) =>
        new(
            vulnerability,
            [
                new(
                    ConfigurationOperator.And,
                    false,
                    [
                        new(
                            ConfigurationOperator.Or,
                            false,
                            [
                                new CpeCriterion("cpe:2.3:a:acme:tool:*:*:*:*:*:*:*:*", true)
                                {
                                    StartIncluding = "1.0",
                                    EndExcluding = "2.0",
                                },
                                new CpeCriterion("cpe:2.3:a:acme:tool:*:*:*:*:*:*:*:*", true)
                                {
                                    StartExcluding = "3.0",
                                    EndIncluding = "3.9",
                                },
                            ]
                        ),
                        new(
                            ConfigurationOperator.And,
                            true,
                            [new CpeCriterion("cpe:2.3:o:acme:system:-:*:*:*:*:*:*:*", false)]
                        ),
                    ]
                ),
                new(ConfigurationOperator.Or, true, []),
            ],
            "NVD"
        );

    public static Revision Resolved(SiteTwin twin) => twin.Resolve(Types).Value!;

    public static Asset Named(Revision revision, string name) =>
        revision.Assets.Single(asset => string.Equals(asset.Name, name, StringComparison.Ordinal));

    public static byte[] Bytes(SiteTwin twin)
    {
        using MemoryStream stream = new();
        TwinFile.Write(twin, stream);
        return stream.ToArray();
    }

    public static string Text(SiteTwin twin) => Encoding.UTF8.GetString(Bytes(twin));

    public static Diagnostics.Diagnosed<SiteTwin> Read(byte[] content)
    {
        using MemoryStream stream = new(content);
        return TwinFile.Read(stream, "site.twin");
    }

    public static Diagnostics.Diagnosed<SiteTwin> Read(string content) => Read(Encoding.UTF8.GetBytes(content));
}
