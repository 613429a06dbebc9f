using Pollux.Formats.Configurations;

namespace Pollux.Formats.CiscoIos;

/// <summary>Which lines of IOS have no meaning for what passes between its interfaces, and why.</summary>
internal static class IosLines
{
    /// <summary>Lines at the left margin, with everything indented below them.</summary>
    public static LineClasses Top { get; } =
        new(
            (
                "management",
                "aaa, username, enable, line, snmp-server, snmp, ntp, sntp, clock, ip domain, ip domain-name, ip domain-lookup, ip domain-list, ip name-server, ip ssh, "
                    + "ip http, ip ftp, ip tftp, ip scp, ip telnet, ip host, ip rcmd, ip finger, ip bootp, ip dns, ip tacacs, ip radius, tacacs-server, tacacs, "
                    + "radius-server, radius, privilege, boot, boot-start-marker, boot-end-marker, license, service, archive, memory, memory-size, platform, "
                    + "subscriber, redundancy, diagnostic, control-plane, netconf, netconf-yang, restconf, file, alias, scheduler, process, config-register, "
                    + "ip dhcp, ipv6 dhcp, call-home, cns, exception, hw-module, card, mmi, parser, password, security, login, transport, upgrade, software, "
                    + "ip identd, ip options, ip icmp, ip tcp, ipv6 unicast-routing, ipv6 source-route, ip source-route, ip gratuitous-arps, ip arp, "
                    + "ip accounting, ip accounting-threshold, kron, macro, key, errdisable, vtp, epm, identity, cts, dot1x, onep, gnmi, telemetry, "
                    + "virtual-service, stackwise-virtual, switch, system, env, profile, wsma, destination, fhrp, transceiver, authentication, device-tracking, iox"
            ),
            (
                "logging",
                "logging, ip flow-export, ip flow, ip flow-cache, ip flow-top-talkers, flow, monitor, event, rmon, mls netflow, performance"
            ),
            ("cosmetic", "banner, end, exit, Building, Current, Last, Using, NVRAM, prompt, terminal"),
            ("availability", "track, ip sla, ip vrrp, standby"),
            ("timers", "arp, mac, mac-address-table, ip arp inspection"),
            (
                "link",
                "vlan, spanning-tree, lldp, cdp, port-channel, multilink, mls, bridge, lacp, udld, ip cef, ipv6 cef, cef, ip forward-protocol, ip subnet-zero, "
                    + "ip classless, ip routing, l2, frame-relay, dialer-list, controller, isdn, voice-port, dial-peer, voice, sip-ua, ip spd, pseudowire-class, "
                    + "mpls label, mpls ldp, qos, table-map, power, vmps, port, ip default-gateway, ip multicast, ip multicast-routing, ip pim, ip igmp, ip msdp, "
                    + "ipv6 multicast-routing, ipv6 mld, nat64, ip tcp-mss"
            ),
            (
                "VPN and remote access",
                "crypto isakmp, crypto ipsec, crypto pki, crypto ca, crypto key, crypto ikev2, crypto map, crypto dynamic-map, crypto keyring, "
                    + "crypto engine, ip local pool, vpdn, vpdn-group, crypto logging, crypto call"
            ),
            (
                "dynamic routing",
                "router, route-map, ip prefix-list, ipv6 prefix-list, ip as-path, ip community-list, ip extcommunity-list, ip bgp-community, ip bgp, ip ospf, "
                    + "ipv6 router, ip mroute, template, ip rip, mpls traffic-eng"
            ),
            (
                "inspection",
                "class-map, policy-map, ip inspect, ip ips, ip nbar, parameter-map, ip urlfilter, ip reflexive-list"
            ),
            ("schedule", "time-range, periodic, absolute")
        );

    /// <summary>Lines inside an interface.</summary>
    public static LineClasses Interface { get; } =
        new(
            ("cosmetic", "description, snmp, exit"),
            ("logging", "ip flow, flow, ip route-cache, ipv6 flow, logging, load-interval, ip accounting"),
            (
                "link",
                "speed, duplex, negotiation, media-type, mtu, ip mtu, ipv6 mtu, bandwidth, delay, encapsulation, switchport, channel-group, channel-protocol, lacp, mop, keepalive, "
                    + "cdp, lldp, spanning-tree, carrier-delay, clock, dialer, ppp, pppoe, pppoe-client, no-autoneg, ip tcp, ip virtual-reassembly, ip proxy-arp, ip directed-broadcast, "
                    + "ip redirects, ip unreachables, ip mask-reply, tunnel, udld, mls, srr-queue, priority-queue, queue-set, hold-queue, tx-ring-limit, "
                    + "storm-control, auto, power, macro, arp, mac-address, peer, frame-relay, isdn, vlan-id, ip helper-address, ip broadcast-address, serial, "
                    + "plim, mpls ip, mpls label, mpls mtu, autostate, random-detect, fair-queue, max-reserved-bandwidth, physical-layer, cable, ip forward-protocol, trust, "
                    + "ipv6 enable, ipv6 nd, ipv6 redirects, ipv6 unreachables, ip nhrp, nrzi-encoding, atm, pvc, bfd, service-module, location, xconnect"
            ),
            ("availability", "standby, vrrp, glbp, track, backup"),
            (
                "dynamic routing",
                "ip ospf, ipv6 ospf, ospfv3, ip router, ipv6 router, ip rip, ipv6 rip, ip eigrp, ip hello-interval, ip hold-time, ip authentication, "
                    + "ip summary-address, ip split-horizon, ip bandwidth-percent, isis, ip pim, ipv6 pim, ip igmp, ipv6 mld, ip multicast, clns, ip cef"
            ),
            (
                "management",
                "ip dhcp, ipv6 dhcp, ip ddns, cts, authentication, dot1x, ntp, device-tracking, ip arp inspection, ip device, access-session, mab, service-policy type control"
            ),
            ("inspection", "service-policy, ip inspect, ip ips, ip nbar, ip verify, ip urlfilter, ipv6 verify")
        );
}
