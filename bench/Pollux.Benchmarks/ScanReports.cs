using System.Globalization;
using System.Text;

namespace Pollux.Benchmarks;

/// <summary>Writes scan reports of any size, in the shape and with the lengths of text that real ones have; the same ones every time.</summary>
internal static class ScanReports
{
    private const string Prose =
        "The version of the product that answers on this port is older than the one that its vendor mended. An attacker who can reach "
        + "it over the network may be able to read files, to run commands with the rights of the service, or to stop it. Whether that "
        + "works was not tried; the finding rests on the version that the service itself names, which a distribution may have mended.\n";

    /// <summary>Writes a report; false when the kind is unknown.</summary>
    public static bool Write(string kind, long bytes, string path)
    {
        using StreamWriter writer = new(path, false, new UTF8Encoding(false)) { NewLine = "\n" };
        switch (kind)
        {
            case "nmap":
                Write(
                    writer,
                    bytes,
                    "<nmaprun scanner=\"nmap\" args=\"nmap -sV -oX x 10.0.0.0/8\" start=\"1790000000\" version=\"7.95\" xmloutputversion=\"1.05\">",
                    NmapHost,
                    "</nmaprun>"
                );
                return true;
            case "nessus":
                Write(
                    writer,
                    bytes,
                    "<NessusClientData_v2><Policy><policyName>Big</policyName></Policy><Report name=\"big\">",
                    NessusHost,
                    "</Report></NessusClientData_v2>"
                );
                return true;
            default:
                Console.Error.WriteLine($"'{kind}' is neither nmap nor nessus.");
                return false;
        }
    }

    private static void Write(StreamWriter writer, long bytes, string start, Action<StreamWriter, int> host, string end)
    {
        writer.WriteLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        writer.WriteLine(start);
        for (int index = 0; writer.BaseStream.Position < bytes; index++)
        {
            host(writer, index);
        }

        writer.WriteLine(end);
    }

