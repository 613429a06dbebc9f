using Pollux.Knowledge.Products;

namespace Pollux.Knowledge.Tests.Products;

public sealed class NamesTests
{
    [Theory]
    [InlineData("Siemens", "SIEMENS AG")]
    [InlineData("Rockwell Automation ", "Allen-Bradley")]
    [InlineData("Rockwell Automation/Allen-Bradley", "rockwellautomation")]
    [InlineData("Schneider Electric Software, LLC", "schneider-electric")]
    [InlineData("Geutebrück", "GeutebrÃ¼ck GmbH")]
    [InlineData("General Electric (GE)", "GE Digital")]
    [InlineData("Becton, Dickinson and Company (BD)", "BD")]
    [InlineData("Unitronics (1989) (R\"G) Ltd", "Unitronics")]
    [InlineData("Acme Pumps GmbH & Co. KG", "ACME Pumps")]
    public void Spellings_of_one_vendor_have_a_key_in_common(string left, string right) =>
        VendorNames.Keys(left).Intersect(VendorNames.Keys(right), StringComparer.Ordinal).ShouldNotBeEmpty();

    [Theory]
    [InlineData("Siemens", "Schneider Electric")]
    [InlineData("ABB", "Hitachi Energy")]
    [InlineData("Acme", "Acme Pumps")]
    public void Two_vendors_have_no_key_in_common(string left, string right) =>
        VendorNames.Keys(left).Intersect(VendorNames.Keys(right), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Each_vendor_of_a_list_counts()
    {
        IEnumerable<string> keys = VendorNames.Keys("ABB, Phoenix Contact, Schneider Electric, Siemens, and WAGO");

        string[] vendors = ["abb", "phoenixcontact", "schneiderelectric", "siemens", "wago"];
        vendors.ShouldBeSubsetOf(keys);
    }

    [Theory]
    [InlineData("SIMATIC S7-1500 CPU 1512C-1 PN (6ES7512-1CK00-0AB0)", "6ES75121CK000AB0")]
    [InlineData("IE/PB link PN IO (6GK1411-5AB10)", "6GK14115AB10")]
    [InlineData("6GK7 543-1MX00-0XE0", "6GK75431MX000XE0")]
    [InlineData("1756-EN2TR Series A", "1756EN2TR")]
    [InlineData("PanelView 800 2711R-T7T", "2711RT7T")]
    [InlineData("Modicon M340 CPU (part numbers BMXP34*)", "BMXP34*")]
    public void Order_numbers_are_found_in_names(string name, string model) =>
        ProductName.Read(name, []).ModelNumbers.ShouldBe([model]);

    [Theory]
    [InlineData("TIA Portal V17", "17")]
    [InlineData("SIMATIC PCS 7 V8.1", "8.1")]
    [InlineData("SIMOTION SCOUT TIA V5.4 SP3", "5.4 SP3")]
    [InlineData("Vision V350", null)]
    public void A_version_in_a_name_is_told_from_a_model(string name, string? version) =>
        ProductName.Read(name, []).VersionHint.ShouldBe(version);

    [Theory]
    [InlineData("SIMATIC S7-1500", "S7 1500", NameRelation.Same)]
    [InlineData("SIMATIC S7-1500", "S7-1500 CPU 1518F-4 PN/DP", NameRelation.TwinIsDetailed)]
    [InlineData("SIMATIC S7-1500 Software Controller", "S7-1500 CPU 1518F-4 PN/DP", NameRelation.None)]
    [InlineData("ControlLogix 5580 (1756 - L8z)", "ControlLogix 5580", NameRelation.TwinIsBroader)]
    [InlineData("CompactLogix 5380 Process", "CompactLogix 5380", NameRelation.TwinIsBroader)]
    [InlineData("CompactLogix 5380", "CompactLogix 5380 Process", NameRelation.None)]
    [InlineData("CompactLogix 5380", "Compact GuardLogix 5380", NameRelation.None)]
    [InlineData("Windows Server 2012", "Windows Server 2012 R2", NameRelation.None)]
    public void Names_are_related_by_what_tells_products_apart(string advisory, string twin, NameRelation relation) =>
        ProductName.Read(advisory, []).Compare(ProductName.Read(twin, [])).ShouldBe(relation);
}
