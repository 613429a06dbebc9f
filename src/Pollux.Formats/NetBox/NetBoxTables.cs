using System.Collections.Immutable;
using System.Text;
using Pollux.Formats.Input;
using Pollux.Formats.SiteDescriptions;

namespace Pollux.Formats.NetBox;

/// <summary>The CSV exports of NetBox, known by headings that stand in no other list together: those of its tables and of its import form.</summary>
internal static class NetBoxTables
{
    /// <summary>The kind of objects that a CSV text lists, by the API's path; null when it is no export of NetBox.</summary>
    public static string? KindOf(InputHead head) => head.RootName is null ? KindOf(Headings(head.Text)) : null;

    /// <summary>The kind of objects under headings; null when they are not NetBox's.</summary>
    public static string? KindOf(ImmutableArray<string> headings)
    {
        HashSet<string> has = [.. headings.Select(SiteWords.Plain)];
        bool Has(params ReadOnlySpan<string> all)
        {
            foreach (string one in all)
            {
                if (!has.Contains(one))
                {
                    return false;
                }
            }

            return true;
        }

        // The form of import has the names of fields, tables have labels.
        return Has("prefix", "status") && (has.Contains("vrf") || has.Contains("vlan")) ? "ipam/prefixes"
            : Has("name", "manufacturer", "status", "site") && (Has("type", "role") || has.Contains("devicetype"))
                ? "dcim/devices"
            : Has("device", "name", "type") && (has.Contains("macaddress") || has.Contains("enabled"))
                ? "dcim/interfaces"
            : (has.Contains("ipaddress") || has.Contains("address"))
            && Has("vrf", "status")
            && !has.Contains("manufacturer")
                ? "ipam/ip-addresses"
            : null;
    }

    private static ImmutableArray<string> Headings(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            return [];
        }

        try
        {
            using MemoryStream line = new(Encoding.UTF8.GetBytes(text[..end]));
            return CsvRows.Read(line, CancellationToken.None).FirstOrDefault()?.Fields ?? [];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
