using System.Collections.Frozen;
using System.Globalization;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Configurations;

/// <summary>
/// The words that Cisco's configurations use for protocols, ports and ICMP types. Numbers by IANA (Protocol Numbers; Service Name
/// and Transport Protocol Port Number Registry; ICMP Type Numbers), words by Cisco's command references for ASA and IOS.
/// </summary>
internal static class CiscoNames
{
    private static readonly FrozenDictionary<string, int> Protocols = Numbers(
        "icmp=1, igmp=2, ipinip=4, igrp=9, gre=47, esp=50, ah=51, ahp=51, icmp6=58, eigrp=88, ospf=89, nos=94, pim=103, pcp=108, "
            + "snp=109, tcp=6, udp=17, sctp=132, egp=8, rsvp=46, vrrp=112, ipsec=50, pptp=47"
    );

    private static readonly FrozenDictionary<string, int> Ports = Numbers(
        "aol=5190, bgp=179, biff=512, bootpc=68, bootps=67, chargen=19, cifs=3020, citrix-ica=1494, cmd=514, connectedapps-plain=15001, "
            + "connectedapps-tls=15002, ctiqbe=2748, daytime=13, discard=9, dnsix=195, domain=53, dns=53, drip=3949, echo=7, exec=512, "
            + "finger=79, ftp=21, ftp-data=20, gopher=70, h323=1720, hostname=101, http=80, https=443, ident=113, imap4=143, irc=194, "
            + "isakmp=500, kerberos=88, klogin=543, kshell=544, ldap=389, ldaps=636, login=513, lotusnotes=1352, lpd=515, mobile-ip=434, "
            + "msrpc=135, nameserver=42, netbios-dgm=138, netbios-ns=137, netbios-ss=139, netbios-ssn=139, nfs=2049, nntp=119, "
            + "non500-isakmp=4500, ntp=123, onep-plain=15001, onep-tls=15002, pcanywhere-data=5631, pcanywhere-status=5632, pim-auto-rp=496, "
            + "pop2=109, pop3=110, pptp=1723, radius=1645, radius-acct=1646, rip=520, rsh=514, rtsp=554, secureid-udp=5510, sip=5060, "
            + "smtp=25, snmp=161, snmptrap=162, sqlnet=1521, ssh=22, sunrpc=111, syslog=514, tacacs=49, tacacs-ds=65, talk=517, telnet=23, "
            + "tftp=69, time=37, uucp=540, vxlan=4789, who=513, whois=43, www=80, xdmcp=177"
    );

    private static readonly FrozenDictionary<string, (int Type, int? Code)> IcmpTypes = new Dictionary<
        string,
        (int Type, int? Code)
    >(StringComparer.OrdinalIgnoreCase)
    {
        ["echo-reply"] = (0, null),
        ["unreachable"] = (3, null),
        ["source-quench"] = (4, null),
        ["redirect"] = (5, null),
        ["alternate-address"] = (6, null),
        ["echo"] = (8, null),
        ["echo-request"] = (8, null),
        ["router-advertisement"] = (9, null),
        ["router-solicitation"] = (10, null),
        ["time-exceeded"] = (11, null),
        ["parameter-problem"] = (12, null),
        ["timestamp-request"] = (13, null),
        ["timestamp-reply"] = (14, null),
        ["information-request"] = (15, null),
        ["information-reply"] = (16, null),
        ["mask-request"] = (17, null),
        ["mask-reply"] = (18, null),
        ["traceroute"] = (30, null),
        ["conversion-error"] = (31, null),
        ["mobile-redirect"] = (32, null),
        ["net-unreachable"] = (3, 0),
        ["host-unreachable"] = (3, 1),
        ["protocol-unreachable"] = (3, 2),
        ["port-unreachable"] = (3, 3),
        ["packet-too-big"] = (3, 4),
        ["source-route-failed"] = (3, 5),
        ["network-unknown"] = (3, 6),
        ["host-unknown"] = (3, 7),
        ["host-isolated"] = (3, 8),
        ["dod-net-prohibited"] = (3, 9),
        ["dod-host-prohibited"] = (3, 10),
        ["net-tos-unreachable"] = (3, 11),
        ["host-tos-unreachable"] = (3, 12),
        ["administratively-prohibited"] = (3, 13),
        ["host-precedence-unreachable"] = (3, 14),
        ["precedence-unreachable"] = (3, 15),
        ["net-redirect"] = (5, 0),
        ["host-redirect"] = (5, 1),
        ["net-tos-redirect"] = (5, 2),
        ["host-tos-redirect"] = (5, 3),
        ["ttl-exceeded"] = (11, 0),
        ["reassembly-timeout"] = (11, 1),
        ["general-parameter-problem"] = (12, 0),
        ["option-missing"] = (12, 1),
        ["no-room-for-option"] = (12, 2),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The protocols of a word or a number: <c>ip</c> is all of them; null when it is none.</summary>
    public static IntervalSet? ToProtocols(string word) =>
        word is "ip" or "ipv4" ? ServiceMatch.AnyProtocol
        : word is "tcp-udp" ? IntervalSet.Of(ServiceMatch.Tcp).Union(IntervalSet.Of(ServiceMatch.Udp))
        : Number(word, Protocols, 255) is { } number ? IntervalSet.Of((UInt128)number)
        : null;

    /// <summary>The number of a port's word or number; null when it is none.</summary>
    public static int? ToPort(string word) => Number(word, Ports, 65535);

    /// <summary>The type of ICMP, and its code where the word means one; null when it is none.</summary>
    public static (int Type, int? Code)? ToIcmp(string word) =>
        IcmpTypes.TryGetValue(word, out (int Type, int? Code) known) ? known
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int type) && type <= 255
            ? (type, null)
        : null;

    private static int? Number(string word, FrozenDictionary<string, int> words, int most) =>
        words.TryGetValue(word, out int known) ? known
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number
        : null;

    private static FrozenDictionary<string, int> Numbers(string table) =>
        table
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('='))
            .ToFrozenDictionary(
                pair => pair[0],
                pair => int.Parse(pair[1], CultureInfo.InvariantCulture),
                StringComparer.OrdinalIgnoreCase
            );
}
