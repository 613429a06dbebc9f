using Pollux.Diagnostics;
using Pollux.Knowledge.Versions;

namespace Pollux.Knowledge.Tests.Versions;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("vers:all/*", "*")]
    [InlineData("all versions", "*")]
    [InlineData("All Versions", "*")]
    [InlineData("*", "*")]
    [InlineData("< V3.1 SP2", "<V3.1 SP2")]
    [InlineData("All versions < V14 SP1", "<V14 SP1")]
    [InlineData("prior to V3.2", "<V3.2")]
    [InlineData("All versions prior to V1.5.1", "<V1.5.1")]
    [InlineData("before 2.0", "<2.0")]
    [InlineData("versions earlier than 5.1", "<5.1")]
    [InlineData("V17 Update 4 and later", ">=V17 Update 4")]
    [InlineData("version 3.2 or newer", ">=3.2")]
    [InlineData("4.1 and prior", "<=4.1")]
    [InlineData("Version 4.1 and earlier versions", "<=4.1")]
    [InlineData("2.0 through 2.4", ">=2.0 <=2.4")]
    [InlineData("2.0 to 2.4", ">=2.0 <=2.4")]
    [InlineData("from 2.0 up to and including 2.4", ">=2.0 <=2.4")]
    [InlineData("from 2.0 up to 2.4", ">=2.0 <=?2.4")]
    [InlineData("up to and including 2.4", "<=2.4")]
    [InlineData("up to 2.4", "<=?2.4")]
    [InlineData("versions 1.x", "=1.x")]
    [InlineData("5.x.x", "=5.x")]
    [InlineData("< 8.1x", "<8.1x")]
    [InlineData("<= 2.4", "<=2.4")]
    [InlineData(">=1.0|<2.3", ">=1.0 <2.3")]
    [InlineData("vers:all/>=V11.5.1|<V11.6.2", ">=V11.5.1 <V11.6.2")]
    [InlineData("vers:npm/1.2.3|>=2.0.0|<5.0.2", "=1.2.3 or >=2.0.0 <5.0.2")]
    [InlineData("vers:generic/>=1|!=1.5|<2", ">=1 <2 except =1.5")]
    [InlineData(">= V6.5 and < V7.1", ">=V6.5 <V7.1")]
    [InlineData(">= V13.3.0.7 < V13.3.0.8", ">=V13.3.0.7 <V13.3.0.8")]
    [InlineData("5.1 | 6.0 | 6.1", "=5.1 or =6.0 or =6.1")]
    [InlineData("V8.0, V8.1", "=V8.0 or =V8.1")]
    [InlineData("<=2.22 | <=1.01", "<=2.22 or <=1.01")]
    [InlineData("01.14.000 -01.47.000", ">=01.14.000 <=01.47.000")]
    [InlineData("0 < 8.0.1", ">=0 <8.0.1")]
    [InlineData("A.01 <= C.0x | 4.0", ">=A.01 <=C.0x or =4.0")]
    [InlineData("<v36.011_v35.013_v34.014", "<v34.014 or >=v35 <v35.013 or >=v36 <v36.011")]
    [InlineData("<= 9.6 (excluding 9.4.2.6 and 9.5.3.2)", "<=9.6 except =9.4.2.6 or =9.5.3.2")]
    [InlineData("<= 2.0 (Build 683.003)", "<=2.0 Build 683.003")]
    [InlineData("1.3 (formerly Power Manager)", "=1.3")]
    [InlineData("<V8.89_installed_on_CP100_devices", "<V8.89; condition: installed on CP100 devices")]
    [InlineData("All versions with Fortinet NGFW before V7.4.1", "*; condition: with Fortinet NGFW before V7.4.1")]
    [InlineData("NMC2 <= 6.9.6", "<=6.9.6; condition: it is NMC2")]
    [InlineData("<=firmware_05", "<=05")]
    public void What_sources_write_is_understood(string text, string meaning) =>
        Range(text).ToString().ShouldBe(meaning);

    [Theory]
    [InlineData("<=The_first_5_digits_of_serial_No._\"26061\"")]
    [InlineData("< august 28")]
    [InlineData("<8/30/2024")]
    [InlineData("2nd Edition")]
    [InlineData("MMT-512 / MMT-712 Paradigm x12")]
    [InlineData("with wireless option (shipped between 26-June-2017 through 07-August 2018)")]
    [InlineData("see advisory")]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("and later")]
    public void What_is_not_understood_is_said_and_never_guessed(string text)
    {
        Diagnosed<VersionRange> read = VersionRange.Parse(text, VersionScheme.Vendor);

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Rule.Code.ShouldBe("PLX4010");
    }

    [Theory]
    [InlineData("< V3.1 SP2", "V3.1 SP1", Containment.Contained)]
    [InlineData("< V3.1 SP2", "V3.1 SP2", Containment.NotContained)]
    [InlineData("< V17 Update 8", "V17 Update 4", Containment.Contained)]
    [InlineData("< V17 Update 8", "V17 Update 10", Containment.NotContained)]
    [InlineData("2.0 through 2.4", "2.4", Containment.Contained)]
    [InlineData("2.0 through 2.4", "2.5", Containment.NotContained)]
    // "9.6 and earlier" leaves open whether the parts of 9.6 are meant.
    [InlineData("<= 9.6", "9.6.2", Containment.Unknown)]
    [InlineData("<= 9.6", "9.7", Containment.NotContained)]
    [InlineData("9.6", "9.6", Containment.Contained)]
    [InlineData("9.6", "9.6 SP1", Containment.Unknown)]
    [InlineData("9.6", "9.7", Containment.NotContained)]
    [InlineData("up to 2.4", "2.4", Containment.Unknown)]
    [InlineData("up to 2.4", "2.3", Containment.Contained)]
    [InlineData("versions 1.x", "1.14", Containment.Contained)]
    [InlineData("versions 1.x", "2.0", Containment.NotContained)]
    [InlineData("<= 12.2.x.x", "12.2.9.9", Containment.Contained)]
    [InlineData("<= 12.2.x.x", "12.3", Containment.NotContained)]
    [InlineData("< 8.1x", "8.0", Containment.Contained)]
    [InlineData("< 8.1x", "8.14", Containment.Unknown)]
    [InlineData("< 8.1x", "8.2", Containment.NotContained)]
    [InlineData("<v36.011_v35.013_v34.014", "35.012", Containment.Contained)]
    [InlineData("<v36.011_v35.013_v34.014", "35.013", Containment.NotContained)]
    [InlineData("<v36.011_v35.013_v34.014", "33.015", Containment.Contained)]
    [InlineData("<= 9.6 (excluding 9.4.2.6 and 9.5.3.2)", "9.4.2.6", Containment.NotContained)]
    [InlineData("<= R9.90", "9.2", Containment.Unknown)]
    [InlineData("all versions", "anything", Containment.Contained)]
    [InlineData("< V3", "anything", Containment.Unknown)]
    public void A_version_is_in_a_range_or_not_or_it_cannot_be_told(string range, string version, Containment answer) =>
        Range(range).Contains(ProductVersion.Parse(version, VersionScheme.Vendor)).ShouldBe(answer);

    [Fact]
    public void A_range_of_an_ecosystem_is_held_against_its_own_order()
    {
        VersionRange range = Range("vers:npm/>=1.0.0-rc.1|<1.0.0");

        range.Scheme.ShouldBe(VersionScheme.Semantic);
        range.Contains(ProductVersion.Parse("1.0.0-rc.2", VersionScheme.Semantic)).ShouldBe(Containment.Contained);
        range.Contains(ProductVersion.Parse("1.0.0", VersionScheme.Semantic)).ShouldBe(Containment.NotContained);
    }

    private static VersionRange Range(string text) =>
        VersionRange.Parse(text, VersionScheme.Vendor).Value.ShouldNotBeNull();
}
