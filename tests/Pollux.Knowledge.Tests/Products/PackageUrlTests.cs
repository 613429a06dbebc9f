using FsCheck;
using FsCheck.Fluent;
using Pollux.Knowledge.Products;

namespace Pollux.Knowledge.Tests.Products;

public sealed class PackageUrlTests
{
    [Theory]
    // The cases of the package-url specification that concern normal forms.
    [InlineData("pkg:maven/org.apache.commons/io", "pkg:maven/org.apache.commons/io")]
    [InlineData(
        "pkg:GOLANG/google.golang.org/GenProto#/googleapis/api/annotations/",
        "pkg:golang/google.golang.org/genproto#googleapis/api/annotations"
    )]
    [InlineData("pkg:npm/%40angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1")]
    [InlineData("pkg:npm/@angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1")]
    [InlineData("pkg:PYPI/Django_package@1.11.1.dev1", "pkg:pypi/django-package@1.11.1.dev1")]
    [InlineData(
        "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie",
        "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie"
    )]
    [InlineData(
        "pkg:deb/debian/curl@7.50.3-1?distro=jessie&arch=i386&empty=",
        "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie"
    )]
    [InlineData(
        "pkg:github/Package-URL/Purl-Spec@244fd47e07d1004f0aed9c",
        "pkg:github/package-url/purl-spec@244fd47e07d1004f0aed9c"
    )]
    [InlineData("pkg:nuget/EnterpriseLibrary.Common@6.0.1304", "pkg:nuget/enterpriselibrary.common@6.0.1304")]
    [InlineData("pkg:gem/ruby-advisory-db-check@0.12.4", "pkg:gem/ruby-advisory-db-check@0.12.4")]
    [InlineData("pkg:rpm/Fedora/curl@7.50.3-1.fc25?arch=i386", "pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386")]
    [InlineData("pkg://maven/org.apache/x@1", "pkg:maven/org.apache/x@1")]
    [InlineData("pkg:generic/a%20b@1%2B2", "pkg:generic/a%20b@1%2B2")]
    [InlineData("pkg:generic/name@1?k=v#a#b", "pkg:generic/name@1?k=v%23a#b")]
    public void A_package_url_has_one_normal_form(string text, string normal) =>
        PackageUrl.Parse(text).ShouldNotBeNull().ToString().ShouldBe(normal);

    [Theory]
    [InlineData("")]
    [InlineData("npm/foo@1")]
    [InlineData("pkg:npm")]
    [InlineData("pkg:npm/")]
    [InlineData("pkg:/foo")]
    [InlineData("pkg:n&g?inx/foo")]
    [InlineData("pkg:npm/@1.0")]
    public void What_is_no_package_url_is_not_read(string text)
    {
        PackageUrl? read = PackageUrl.Parse(text);

        (read is null || read.Name.StartsWith('@')).ShouldBeTrue();
    }

    [Fact]
    public void Case_tells_two_packages_apart_only_where_the_type_says_so()
    {
        Key("pkg:npm/Foo").ShouldBe(Key("pkg:npm/foo"));
        Key("pkg:maven/g/Foo").ShouldNotBe(Key("pkg:maven/g/foo"));
    }

    [Fact]
    public void The_normal_form_reads_as_itself_and_no_text_throws()
    {
        Gen<string> texts = Gen.Elements(
                "npm",
                "pypi",
                "maven",
                "@",
                "/",
                "%40",
                "a",
                "B_c",
                "1.0",
                "?",
                "k=v",
                "&",
                "#",
                "%zz",
                "..",
                "é"
            )
            .ArrayOf()
            .Select(parts => "pkg:" + string.Concat(parts.Take(12)));

        Law.Holds(
            Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                    PackageUrl.Parse(text) is not { } read
                    || PackageUrl.Parse(read.ToString())?.ToString() == read.ToString()
            ),
            2_000
        );
    }

    private static string Key(string text) => PackageUrl.Parse(text).ShouldNotBeNull().PackageKey;
}
