using Pollux.Formats.Inventories;

namespace Pollux.Formats.Tests.Inventories;

public sealed class DeviceRolesTests
{
    [Theory]
    [InlineData("PLC", "Controller")]
    [InlineData("PLCs", "Controller")]
    [InlineData("Programmable Logic Controller (S7)", "Controller")]
    [InlineData("Safety PLC", "SafetyController")]
    [InlineData("Domain controller", "Computer")]
    [InlineData("Wireless Controller", "NetworkDevice")]
    [InlineData("EngineeringWorkstation", "EngineeringStation")]
    [InlineData("SCADA client", "OperatorStation")]
    [InlineData("SCADA", "ControlServer")]
    [InlineData("Switch L2", "NetworkDevice")]
    [InlineData("switches", "NetworkDevice")]
    [InlineData("Network sensor", "Device")]
    [InlineData("Physical sensor", "FieldDevice")]
    [InlineData("VPN server", "RemoteAccessGateway")]
    [InlineData("Web server", "Computer")]
    [InlineData("PLC programming server", "Computer")]
    [InlineData("Gateway Coupler", "Gateway")]
    [InlineData("IED", "FieldDevice")]
    [InlineData("Analysis", "Device")]
    [InlineData("Printer", "Device")]
    [InlineData("", "Device")]
    [InlineData(null, "Device")]
    public void A_role_gives_the_most_special_type_that_is_sure(string? role, string type)
    {
        DeviceRoles.TypeOf(role).ShouldBe(type);
    }

    [Theory]
    [InlineData("00-1B-1B-AA-BB-01", "00:1b:1b:aa:bb:01")]
    [InlineData("001b.1baa.bb01", "00:1b:1b:aa:bb:01")]
    [InlineData("001B1BAABB01", "00:1b:1b:aa:bb:01")]
    [InlineData("00:00:00:00:00:00", null)]
    [InlineData("00:1b:1b:aa:bb", null)]
    [InlineData("mac 001b1baabb01", null)]
    public void A_mac_address_is_known_in_every_way_of_writing(string text, string? mac)
    {
        InventoryTexts.Mac(text).ShouldBe(mac);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1/24", "10.0.0.1")]
    [InlineData("FE80::1", "fe80::1")]
    [InlineData("10.1", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("0.0.0.0", null)]
    [InlineData("10.0.0.256", null)]
    public void An_address_is_one_of_a_single_host(string text, string? address)
    {
        InventoryTexts.Address(text).ShouldBe(address);
    }

    [Theory]
    [InlineData("10.0.0.7/24", "10.0.0.0/24")]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("10.0.0.0", null)]
    [InlineData("2001:db8::1/64", "2001:db8::/64")]
    public void A_network_loses_the_bits_of_a_host(string text, string? network)
    {
        InventoryTexts.Network(text).ShouldBe(network);
    }

    [Theory]
    [InlineData("SVP1234567", "SVP1234567")]
    [InlineData("0000000", null)]
    [InlineData("12", null)]
    [InlineData("n/a", null)]
    public void A_serial_number_tells_devices_apart_or_is_none(string text, string? serial)
    {
        InventoryTexts.Serial(text).ShouldBe(serial);
    }
}