    private static string Address(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{(index >> 16) & 255}.{(index >> 8) & 255}.{index & 255}");

    private static void NmapHost(StreamWriter writer, int index)
    {
        writer.WriteLine(
            "<host starttime=\"1790000000\" endtime=\"1790000100\"><status state=\"up\" reason=\"echo-reply\" reason_ttl=\"64\"/>"
        );
        writer.WriteLine($"<address addr=\"{Address(index)}\" addrtype=\"ipv4\"/>");
        writer.WriteLine($"<hostnames>\n<hostname name=\"host-{index}.plant.example\" type=\"PTR\"/>\n</hostnames>");
        writer.WriteLine(
            "<ports><extraports state=\"closed\" count=\"990\">\n<extrareasons reason=\"resets\" count=\"990\"/>\n</extraports>"
        );
        foreach (int port in (int[])[22, 80, 443, 502, 3389])
        {
            writer.WriteLine(
                $"<port protocol=\"tcp\" portid=\"{port}\"><state state=\"open\" reason=\"syn-ack\" reason_ttl=\"64\"/><service name=\"http\" product=\"Apache httpd\" version=\"2.4.{index % 60}\" extrainfo=\"(Debian)\" ostype=\"Linux\" method=\"probed\" conf=\"10\"><cpe>cpe:/a:apache:http_server:2.4.{index % 60}</cpe><cpe>cpe:/o:linux:linux_kernel</cpe></service><script id=\"http-title\" output=\"Site does not have a title (text/html). &#xa;Requested resource was /login?from=%2F\"><elem key=\"title\">Login of host {index}</elem></script></port>"
            );
        }

        writer.WriteLine(
            "</ports>\n<os><portused state=\"open\" proto=\"tcp\" portid=\"22\"/><osmatch name=\"Linux 4.15 - 5.8\" accuracy=\"96\" line=\"67241\"><osclass type=\"general purpose\" vendor=\"Linux\" osfamily=\"Linux\" osgen=\"5.X\" accuracy=\"96\"><cpe>cpe:/o:linux:linux_kernel:5</cpe></osclass></osmatch></os>\n<times srtt=\"300\" rttvar=\"120\" to=\"100000\"/>\n</host>"
        );
    }

    private static void NessusHost(StreamWriter writer, int index)
    {
        writer.WriteLine($"<ReportHost name=\"{Address(index)}\"><HostProperties>");
        foreach (
            (string tag, string value) in ((string, string)[])
                [
                    ("HOST_END_TIMESTAMP", "1790003600"),
                    ("HOST_START_TIMESTAMP", "1790000000"),
                    ("host-ip", Address(index)),
                    ("host-fqdn", $"host-{index}.plant.example"),
                    ("operating-system", "Linux Kernel 4.15"),
                    ("cpe-0", "cpe:/o:linux:linux_kernel:4.15 -&gt; Linux Kernel"),
                    ("cpe-1", "cpe:/a:apache:http_server:2.4.49 -&gt; Apache HTTP Server"),
                ]
        )
        {
            writer.WriteLine($"<tag name=\"{tag}\">{value}</tag>");
        }

        writer.WriteLine("</HostProperties>");
        for (int item = 0; item < 60; item++)
        {
            // As in real scans every third result is worth more than a note.
            NessusItem(writer, 100_000 + ((index + item) % 500), item % 3 == 0 ? 1 + (item % 4) : 0, item);
        }

        writer.WriteLine("</ReportHost>");
    }

    private static void NessusItem(StreamWriter writer, int plugin, int severity, int item)
    {
        writer.WriteLine(
            $"<ReportItem port=\"{80 + (item % 5)}\" svc_name=\"www\" protocol=\"tcp\" severity=\"{severity}\" pluginID=\"{plugin}{severity}\" pluginName=\"Product &lt; 1.{plugin} Multiple Vulnerabilities\" pluginFamily=\"Web Servers\">"
        );
        writer.WriteLine("<agent>all</agent>\n<cpe>cpe:/a:apache:http_server</cpe>");
        if (severity > 0)
        {
            writer.WriteLine($"<cve>CVE-2024-{plugin}</cve>\n<cve>CVE-2023-{plugin}</cve>");
            writer.WriteLine(
                "<cvss3_base_score>9.8</cvss3_base_score>\n<cvss3_temporal_vector>CVSS:3.0/E:P/RL:O/RC:C</cvss3_temporal_vector>"
            );
            writer.WriteLine("<cvss3_vector>CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</cvss3_vector>");
            writer.WriteLine(
                "<cvss_base_score>7.5</cvss_base_score>\n<cvss_vector>CVSS2#AV:N/AC:L/Au:N/C:P/I:P/A:P</cvss_vector>"
            );
            writer.WriteLine(
                "<exploit_available>true</exploit_available>\n<exploit_code_maturity>PoC</exploit_code_maturity>\n<vpr_score>6.7</vpr_score>"
            );
        }

        writer.WriteLine($"<description>{Prose}{Prose}</description>\n<fname>apache_{plugin}.nasl</fname>");
        writer.WriteLine(
            "<plugin_modification_date>2026/01/02</plugin_modification_date>\n<plugin_name>Product</plugin_name>\n<plugin_publication_date>2025/01/02</plugin_publication_date>"
        );
        writer.WriteLine(
            "<plugin_type>remote</plugin_type>\n<risk_factor>High</risk_factor>\n<script_version>1.12</script_version>\n<see_also>http://www.example.org/security?u=0123abcd</see_also>"
        );
        writer.WriteLine(
            "<solution>Install the version that the vendor names, or a later one.</solution>\n<synopsis>The remote service is affected by several flaws.</synopsis>"
        );
        writer.WriteLine(
            "<plugin_output>\n  URL               : http://host/\n  Installed version : 2.4.49\n  Fixed version     : 2.4.51\n</plugin_output>\n</ReportItem>"
        );
    }
}
