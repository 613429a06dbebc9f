using Pollux.Formats.Configurations;

namespace Pollux.Formats.CiscoAsa;

/// <summary>Which lines of an ASA have no meaning for what passes between its interfaces, and why.</summary>
internal static class AsaLines
{
    /// <summary>Lines at the left margin, with everything indented below them.</summary>
    public static LineClasses Top { get; } =
        new(
            (
                "management",
                "aaa, aaa-server, username, enable, passwd, password, ssh, telnet, http, snmp-server, ntp, clock, domain-name, dns, dns-group, "
                    + "dns-group-map, ssl, pager, terminal, prompt, console, asdm, ftp, privilege, user-identity, ldap, password-policy, call-home, "
                    + "service call-home, service password-recovery, service sw-reset-button, boot, license, auth-prompt, checkheaps, crashinfo, compression, config-register, key, dhcpd, "
                    + "dhcprelay, ddns, icmp permit, icmp deny, icmp unreachable, management-access, smtp-server, tftp-server, file, "
                    + "quota, hpm, uauth, zonelabs-integrity, feature, ipv6 icmp, session, jumbo-frame, no-proxy"
            ),
            ("logging", "logging, flow-export, mon, event manager"),
            ("cosmetic", "banner, object-group-search, names, Cryptochecksum"),
            ("availability", "failover, monitor-interface, cluster, mac-address, sla, track, prompt-hostname"),
            ("timers", "timeout, xlate, conn, arp"),
            ("link", "mtu, fragment, asp, pager-lines, dynamic-filter"),
            (
                "VPN and remote access",
                "crypto ipsec, crypto map, crypto dynamic-map, crypto ca, crypto key, crypto ikev1 policy, crypto ikev2 policy, crypto isakmp, group-policy, tunnel-group, "
                    + "tunnel-group-map, ip local pool, ipv6 local pool, webvpn, anyconnect, vpn, vpn-addr-assign, vpn-sessiondb, dynamic-access-policy-record, "
                    + "vpdn, group-object, sysopt connection tcpmss, sysopt connection preserve-vpn-flows, sysopt noproxyarp, vpnclient"
            ),
            (
                "dynamic routing",
                "router, route-map, prefix-list, ipv6 prefix-list, as-path, community-list, policy-list, multicast-routing, pim, igmp, ipv6 router, "
                    + "key chain, mroute"
            ),
            (
                "inspection",
                "class-map, policy-map, service-policy, threat-detection, ip audit, ip verify, tls-proxy, tcp-map, regex, sysopt radius, scansafe, cxsc, url-cache"
            ),
            ("schedule", "time-range, periodic, absolute")
        );

    /// <summary>Lines inside an interface.</summary>
    public static LineClasses Interface { get; } =
        new(
            ("cosmetic", "description"),
            (
                "link",
                "speed, duplex, vlan, member-interface, channel-group, port-channel, lacp, media-type, flowcontrol, mac-address, mtu, "
                    + "switchport, delay, bandwidth, negotiation, nve-only, load-interval, snmp, power, hold-time, no-autoneg, poll-timer"
            ),
            ("availability", "standby"),
            (
                "dynamic routing",
                "ospf, rip, eigrp, authentication, igmp, pim, hello-interval, isis, summary-address, split-horizon, ip rip, ipv6 ospf"
            ),
            ("management", "ddns, dhcp, dhcprelay, ip dhcp, ipv6 dhcp, ipv6 nd, ipv6 enable, cts, zone-description")
        );
}
