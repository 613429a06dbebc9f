using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions;

namespace Pollux.Formats.Tests.SiteDescriptions;

/// <summary>Each rule once raised, with its place, and once not, by the smallest change of the same text.</summary>
public sealed class RuleTests
{
    /// <summary>Code, text that raises it, the place and beginning of its message, text that does not.</summary>
    public static TheoryData<string, string, string, string> Cases { get; } =
        new()
        {
            { "PLX2400", "zones: {a: 10.1.0.0/24", "", "zones: {a: 10.1.0.0/24}" },
            { "PLX2400", "zones: *nowhere", "(2,8)", "zones: &here {a: 10.1.0.0/24}" },
            { "PLX2402", "zoness: {}", "(2,1): warning PLX2402: There is no section 'zoness'", "zones: {}" },
            {
                "PLX2402",
                "devices: {a: {venddor: X}}",
                "(2,15): warning PLX2402: A device has no key 'venddor'",
                "devices: {a: {vendor: X}}"
            },
            { "PLX2402", "mitigationCosts: {tiny: 5}", "(2,19)", "mitigationCosts: {low: 5}" },
            {
                "PLX2402",
                "risk: {apetite: 5}",
                "(2,8): warning PLX2402: Risk has no key 'apetite'",
                "risk: {appetite: 5}"
            },
            {
                "PLX2402",
                "risk: {attacksPerYear: {hihg: 5}}",
                "(2,25): warning PLX2402: 'attacksPerYear' has no key 'hihg'",
                "risk: {attacksPerYear: {high: 5}}"
            },
            { "PLX2403", "risk: 7", "(2,7): error PLX2403: 'risk' takes appetite", "risk: {}" },
            {
                "PLX2403",
                "risk: {appetite: some}",
                "(2,18): error PLX2403: 'appetite' is 'some'",
                "risk: {appetite: 2M}"
            },
            {
                "PLX2407",
                "risk: {attacksPerYear: 400}",
                "(2,24): error PLX2407: 'attacksPerYear' is 400",
                "risk: {attacksPerYear: 4}"
            },
            {
                "PLX2419",
                "risk: {attacksPerYear: {low: 2, high: 1}}",
                "(2,24): error PLX2419: The figures of 'attacksPerYear'",
                "risk: {attacksPerYear: {low: 1, high: 2}}"
            },
            {
                "PLX2420",
                "losses: {a: {low: 0, high: 5k, shape: lognormal}}",
                "(2,10): error PLX2420: The loss 'a' cannot be lognormal",
                "losses: {a: {low: 1, high: 5k, shape: lognormal}}"
            },
            {
                "PLX2420",
                "losses: {a: {low: 1, likely: 2, high: 5k, shape: lognormal}}",
                "(2,10)",
                "losses: {a: {low: 1, likely: 2, high: 5k, shape: pert}}"
            },
            {
                "PLX2420",
                "devices: {a: pc}\ncrownJewels: {a: {when: down, loss: {likely: 5, shape: lognormal}}}",
                "(3,37): error PLX2420: This loss cannot be lognormal",
                "devices: {a: pc}\ncrownJewels: {a: {when: down, loss: {low: 5, high: 6, shape: lognormal}}}"
            },
            {
                "PLX2402",
                "devices: {a: pc}\ncrownJewels: {a: {when: down, los: 5, loss: 5}}",
                "(3,31)",
                "devices: {a: pc}\ncrownJewels: {a: {when: down, loss: 5}}"
            },
            {
                "PLX2403",
                "devices: {a: {vendor: [X, Y]}}",
                "(2,23): error PLX2403: 'vendor' takes one value",
                "devices: {a: {vendor: X}}"
            },
            { "PLX2403", "devices: 7", "(2,10): error PLX2403: 'devices' takes a map", "devices: {a: pc}" },
            {
                "PLX2403",
                "devices: {a: {type: pc, controls: {edr: perhaps}}}",
                "(2,41)",
                "devices: {a: {type: pc, controls: {edr: 0.3}}}"
            },
            { "PLX2403", "losses: {a: much}", "(2,13): error PLX2403: 'likely' is 'much'", "losses: {a: 1_500_000}" },
            {
                "PLX2403",
                "devices: {a: pc}\nfunctions: {f: a}\naccounts: {b: {mayUse: a}}",
                "(4,24): error PLX2403: 'a' is no service",
                "devices: {a: pc}\naccounts: {b: {mayUse: 'a:rdp'}}"
            },
            { "PLX2403", "people: {a: {contactable: perhaps}}", "(2,27)", "people: {a: {contactable: no}}" },
            { "PLX2403", "{a: b}: c", "(2,1)", "assumptions: c" },
            { "PLX2403", "zones: {}\n---\nsite: Other", "(3,1)", "zones: {}" },
            {
                "PLX2404",
                "devices: {a: {zone: plent}}\nzones: {plant: 10.1.0.0/24}",
                "(2,21): error PLX2404: Nothing is named 'plent'",
                "devices: {a: {zone: plant}}\nzones: {plant: 10.1.0.0/24}"
            },
            {
                "PLX2404",
                "crownJewels: {a: down}",
                "(2,15)",
                "devices: {a: pc}\ncrownJewels: {a: {when: down, loss: 5}}"
            },
            {
                "PLX2404",
                "accounts: {b: {mayUse: 'a:rdp'}}",
                "(2,24)",
                "devices: {a: pc}\naccounts: {b: {mayUse: 'a:rdp'}}"
            },
            {
                "PLX2405",
                "devices: {a: {zone: b}, b: pc}",
                "(2,21): error PLX2405: 'zone' takes a zone, and 'b' is a computer",
                "devices: {a: {zone: b}}\nzones: {b: 10.1.0.0/24}"
            },
            {
                "PLX2406",
                "devices: {a: pc, A: plc}",
                "(2,18): error PLX2406: 'A' is already the name of a device at line 2",
                "devices: {a: pc, b: plc}"
            },
            { "PLX2406", "devices: {a: pc}\ndevices: {b: plc}", "(3,1)", "devices: {a: pc, b: plc}" },
            { "PLX2406", "devices: {a: {vendor: X, vendor: Y}}", "(2,26)", "devices: {a: {vendor: X, product: Y}}" },
            {
                "PLX2407",
                "devices: {a: {type: pc, controls: {edr: 1.2}}}",
                "(2,41): error PLX2407: 'edr' is 1.2",
                "devices: {a: {type: pc, controls: {edr: 100%}}}"
            },
            {
                "PLX2407",
                "devices: {a: {type: pc, controls: {edr: NaN}}}",
                "(2,41)",
                "devices: {a: {type: pc, controls: {edr: unknown}}}"
            },
            { "PLX2407", "losses: {a: -5}", "(2,13): error PLX2407: 'likely' is -5", "losses: {a: 5}" },
            { "PLX2407", "zones: {a: {level: 2.7}}", "(2,20)", "zones: {a: {level: 2.5}}" },
            { "PLX2407", "devices: {a: {criticality: 11}}", "(2,28)", "devices: {a: {criticality: 10}}" },
            { "PLX2407", "devices: {a: {services: 70000}}", "(2,25)", "devices: {a: {services: 65535}}" },
            {
                "PLX2408",
                "devices: {a: {address: 10.1}}",
                "(2,24): error PLX2408: '10.1' is no IP address",
                "devices: {a: {address: 10.0.0.1}}"
            },
            {
                "PLX2408",
                "zones: {a: 10.1.2.3/16}",
                "(2,12): error PLX2408: '10.1.2.3/16' is no network",
                "zones: {a: 10.1.0.0/16}"
            },
            { "PLX2408", "devices: {a: {mac: '00:11:22'}}", "(2,20)", "devices: {a: {mac: 00-11-22-AA-bb-cc}}" },
            { "PLX2408", "devices: {a: {hostName: 'two words'}}", "(2,25)", "devices: {a: {hostName: one-word}}" },
            {
                "PLX2409",
                "devices: {a: toaster}",
                "(2,14): warning PLX2409: 'toaster' is no type of device",
                "devices: {a: router}"
            },
            {
                "PLX2409",
                "devices: {a: {services: rpd}}",
                "(2,25): warning PLX2409: 'rpd' is no protocol",
                "devices: {a: {services: rdp}}"
            },
            {
                "PLX2409",
                "devices: {a: {type: pc, controls: {er: yes}}}",
                "(2,36)",
                "devices: {a: {type: pc, controls: {edr: yes}}}"
            },
            {
                "PLX2409",
                "devices: {a: pc}\ncrownJewels: {a: {when: [down, sad], loss: 5}}",
                "(3,32)",
                "devices: {a: pc}\ncrownJewels: {a: {when: down, loss: 5}}"
            },
            { "PLX2409", "losses: {a: {kind: mony, likely: 1}}", "(2,20)", "losses: {a: {kind: money, likely: 1}}" },
            {
                "PLX2411",
                "devices: {a: {type: pc, controls: {keySwitchRun: no}}}",
                "(2,36): warning PLX2411",
                "devices: {a: {type: plc, controls: {keySwitchRun: no}}}"
            },
            {
                "PLX2411",
                "devices: {a: {type: pc, runs: b}}\ncontrolLoops: {b: }",
                "(2,25): warning PLX2411: 'runs' is said of a controller, and 'a' is a computer",
                "devices: {a: {type: plc, runs: b}}\ncontrolLoops: {b: }"
            },
            {
                "PLX2412",
                "zones: {z: 10.1.0.0/24}\ndevices: {a: {zone: z, address: 10.2.0.1}}",
                "(3,33)",
                "zones: {z: 10.1.0.0/24}\ndevices: {a: {zone: z, address: 10.1.0.1}}"
            },
            {
                "PLX2413",
                "zones: {z: 10.1.0.0/24}\ndevices: {a: {zone: z, address: 10.1.0.1}, b: {zone: z, address: 10.1.0.1}}",
                "(3,66)",
                "zones: {z: 10.1.0.0/24, y: 10.1.0.0/24}\ndevices: {a: {zone: z, address: 10.1.0.1}, b: {zone: y, address: 10.1.0.1}}"
            },
            {
                "PLX2414",
                "zones: {z: 10.1.0.0/24}\nconduits: [{from: internet, to: z}]",
                "(3,12)",
                "zones: {z: 10.1.0.0/24}\nconduits: [{from: internet, to: z, permits: any}]"
            },
            { "PLX2415", "losses: {a: {low: 5, likely: 4}}", "(2,10)", "losses: {a: {low: 4, likely: 4, high: 9}}" },
            {
                "PLX2416",
                "devices: {a: pc}\ncrownJewels: {a: encrypted}",
                "(3,15): info PLX2416",
                "devices: {a: pc}\ncrownJewels: {a: {when: encrypted, loss: 1k}}"
            },
            {
                "PLX2417",
                "devices: {a: pc}\ncrownJewels: [{asset: a, when: encrypted, loss: 1k}, {asset: a, when: wiped, loss: 2k}]",
                "(3,23)",
                "devices: {a: pc}\ncrownJewels: [{asset: a, when: encrypted, loss: 1k}, {asset: a, when: wiped, loss: 1k}]"
            },
            {
                "PLX2418",
                "zones: {z: 10.1.0.0/24}\nconduits: [{to: z, permits: any}]",
                "(3,12)",
                "zones: {z: 10.1.0.0/24}\nconduits: [{from: internet, to: z, permits: any}]"
            },
            {
                "PLX2418",
                "devices: {a: pc}\ncrownJewels: {a: {loss: 5}}",
                "(3,15)",
                "devices: {a: pc}\ncrownJewels: {a: {when: down, loss: 5}}"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_is_raised_at_its_place_and_only_then(string code, string wrong, string place, string right)
    {
        Diagnosed<ImportedDocument> raised = SiteText.ImportThings(wrong);
        Diagnosed<ImportedDocument> silent = SiteText.ImportThings(right);

        Diagnostic one = raised.Diagnostics.Where(found => found.Rule.Code == code).ShouldHaveSingleItem();
        one.ToString().ShouldStartWith($"site.yaml{place}");
        one.NextStep.ShouldNotBeNullOrWhiteSpace();
        silent.Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PLX2401", "plant: x")]
    [InlineData("PLX2401", "site: {currency: EUR}")]
    [InlineData("PLX2401", "- site: x")]
    [InlineData("PLX2401", "")]
    public void A_file_that_describes_no_site_is_refused(string code, string text)
    {
        Diagnosed<ImportedDocument> read = SiteText.Import(text);

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldContain(one => one.Rule.Code == code);
    }

    [Fact]
    public void Every_rule_has_a_case_here_or_in_the_tests_of_limits()
    {
        IEnumerable<string> raised = Cases.Select(one => one.Data.Item1).Concat(["PLX2401", "PLX2410"]);

        IEnumerable<string> declared = typeof(SiteDescriptionRules)
            .GetFields()
            .Select(field => ((DiagnosticRule)field.GetValue(null)!).Code);

        declared.Except(raised).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vendr", "Did you mean 'vendor'?")]
    [InlineData("adress", "Did you mean 'address'?")]
    [InlineData("zne", "Did you mean 'zone'?")]
    public void A_mistyped_key_is_met_with_the_key_that_was_meant(string key, string hint) =>
        SiteText
            .ImportThings($"devices: {{a: {{{key}: x}}}}")
            .Diagnostics.ShouldHaveSingleItem()
            .NextStep.ShouldBe(hint);

    [Fact]
    public void A_network_with_host_bits_is_met_with_the_network_that_holds_it() =>
        SiteText
            .ImportThings("zones: {a: 10.1.2.3/20}")
            .Diagnostics.ShouldHaveSingleItem()
            .NextStep.ShouldStartWith("Did you mean '10.1.0.0/20'?");

    [Fact]
    public void What_is_wrong_with_one_thing_leaves_the_others_and_its_own_rest()
    {
        Diagnosed<ImportedDocument> read = SiteText.ImportThings(
            "devices: {a: {type: plc, address: nonsense, vendor: Siemens}, a: pc, b: pc}"
        );

        ImportedDocument document = read.Value.ShouldNotBeNull();
        document.FactsOf("a").ShouldContain("vendor = Siemens");
        document.TypeOf("b").ShouldBe("Computer");
        document.Refused.ShouldBe(1);
        document.Received.ShouldBe(4);
    }

    [Fact]
    public void Many_problems_of_one_kind_are_bounded_and_counted()
    {
        string many = string.Join(
            ", ",
            Enumerable.Range(0, 3_000).Select(at => string.Create(CultureInfo.InvariantCulture, $"d{at}: toaster"))
        );

        Diagnosed<ImportedDocument> read = SiteText.ImportThings($"devices: {{{many}}}");

        read.Diagnostics.Length.ShouldBe(DiagnosticBag.MaximumPerRule + 1);
        read.Diagnostics[^1].Message.ShouldContain("2000 more");
    }
}
