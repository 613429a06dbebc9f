using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Uncertainty;

namespace Pollux.Formats.Tests.HtmlReports;

/// <summary>An assessment made by hand, with every part that a report can show.</summary>
internal static class SampleAssessment
{
    private static readonly DiagnosticRule Rule = new("PLX5999", Severity.Warning, "Sample", "Do it.");

    public static Assessment Create(string jewelName = "dose") =>
        new(
            "Riverside Water",
            new AssessmentManifest(
                "5f3a",
                "org.pollux.core",
                "0.1.0",
                "18.1",
                "0.1.0",
                2_000,
                7,
                365,
                "a capable team"
            ),
            new TwinSummary(
                412,
                58,
                611,
                9_204,
                14,
                new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)
            ),
            ["Internet:reached"],
            "EUR",
            new Estimate(2_310_000, 1_480_000, 3_640_000),
            Risk(jewelName),
            [Reached(jewelName), NotReached()],
            Sensitivity(jewelName),
            new SecondOrderResult(
                50,
                400,
                31,
                new UncertaintyBand(2_710_000, 900_000, 2_500_000, 5_400_000, 2_600_000),
                [new UncertaintyBand(0.66, 0.31, 0.6, 0.88, 0.59)]
            ),
            [Mitigation()],
            [
                new ZoneResult("dmz", 3.5, 5, new Estimate(0.97, 0.96, 0.98), 0.8, 2_310_000),
                new ZoneResult("cell-b", 1, 6, new Estimate(0.41, 0.39, 0.43), null, 1_900_000),
            ],
            [
                new Finding(
                    Rule,
                    FindingSeverity.Critical,
                    "vpn-gw-01",
                    "device:1",
                    "vpn-gw-01 is known to be exploited",
                    "CVE-2024-21762 matches FortiOS 7.2.6.",
                    "Update to 7.2.7.",
                    []
                ),
            ],
            ["The attacker is a capable team with every capability; profiles come later."]
        );

    private static RiskResult Risk(string jewelName) =>
        new(
            new AttackFrequency(0.1, 0.3, 1, true),
            20_000,
            new Estimate(910_000, 870_000, 950_000),
            new Estimate(0.27, 0.25, 0.29),
            new Estimate(0, 0, 0),
            new Estimate(3_400_000, 3_100_000, 3_800_000),
            new Estimate(5_200_000, 4_800_000, 5_700_000),
            new Estimate(9_900_000, 8_800_000, 11_500_000),
            28_000_000,
            2_000_000,
            new Estimate(0.16, 0.15, 0.18),
            [
                new ExceedancePoint(0, 0.27, 0.25, 0.29),
                new ExceedancePoint(2_000_000, 0.16, 0.15, 0.18),
                new ExceedancePoint(6_000_000, 0.04, 0.03, 0.05),
                new ExceedancePoint(28_000_000, 0, 0, 0.001),
            ],
            [
                new LossContribution(
                    "unsafe water",
                    [$"{jewelName}: process manipulated on purpose"],
                    new Estimate(0.34, 0.32, 0.36),
                    new LossRange(1_000_000, 5_000_000, 20_000_000),
                    new Estimate(910_000, 870_000, 950_000),
                    1,
                    1
                ),
            ]
        );

    private static SensitivityResult Sensitivity(string jewelName) =>
        new(
            "expected annual loss",
            910_000,
            [
                new SensitivityBar(
                    "frequency",
                    "Attacks that begin in a year",
                    "The range that the site description gives.",
                    "0.1 a year",
                    "1 a year",
                    230_000,
                    2_310_000,
                    new Estimate(2_080_000, 1_900_000, 2_200_000)
                ),
                new SensitivityBar(
                    "defense:Device.edr",
                    $"Endpoint detection on {jewelName}, where nobody says",
                    "Nobody says whether it is there; the language counts it as off.",
                    "off",
                    "on",
                    910_000,
                    500_000,
                    new Estimate(-410_000, -450_000, -370_000)
                ),
            ],
            57,
            256
        );

    private static JewelResult Reached(string name) =>
        new(
            name,
            "ControlLoop",
            "manipulated",
            $"{name}: the process is driven to a harmful state",
            new Estimate(0.91, 0.897, 0.922),
            new TimeToCompromise(4.6, 18.8, null),
            new LossRange(400_000, 2_000_000, 6_000_000),
            new Estimate(2_310_000, 1_480_000, 3_640_000),
            Curve(),
            new AttackPath(
                0.55,
                [
                    Hop("Internet", "Internet", null, "reached", 0, false, "T1595", "Active Scanning"),
                    Hop(
                        "vpn-gw-01",
                        "RemoteAccessGateway",
                        "dmz",
                        "control",
                        6.8,
                        false,
                        "T0819",
                        "Exploit Public-Facing Application"
                    ),
                    Hop("jump-01", "JumpHost", "dmz", "userAccess", 9.2, false, "T0859", "Valid Accounts"),
                    Hop("ews-02", "EngineeringStation", "scada", "userAccess", 13.1, false, "T0886", "Remote Services"),
                    Hop("ews-02", "EngineeringStation", "scada", "heldProject", 13.1, true, "", ""),
                    Hop(
                        "plc-b-dos-01",
                        "Controller",
                        "cell-b",
                        "programChanged",
                        17.2,
                        false,
                        "T0843",
                        "Program Download"
                    ),
                    Hop(name, "ControlLoop", null, "manipulated", 18.8, false, "T0831", "Manipulation of Control"),
                ]
            )
        );

    private static JewelResult NotReached() =>
        new(
            "bills",
            "Data",
            "stolen",
            "bills: the data leave the site",
            new Estimate(0, 0, 0.0019),
            new TimeToCompromise(null, null, null),
            null,
            null,
            [new CurvePoint(365, 0, 0, 0.0019)],
            null
        );

    private static PathHop Hop(
        string asset,
        string type,
        string? zone,
        string step,
        double days,
        bool isTechnical,
        string technique,
        string name
    ) =>
        new(
            $"{asset}:{step}",
            asset,
            type,
            zone,
            step,
            $"The attacker reaches {step} of {asset}.",
            isTechnical,
            technique.Length == 0 ? [] : [new Technique(technique, name, "ics")],
            days,
            [],
            [
                new HopDefense(
                    $"{asset}:keySwitchRun",
                    "Key switch in RUN",
                    0,
                    IsKnown: true,
                    "the site description says PROGRAM",
                    ["M0801"],
                    "SR 2.1"
                ),
            ]
        );

    private static MitigationResult Mitigation() =>
        new(
            "Turn the key switch of plc-b-dos-01 to RUN",
            ["plc-b-dos-01:keySwitchRun"],
            "low",
            900,
            new Estimate(640_000, 410_000, 930_000),
            711,
            [new JewelEffect("dose", "manipulated", 0.91, 0.66, 18.8, 41)],
            ["M0801"],
            ["SR 2.1"]
        );

    private static ImmutableArray<CurvePoint> Curve() =>
        [
            .. Enumerable
                .Range(0, 60)
                .Select(index =>
                {
                    double days = 0.5 * Math.Pow(730, index / 59.0);
                    double probability = 0.91 * (1 - Math.Exp(-Math.Pow(days / 20, 1.6)));
                    return new CurvePoint(
                        days,
                        probability,
                        Math.Max(0, probability - 0.02),
                        Math.Min(1, probability + 0.02)
                    );
                }),
        ];
}
