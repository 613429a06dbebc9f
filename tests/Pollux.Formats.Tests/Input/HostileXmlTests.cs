using System.Text;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Tests.Input;

public sealed class HostileXmlTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void A_document_type_that_only_names_a_file_is_skipped()
    {
        (XDocument? document, Diagnostic[] problems) = Load(
            "<?xml version='1.0'?>\n<!DOCTYPE nmaprun PUBLIC \"-//IDN nmap.org//DTD Nmap XML 1.04//EN\" \"http://127.0.0.1:1/nmap.dtd\">\n<nmaprun/>"
        );

        document!.Root!.Name.LocalName.ShouldBe("nmaprun");
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<a>&x;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;'>]>\n<a>&m;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"x.dtd\" [<!ATTLIST a b CDATA 'c'>]><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\">%p;]><a/>")]
    public void A_document_that_declares_something_itself_is_refused_with_place(string text)
    {
        (XDocument? document, Diagnostic[] problems) = Load(text);

        document.ShouldBeNull();
        problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.DocumentTypeRefused);
        problems[0].Location!.Line.ShouldBe(1);
        text[problems[0].Location!.Column!.Value - 1].ShouldBe('[');
    }

    [Fact]
    public void An_entity_that_nobody_declared_is_an_error_and_is_not_looked_for()
    {
        (XDocument? document, Diagnostic[] problems) = Load("<!DOCTYPE a SYSTEM 'e.dtd'>\n<a>&x;</a>");

        document.ShouldBeNull();
        problems.ShouldHaveSingleItem().ToString().ShouldStartWith("test.xml(2,5): error PLX2908:");
    }

    [Fact]
    public void Ten_thousand_nested_elements_are_refused_and_a_hundred_are_read()
    {
        Load(Nested(10_000)).Problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.TooLarge);
        Load(Nested(100)).Document.ShouldNotBeNull();
    }

    [Fact]
    public void A_thousand_attributes_are_refused_and_a_hundred_are_read()
    {
        Load(WithAttributes(1_000)).Problems.ShouldHaveSingleItem().Rule.ShouldBe(InputRules.TooLarge);
        Load(WithAttributes(100)).Document.ShouldNotBeNull();
    }

    [Fact]
    public void A_gigabyte_of_spaces_is_refused_early_and_without_holding_it()
    {
        CountingStream spaces = new(Encoding.UTF8.GetBytes("<a>"), (byte)' ', 1L << 30);
        DiagnosticBag bag = new("spaces.xml");
        long before = GC.GetAllocatedBytesForCurrentThread();

        UntrustedXml.Load(new("spaces.xml", () => spaces), bag, InputLimits.Default, None).ShouldBeNull();

        bag.ToImmutable().ShouldHaveSingleItem().Rule.ShouldBe(InputRules.TooLarge);
        spaces.Passed.ShouldBeLessThan(InputLimits.Default.XmlRecordCharacters + (1 << 20));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L << 20);
    }

    [Theory]
    [InlineData("<a>\0</a>")]
    [InlineData("<a b='\0'/>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<a>&#0;</a>")]
    public void Characters_that_xml_forbids_are_refused_with_place(string text)
    {
        (XDocument? document, Diagnostic[] problems) = Load(text);

        document.ShouldBeNull();
        problems.ShouldHaveSingleItem().Location!.Line.ShouldBe(1);
    }

    [Fact]
    public void Bytes_that_are_not_the_declared_encoding_are_refused_with_place()
    {
        byte[] bytes = [.. "<?xml version='1.0' encoding='UTF-8'?>\n<a>Gr"u8, 0xFC, .. "n</a>"u8];

        (XDocument? document, Diagnostic[] problems) = Load(bytes);

        document.ShouldBeNull();
        problems
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("test.xml(2,6): error PLX2907: The bytes FC are not utf-8.");
    }

    [Fact]
    public void The_same_bytes_are_read_when_the_declaration_is_true()
    {
        byte[] bytes = [.. "<?xml version='1.0' encoding='ISO-8859-1'?>\n<a>Gr"u8, 0xFC, .. "n</a>"u8];

        Load(bytes).Document!.Root!.Value.ShouldBe("Grün");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_decides(string encoding)
    {
        Encoding used = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. used.GetPreamble(), .. used.GetBytes("<?xml version='1.0'?><a>Grün</a>")];

        Load(bytes).Document!.Root!.Value.ShouldBe("Grün");
    }

    [Fact]
    public void Windows_1252_is_read_where_it_is_declared()
    {
        byte[] bytes = [.. "<?xml version='1.0' encoding='windows-1252'?><a>"u8, 0x80, .. "</a>"u8];

        Load(bytes).Document!.Root!.Value.ShouldBe("€");
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    public void An_encoding_that_is_not_known_or_not_safe_is_refused(string encoding)
    {
        Load($"<?xml version='1.0' encoding='{encoding}'?><a/>")
            .Problems.ShouldHaveSingleItem()
            .Message.ShouldContain(encoding);
    }

    [Fact]
    public void A_prolog_without_end_is_refused()
    {
        Load($"<a><!--{new string('x', 100)}--></a>").Document.ShouldNotBeNull();
        Load($"<!--{new string('x', 100_000)}--><a/>")
            .Problems.ShouldHaveSingleItem()
            .Rule.ShouldBe(InputRules.TooLarge);
    }

    [Fact]
    public void Cancelling_stops_in_the_middle()
    {
        using CancellationTokenSource cancel = new();
        CountingStream stream = new(Encoding.UTF8.GetBytes("<a>"), (byte)' ', 1L << 30, cancel.Cancel);

        Should.Throw<OperationCanceledException>(() =>
            UntrustedXml.Load(new("x", () => stream), new("x"), InputLimits.Default, cancel.Token)
        );
    }

    private static string Nested(int depth) =>
        $"{string.Concat(Enumerable.Repeat("<a>", depth))}{string.Concat(Enumerable.Repeat("</a>", depth))}";

    private static string WithAttributes(int count) =>
        $"<a {string.Join(' ', Enumerable.Range(0, count).Select(index => $"b{index}='c'"))}/>";

    private static (XDocument? Document, Diagnostic[] Problems) Load(string text) => Load(Encoding.UTF8.GetBytes(text));

    private static (XDocument? Document, Diagnostic[] Problems) Load(byte[] bytes)
    {
        DiagnosticBag bag = new("test.xml");
        XDocument? document = UntrustedXml.Load(InputFile.FromBytes("test.xml", bytes), bag, InputLimits.Default, None);
        return (document, [.. bag.ToImmutable()]);
    }
}
