using Pollux.Formats.Input;
using Pollux.Formats.SiteDescriptions;
using Pollux.Testing;

namespace Pollux.Formats.Tests.SiteDescriptions;

/// <summary>What the format's words become.</summary>
public sealed class MeaningTests
{
    private static ImportedDocument Read(string text)
    {
        Diagnostics.Diagnosed<ImportedDocument> read = SiteText.ImportThings(text);
        read.Diagnostics.ShouldBeEmpty();
        return read.Value.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("yes", "1")]
    [InlineData("true", "1")]
    [InlineData("no", "0")]
    [InlineData("0.25", "0.25")]
    [InlineData("40%", "0.4")]
    public void A_control_is_a_defence_with_a_probability(string value, string probability) =>
        Read($"devices: {{a: {{type: plc, controls: {{key-switch-run: {value}}}}}}}")
            .FactsOf("a")
            .ShouldContain($"keySwitchRun {probability} (Stated in the site description.)");

    [Fact]
    public void An_unknown_control_is_not_said_to_be_absent() =>
        Read("devices: {a: {type: plc, controls: {keySwitchRun: unknown}}}")
            .FactsOf("a")
            .ShouldNotContain(fact => fact.StartsWith("keySwitchRun", StringComparison.Ordinal));

    [Fact]
    public void A_control_keeps_its_reason() =>
        Read("devices: {a: {type: plc, controls: {keySwitchRun: {value: no, reason: Site walk}}}}")
            .FactsOf("a")
            .ShouldContain("keySwitchRun 0 (Site walk)");

    [Fact]
    public void A_list_of_controls_names_those_that_are_there() =>
        Read("devices: {a: {type: pc, controls: [edr, usb-blocked]}}")
            .FactsOf("a")
            .ShouldBe([
                "standing = declared",
                "edr 1 (Stated in the site description.)",
                "portsLocked 1 (Stated in the site description.)",
            ]);

    [Theory]
    [InlineData("250000", "250000")]
    [InlineData("250_000", "250000")]
    [InlineData("250k", "250000")]
    [InlineData("1.5M", "1500000")]
    [InlineData("0", "0")]
    public void Money_is_written_as_people_write_it(string text, string amount) =>
        Read($"losses: {{a: {text}}}").FactsOf("a").ShouldContain($"lossLikely = {amount}");

    [Fact]
    public void Identifiers_come_strongest_first_and_an_address_is_scoped_by_the_zone_that_holds_it() =>
        Read(
                """
                zones: {office: 10.1.0.0/24, plant: [10.2.0.0/24, "fd00:2::/64"]}
                devices: {a: {zones: [office, plant], addresses: [10.2.0.9, "FD00:2:0::1"], mac: 00-1B-1B-0A-0B-0C, fqdn: A.Example., serial: S 1, hostName: A}}
                """
            )
            .IdentifiersOf("a")
            .ShouldBe([
                "Serial:S 1",
                "Mac:00:1b:1b:0a:0b:0c",
                "Fqdn:a.example",
                "Name:a",
                "HostName:a",
                "IpAddress:10.2.0.9@plant",
                "IpAddress:fd00:2::1@plant",
            ]);

    [Fact]
    public void A_conduit_permits_ports_of_the_whole_zone_or_single_services()
    {
        ImportedDocument document = Read(
            """
            zones: {a: 10.1.0.0/24, b: 10.2.0.0/24}
            devices: {s: {type: server, zone: b}}
            conduits: [{from: a, to: b, permits: [dns, 8000-8080/tcp, 161/udp, "s:rdp"]}]
            """
        );

        document
            .FactsOf("a to b")
            .ShouldBe([
                "standing = declared",
                "permits = 53/udp",
                "permits = 53/tcp",
                "permits = 8000-8080/tcp",
                "permits = 161/udp",
                "from -> Zone a",
                "to -> Zone b",
                "permits -> ShellService s/3389/tcp",
            ]);
        document.FactsOf("s/3389/tcp").ShouldContain("protocol = ms-wbt-server");
    }

    [Fact]
    public void A_conduit_that_does_not_say_what_it_permits_is_open_for_everything() =>
        SiteText
            .ImportThings("zones: {a: 10.1.0.0/24}\nconduits: {door: {from: internet, to: a}}")
            .Value!.FactsOf("door")
            .ShouldContain("permits = any");

