using Pollux.Modelling.Services;
using Pollux.Twin.Assets;

namespace Pollux.Modelling.Tests;

public sealed class ServiceTypeTests
{
    private static Plant Host(string product = "Windows 10") =>
        new Plant().Observed("Device", "host", (Properties.Product, product));

    [Theory]
    [InlineData(22, "ssh", "ShellService", "host ssh/22")]
    [InlineData(3389, "ms-wbt-server", "ShellService", "host rdp/3389")]
    [InlineData(443, "https", "AppService", "host https/443")]
    [InlineData(502, "modbus", "ControlService", "host modbus/502")]
    [InlineData(102, "iso-tsap", "EngineeringService", "host s7/102")]
    [InlineData(5938, "teamviewer", "AccessService", "host teamviewer/5938")]
    public void A_service_has_the_type_of_its_protocol(int port, string protocol, string type, string name)
    {
        Host().Service("host", port, protocol).Model().Type(name).ShouldBe(type);
    }

    [Fact]
    public void A_protocol_that_answers_counts_more_than_the_port_it_is_on()
    {
        Modelled model = Host().Service("host", 502, "ssh").Model();

        model.Type("host ssh/502").ShouldBe("ShellService");
    }

    [Fact]
    public void Pollux_own_table_counts_more_than_a_scanners_guess_from_the_port()
    {
        Modelled model = Host().Service("host", 9600, "micromuse-ncpw", method: "table").Model();

        model.Type("host fins/9600").ShouldBe("ControlService");
    }

    [Theory]
    [InlineData(5985, "http", "host winrm/5985", "ShellService")]
    [InlineData(8080, "http", "host http/8080", "AppService")]
    [InlineData(502, "http", "host http/502", "AppService")]
    [InlineData(8883, "ssl", "host mqtts/8883", "ControlService")]
    [InlineData(61000, "http", "host http/61000", "AppService")]
    public void What_is_inside_an_answer_in_http_or_tls_is_known_by_its_port(
        int port,
        string protocol,
        string name,
        string type
    )
    {
        Host().Service("host", port, protocol).Model().Type(name).ShouldBe(type);
    }

    [Fact]
    public void Http_in_a_tunnel_is_https()
    {
        Modelled model = Host().Service("host", 443, "http", properties: [(Properties.Tunnel, "ssl")]).Model();

        model.Type("host https/443").ShouldBe("AppService");
    }

    [Fact]
    public void A_service_that_the_site_says_serves_data_is_an_application_too()
    {
        Plant plant = Host().Service("host", 445, "microsoft-ds").Declared("Data", "files");

        Modelled administers = plant.Model();
        Modelled serves = plant.Link("files", "servedBy", "tcp/445 on host").Model();

        administers.Linked("host", "services").ShouldBe(["host smb/445"]);
        serves.Linked("host", "services").ShouldBe(["host smb/445", "host smb/445 application"]);
        serves.Linked("files", "servedBy").ShouldBe(["host smb/445 application"]);
        serves.Type("host smb/445").ShouldBe("ShellService");
    }

    [Fact]
    public void A_service_of_unknown_kind_is_an_application_and_a_finding()
    {
        Modelled model = Host().Service("host", 61234, null).Model();

        model.Type("host tcp/61234").ShouldBe("AppService");
        model.Findings(ServiceRules.UnknownKind).ShouldHaveSingleItem().Asset.ShouldBe("host tcp/61234");
        Host().Service("host", 22, "ssh").Model().Findings(ServiceRules.UnknownKind).ShouldBeEmpty();
    }

    [Fact]
    public void One_port_of_a_known_controller_both_operates_and_programs_it()
    {
        Modelled model = new Plant()
            .Observed("Device", "plc", (Properties.Product, "SIMATIC S7-1200"))
            .Service("plc", 102, "iso-tsap")
            .Model();

        model.Type("plc s7/102").ShouldBe("ControlService");
        model.Type("plc s7/102 programming").ShouldBe("EngineeringService");
        model.Linked("plc", "services").ShouldBe(["plc s7/102", "plc s7/102 programming"]);
        model.Twin.IndexesOf("id:tcp/102 on plc").Length.ShouldBe(2);
    }

    [Fact]
    public void A_port_that_was_not_seen_gives_a_known_controller_no_service()
    {
        Modelled model = new Plant().Observed("Device", "plc", (Properties.Product, "SIMATIC S7-1200")).Model();

        model.Linked("plc", "services").ShouldBeEmpty();
    }

    [Fact]
    public void A_port_of_a_controller_of_unknown_model_only_programs_it()
    {
        Modelled model = new Plant().Declared("Controller", "plc").Service("plc", 102, "iso-tsap").Model();

        model.Linked("plc", "services").ShouldBe(["plc s7/102"]);
        model.Type("plc s7/102").ShouldBe("EngineeringService");
    }

    [Fact]
    public void The_web_page_of_a_remote_access_gateway_is_its_portal()
    {
        Modelled gateway = new Plant().Declared("RemoteAccessGateway", "vpn").Service("vpn", 443, "https").Model();
        Modelled server = new Plant().Declared("Computer", "web").Service("web", 443, "https").Model();

        gateway.Type("vpn https/443").ShouldBe("AccessService");
        server.Type("web https/443").ShouldBe("AppService");
    }

    [Theory]
    [InlineData("open", true)]
    [InlineData("filtered", false)]
    [InlineData("open|filtered", false)]
    public void Only_open_ports_are_services(string state, bool isModelled)
    {
        Modelled model = Host().Service("host", 22, "ssh", state: state).Model();

        model.Names.Contains("host ssh/22").ShouldBe(isModelled);
        model.Findings(ServiceRules.NotSurelyOpen).Any().ShouldBe(!isModelled);
    }

    [Fact]
    public void Encryption_is_stated_where_it_was_seen_and_left_to_the_language_where_not()
    {
        Modelled model = Host()
            .Service("host", 22, "ssh")
            .Service("host", 80, "http")
            .Service("host", 8080, "http", properties: [(Properties.Tunnel, "ssl")])
            .Model();

        model.Defense("host ssh/22", "encryptedSession").ShouldBe(1);
        model.Defense("host https/8080", "encryptedSession").ShouldBe(1);
        model.Defense("host http/80", "encryptedSession").ShouldBeNull();
    }

    [Fact]
    public void An_encrypted_protocol_that_is_only_guessed_from_the_port_states_nothing()
    {
        Modelled model = Host().Service("host", 22, "ssh", method: "table").Model();

        model.Defense("host ssh/22", "encryptedSession").ShouldBeNull();
    }

    [Fact]
    public void What_a_source_says_of_a_defence_is_carried_over_with_its_reason()
    {
        Modelled model = Host().Service("host", 21, "ftp").Defense("tcp/21 on host", "authenticated", 0).Model();

        model.Defense("host ftp/21", "authenticated").ShouldBe(0);
        model
            .Twin.Model.Assets.Single(asset => asset.Name == "host ftp/21")
            .Origin.ShouldContain("twin-asset: authenticated 0, the site says so");
    }
}
