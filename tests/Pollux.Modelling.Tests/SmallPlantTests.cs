using System.Collections.Immutable;
using Pollux.Testing;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Tests;

/// <summary>A small waterworks, from the statements of a site description and a scan to the instance model.</summary>
public sealed class SmallPlantTests
{
    [Fact]
    public void The_model_of_a_small_plant_is_as_approved()
    {
        ModelledTwin twin = Build(Waterworks());

        Approval.ShouldMatchApproved(
            ModelText.Write(twin),
            "tests",
            "Pollux.Modelling.Tests",
            "testdata",
            "waterworks.model.txt"
        );
    }

    [Fact]
    public void The_order_of_the_sources_does_not_change_the_model()
    {
        (Source Source, ImmutableArray<Observation> Observations)[] sources = Waterworks();

        ModelText.Write(Build([.. sources.Reverse()])).ShouldBe(ModelText.Write(Build(sources)));
    }

    internal static ModelledTwin Build((Source Source, ImmutableArray<Observation> Observations)[] sources)
    {
        SiteTwin twin = SiteTwin.Empty("waterworks");
        foreach ((Source source, ImmutableArray<Observation> observations) in sources)
        {
            twin = twin.Merge(source, observations).Twin;
        }

        Revision revision = twin.Resolve(TwinTypes.Of(CoreLanguage.Specification)).Value!;
        return TwinModel.Build(revision, CoreLanguage.Graph, new ModellingInput(Plant.Tables));
    }

    internal static (Source Source, ImmutableArray<Observation> Observations)[] Waterworks() =>
        [
            (new Source("site", "waterworks", "1", Plant.Date("2026-11-01"), IsComplete: true), Description()),
            (new Source("nmap", "scan of the cell", "1", Plant.Date("2026-11-10"), IsComplete: false), Scan()),
        ];

    private static ImmutableArray<Observation> Description() =>
        [
            Says("zone office", Zone("office", "4", "10.1.0.0/24")),
            Says("zone cell", Zone("cell", "1", "10.2.0.0/24")),
            Says(
                "conduit office-to-cell",
                Thing(
                    "Conduit",
                    "office-to-cell",
                    new LinkFact("from", Named("Zone", "office")),
                    new LinkFact("to", Named("Zone", "cell")),
                    new PropertyFact(Properties.Permits, "502/tcp")
                )
            ),
            Says(
                "conduit internet-to-office",
                Thing(
                    "Conduit",
                    "internet-to-office",
                    new LinkFact("from", Named("Internet", "internet")),
                    new LinkFact("to", Named("Zone", "office")),
                    new PropertyFact(Properties.Permits, "443/tcp"),
                    new DefenseFact("inspected", 0.9, "the proxy inspects TLS")
                )
            ),
            Says(
                "device plc-intake",
                Thing(
                    "Controller",
                    "plc-intake",
                    new PropertyFact(Properties.Address, "10.2.0.10"),
                    new LinkFact("zones", Named("Zone", "cell")),
                    new LinkFact("runs", Named("ControlLoop", "dosing"))
                ) with
                {
                    Asset = At("Controller", "plc-intake", "10.2.0.10", "cell"),
                }
            ),
            Says(
                "device hmi",
                Thing(
                    "OperatorStation",
                    "hmi",
                    new PropertyFact(Properties.Address, "10.1.0.5"),
                    new LinkFact("zones", Named("Zone", "office")),
                    new LinkFact("shows", Named("ControlLoop", "dosing"))
                ) with
                {
                    Asset = At("OperatorStation", "hmi", "10.1.0.5", "office"),
                }
            ),
            Says(
                "loop dosing",
                Thing(
                    "ControlLoop",
                    "dosing",
                    new LinkFact("acts", Named("ProcessUnit", "basin")),
                    new PropertyFact(Properties.CrownJewel, "manipulated")
                )
            ),
            Says("unit basin", Thing("ProcessUnit", "basin", new LinkFact("losses", Named("Loss", "unsafe water")))),
            Says(
                "loss unsafe water",
                Thing("Loss", "unsafe water", new PropertyFact(Properties.LossLikely, "2000000"))
            ),
        ];

    private static ImmutableArray<Observation> Scan() =>
        [
            Host("10.2.0.10", (502, "modbus"), (20256, "pcom")),
            Host("10.2.0.99", (23, "telnet")),
            Host("10.1.0.5", (3389, "ms-wbt-server"), (443, "https")),
        ];

    private static Observation Host(string address, params (int Port, string Protocol)[] ports)
    {
        AssetReference host = new("Device", [new Identifier(IdentifierKind.IpAddress, address)]);
        List<Statement> statements =
        [
            new AssetStatement(
                host,
                [new PropertyFact(Properties.Address, address), new PropertyFact(Properties.Standing, "observed")]
            ),
        ];
        foreach ((int port, string protocol) in ports)
        {
            AssetReference service = AssetReference.ServiceOf(host, port, "tcp");
            statements.Add(new AssetStatement(host, [new LinkFact("services", service)]));
            statements.Add(
                new AssetStatement(
                    service,
                    [
                        new PropertyFact(Properties.Port, $"{port}"),
                        new PropertyFact(Properties.Transport, "tcp"),
                        new PropertyFact(Properties.PortState, "open"),
                        new PropertyFact(Properties.Protocol, protocol),
                        new PropertyFact(Properties.ProtocolMethod, "probed"),
                    ]
                )
            );
        }

        return new Observation($"host {address}", null, 1, [.. statements]);
    }

    private static Observation Says(string record, AssetStatement statement) => new(record, null, 1, [statement]);

    private static AssetStatement Zone(string name, string level, string network) =>
        Thing("Zone", name, new PropertyFact(Properties.Level, level), new PropertyFact(Properties.Network, network));

    private static AssetStatement Thing(string type, string name, params Fact[] facts) =>
        new(Named(type, name), [new PropertyFact(Properties.Standing, "declared"), .. facts]);

    private static AssetReference Named(string type, string name) => AssetReference.Named(type, name);

    private static AssetReference At(string type, string name, string address, string zone) =>
        new(type, [new Identifier(IdentifierKind.Name, name), new Identifier(IdentifierKind.IpAddress, address, zone)]);
}