    [Fact]
    public void A_declared_internet_is_the_only_one()
    {
        ImportedDocument document = Read(
            "zones: {outside: {type: internet}, a: 10.1.0.0/24}\nconduits: {door: {from: internet, to: a, permits: any}}"
        );

        document.FactsOf("door").ShouldContain("from -> Internet outside");
    }

    [Fact]
    public void People_can_be_reached_from_outside_unless_it_is_said_that_they_cannot()
    {
        ImportedDocument document = Read("people: {a: , b: {contactable: no}}");

        document.FactsOf("a").ShouldContain("reachableFrom -> Internet internet");
        document.FactsOf("b").ShouldBe(["standing = declared"]);
    }

    [Fact]
    public void A_credential_of_one_account_may_stand_inside_it()
    {
        ImportedDocument document = Read(
            "devices: {v: vpn}\naccounts: {a: {credential: {acceptedBy: 'v:https', knownOutside: yes, controls: {mfa: no}}}}"
        );

        document.FactsOf("a").ShouldContain("credentials -> Credential a credential");
        document
            .FactsOf("a credential")
            .ShouldBe([
                "standing = declared",
                "acceptedBy -> Service v/443/tcp",
                "leakedTo -> Internet internet",
                "mfa 0 (Stated in the site description.)",
            ]);
    }

    [Fact]
    public void The_same_secret_holds_in_both_directions() =>
        Read("credentials: {a: {sameSecretAs: b}, b: }")
            .FactsOf("a")
            .ShouldBe(["standing = declared", "sameSecret -> Credential b", "sameSecretOf -> Credential b"]);

    [Fact]
    public void A_service_with_details_is_what_its_keys_say()
    {
        ImportedDocument document = Read(
            """
            controlLoops: {dosing: }
            devices: {p: {type: plc, services: {s7: {carries: dosing, controls: {writeBlocked: no}}, portal: {port: 8443/tcp, type: remote access}}}}
            """
        );

        document
            .FactsOf("p")
            .ShouldBe([
                "standing = declared",
                "services -> ControlService p/102/tcp",
                "services -> AccessService p/8443/tcp",
            ]);
        document.FactsOf("p/102/tcp").ShouldContain("carries -> ControlLoop dosing");
        document.FactsOf("p/102/tcp").ShouldContain("writeBlocked 0 (Stated in the site description.)");
    }

    [Theory]
    [InlineData("controlLoops: {x: }", "manipulated", "manipulated")]
    [InlineData("controlLoops: {x: }", "view lost", "viewDenied")]
    [InlineData("processUnits: {x: }", "stopped", "halted")]
    [InlineData("functions: {x: }", "stopped", "interrupted")]
    [InlineData("devices: {x: hmi}", "stopped", "lost")]
    [InlineData("data: {x: }", "leaked", "stolen")]
    [InlineData("devices: {x: plc}", "reprogrammed", "programChanged")]
    [InlineData("devices: {x: twin}", "read", "mapStolen")]
    public void A_crown_jewel_is_said_in_plain_words(string section, string words, string step) =>
        Read($"{section}\ncrownJewels: {{x: {{when: {words}, loss: 5}}}}")
            .FactsOf("x")
            .ShouldContain($"crownJewel = {step}");

    [Fact]
    public void A_crown_jewel_may_name_any_attack_step() =>
        Read("devices: {x: pc}\ncrownJewels: {x: {step: dumped, loss: 5}}")
            .FactsOf("x")
            .ShouldContain("crownJewel = dumped");

    [Fact]
    public void A_named_loss_is_linked_and_its_figures_stand_beside_the_crown_jewel() =>
        Read(
                "losses: {fine: {low: 1k, likely: 2k, high: 3k, kind: people}}\ndata: {x: }\ncrownJewels: {x: {when: stolen, loss: fine}}"
            )
            .FactsOf("x")
            .ShouldBe([
                "standing = declared",
                "crownJewel = stolen",
                "lossKind = people",
                "lossLow = 1000",
                "lossLikely = 2000",
                "lossHigh = 3000",
                "losses -> Loss fine",
            ]);

