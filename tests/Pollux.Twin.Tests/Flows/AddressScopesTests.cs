using Pollux.Twin.Flows;

namespace Pollux.Twin.Tests.Flows;

public sealed class AddressScopesTests
{
    [Theory]
    [InlineData("10.1.2.3", AddressScope.Private)]
    [InlineData("172.31.255.255", AddressScope.Private)]
    [InlineData("172.32.0.0", AddressScope.Public)]
    [InlineData("100.64.0.1", AddressScope.Private)]
    [InlineData("8.8.8.8", AddressScope.Public)]
    [InlineData("::ffff:8.8.8.8", AddressScope.Public)]
    [InlineData("127.0.0.1", AddressScope.NoDevice)]
    [InlineData("127.0.10.11", AddressScope.Private)]
    [InlineData("0.0.0.0", AddressScope.NoDevice)]
    [InlineData("239.255.255.250", AddressScope.NoDevice)]
    [InlineData("2001:db8::1", AddressScope.Public)]
    [InlineData("fd00::1", AddressScope.Private)]
    [InlineData("fe80::1", AddressScope.NoDevice)]
    [InlineData("ff02::1", AddressScope.NoDevice)]
    [InlineData("::1", AddressScope.NoDevice)]
    [InlineData("::", AddressScope.NoDevice)]
    [InlineData("router", null)]
    public void An_address_is_of_the_kind_that_its_registry_says(string text, AddressScope? scope) =>
        AddressScopes.Of(text).ShouldBe(scope);
}
