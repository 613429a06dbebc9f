using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Linq;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Nmap;

/// <summary>Script results that show a service that lets in whoever asks, or whose password is the factory's.</summary>
internal static class NmapAccess
{
    // Script, what its output must hold, what it must not, and what that shows. Only phrases that a script writes when it
    // really got in; a script that failed writes an ERROR. Source: the scripts' own documentation (nmap.org/nsedoc).
    private static readonly ImmutableArray<Sign> Signs =
    [
        new("ftp-anon", "Anonymous FTP login allowed", "Anonymous FTP login is allowed."),
        new("vnc-info", "None (1)", "VNC asks for no password."),
        new("x11-access", "access is granted", "The X server lets everyone in."),
        new("mysql-empty-password", "account has empty password", "A MySQL account has no password."),
        new("ms-sql-empty-password", "Login Success", "A SQL Server account has no password."),
        new("http-default-accounts", " at /", "A factory account works on its web pages."),
        new("mongodb-databases", "databases", "MongoDB lists its databases to everyone."),
        new("redis-info", "Version:", "Redis answers without a password."),
        new("memcached-info", "Uptime", "Memcached answers without a password."),
        new("couchdb-databases", "1 =", "CouchDB lists its databases to everyone."),
        new("docker-version", "ApiVersion", "The Docker interface answers everyone."),
        new("nfs-showmount", "*", "NFS exports a folder to everyone."),
        new("rsync-list-modules", "", "rsync lists its modules to everyone."),
        new("snmp-sysdescr", "", "SNMP answers the community string 'public'."),
        new("snmp-info", "", "SNMP answers the community string 'public'."),
        new("ssh-brute", "Valid credentials", "A common password works."),
        new("ftp-brute", "Valid credentials", "A common password works."),
        new("telnet-brute", "Valid credentials", "A common password works."),
        new("http-brute", "Valid credentials", "A common password works."),
        new("snmp-brute", "Valid credentials", "A common community string works."),
        new(
            "mqtt-subscribe",
            "Topics and their most recent payloads",
            "The MQTT broker lets everyone read its topics."
        ),
    ];

    private static readonly FrozenDictionary<string, Sign> SignOf = Signs.ToFrozenDictionary(
        sign => sign.Script,
        StringComparer.Ordinal
    );

    /// <summary>The facts about access that the scripts of a port show.</summary>
    public static ImmutableArray<Fact> Read(XElement port)
    {
        foreach (XElement script in port.Elements("script"))
        {
            string id = (string?)script.Attribute("id") ?? "";
            if (SignOf.TryGetValue(id, out Sign? sign) && Shows(sign, (string?)script.Attribute("output") ?? ""))
            {
                return [new DefenseFact("authenticated", 0, $"{sign.Meaning} (nmap script {id})")];
            }
        }

        return [];
    }

    private static bool Shows(Sign sign, string output) =>
        output.Trim().Length > 0
        && output.Contains(sign.Phrase, StringComparison.Ordinal)
        && !output.Contains("ERROR", StringComparison.Ordinal);

    private sealed record Sign(string Script, string Phrase, string Meaning);
}