    [Fact]
    public void The_greater_of_two_losses_of_one_asset_is_used()
    {
        ImportedDocument document = SiteText
            .ImportThings(
                "devices: {a: pc}\ncrownJewels: [{asset: a, when: encrypted, loss: 1k}, {asset: a, when: wiped, loss: 2k}]"
            )
            .Value.ShouldNotBeNull();

        document
            .FactsOf("a")
            .Where(fact => fact.StartsWith("loss", StringComparison.Ordinal))
            .ShouldBe(["lossLikely = 2000"]);
    }

    [Fact]
    public void The_site_carries_currency_costs_and_assumptions_and_its_time_is_the_sources()
    {
        ImportedDocument document = SiteText
            .Import(
                "site: {name: Works, currency: EUR, asOf: 2026-11-13, revision: '7'}\nmitigationCosts: {low: 5k}\nassumptions: [One, Two]"
            )
            .Value.ShouldNotBeNull();

        document
            .FactsOf("Works")
            .ShouldBe([
                "standing = declared",
                "currency = EUR",
                "assumption = One",
                "assumption = Two",
                "mitigationCostLow = 5000",
            ]);
        document.Source.At.ShouldBe(new DateTimeOffset(2026, 11, 13, 0, 0, 0, TimeSpan.Zero));
        document.Source.Edition.ShouldStartWith("7+");
        document.Source.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void The_site_says_how_often_it_is_attacked_and_what_it_accepts()
    {
        static string[] Facts(string text) =>
            [
                .. SiteText
                    .Import($"site: Works\n{text}")
                    .Value.ShouldNotBeNull()
                    .FactsOf("Works")
                    .Where(fact => fact != "standing = declared"),
            ];

        Facts("risk: {appetite: 1.5M, attacks per year: {low: 0.1, likely: 0.25, high: 2}}")
            .ShouldBe([
                "riskAppetite = 1500000",
                "attacksPerYearLow = 0.1",
                "attacksPerYearLikely = 0.25",
                "attacksPerYearHigh = 2",
            ]);
        Facts("risk: {attacksPerYear: 3}").ShouldBe(["attacksPerYearLikely = 3"]);
        Facts("risk: {attacksPerYear: {low: 3, likely: 1}}").ShouldBeEmpty();
        Facts("zones: {}").ShouldBeEmpty();
    }

    [Fact]
    public void A_loss_may_be_lognormal()
    {
        ImportedDocument document = SiteText
            .ImportThings("losses: {fines: {low: 1k, high: 9k, shape: Lognormal}}")
            .Value.ShouldNotBeNull();

        document
            .FactsOf("fines")
            .Where(fact => fact.StartsWith("loss", StringComparison.Ordinal))
            .ShouldBe(["lossLow = 1000", "lossHigh = 9000", "lossShape = lognormal"]);
    }

    [Fact]
    public void A_changed_text_is_another_edition_and_other_line_ends_are_not()
    {
        string Edition(string text) => SiteText.ImportThings(text).Value!.Source.Edition;

        Edition("zones: {a: 10.1.0.0/24}\n").ShouldBe(Edition("zones: {a: 10.1.0.0/24}\r\n"));
        Edition("zones: {a: 10.1.0.0/24}\n").ShouldNotBe(Edition("zones: {b: 10.1.0.0/24}\n"));
    }

    [Theory]
    [InlineData("site: x", true)]
    [InlineData("# a comment\n\nsite:\n  name: x", true)]
    [InlineData("name: x\n  site: y", false)]
    [InlineData("{\"site\": 1}", false)]
    public void A_site_description_is_recognised_by_its_first_key(string text, bool isOne) =>
        new SiteDescriptionImporter().Recognises(new InputHead("x", text, null, null)).ShouldBe(isOne);

    [Fact]
    public void The_page_of_the_format_names_every_key_and_every_control()
    {
        string page = File.ReadAllText(RepositoryPaths.Of("docs", "formats", "site-description.md"));
        IEnumerable<SectionSchema> sections = SiteSchema
            .Sections.Append(SiteSchema.Conduits)
            .Append(SiteSchema.Services);

        IEnumerable<string> words = sections
            .Select(section => section.Name)
            .Concat(sections.SelectMany(section => section.Keys).Select(key => key.Name))
            .Concat(SiteControls.All().Select(pair => pair.Defense));

        words.Distinct().Where(word => !page.Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();
        SiteProtocols
            .Words.Where(word => !page.Contains(word, StringComparison.Ordinal) && word != "ethernetip")
            .ShouldBeEmpty();
    }
}
