using System.Collections.Frozen;
using Pollux.Formats.Configurations;

namespace Pollux.Formats.FortiOs;

/// <summary>Which sections and settings of FortiOS are read, and which have no meaning for what passes.</summary>
internal static class FortiSections
{
    /// <summary>Settings that are read, by section.</summary>
    public static FrozenDictionary<string, FrozenSet<string>> Read { get; } =
        new Dictionary<string, FrozenSet<string>>
        {
            ["system global"] = Keys("hostname"),
            ["system interface"] = Keys("ip, status, mode, dedicated-to, vrf, type"),
            ["system interface secondaryip"] = Keys("ip"),
            ["system zone"] = Keys("interface, intrazone"),
            ["router static"] = Keys("dst, gateway, device, status, blackhole, dstaddr, sdwan, virtual-wan-link, vrf"),
            ["firewall address"] = Keys(
                "subnet, type, start-ip, end-ip, fqdn, country, wildcard, interface, sub-type, sdn, macaddr, start-mac, end-mac, wildcard-fqdn, "
                    + "obj-tag, clearpass-spt, filter, epg-name, obj-type"
            ),
            ["firewall addrgrp"] = Keys("member, exclude, exclude-member, type"),
            ["firewall vip"] = Keys(
                "extip, mappedip, extintf, portforward, extport, mappedport, protocol, type, src-filter, service, status, mapped-addr"
            ),
            ["firewall vipgrp"] = Keys("member, interface"),
            ["firewall service custom"] = Keys(
                "protocol, tcp-portrange, udp-portrange, sctp-portrange, protocol-number, icmptype, icmpcode, iprange, fqdn, app-category, application, proxy"
            ),
            ["firewall service group"] = Keys("member, proxy"),
            ["firewall policy"] = Keys(
                "name, srcintf, dstintf, srcaddr, dstaddr, action, status, schedule, service, service-negate, srcaddr-negate, dstaddr-negate, nat, "
                    + "ippool, poolname, groups, users, fsso-groups, internet-service, internet-service-name, internet-service-id, internet-service-src, "
                    + "internet-service-src-name, utm-status, ips-sensor, application-list, waf-profile, profile-group, profile-type, vpntunnel, "
                    + "srcaddr6, dstaddr6, devices, internet-service-custom, internet-service-group, rtp-nat, ztna-status, geoip-match, match-vip"
            ),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Settings of those sections that have no meaning for what passes.</summary>
    public static LineClasses Settings { get; } =
        new(
            (
                "cosmetic",
                "set uuid, set comment, set comments, set color, set category, set alias, set description, set visibility, set snmp-index, set global-label, set label, set fabric-object, set seq-num"
            ),
            (
                "logging",
                "set logtraffic, set logtraffic-start, set capture-packet, set monitor-bandwidth, set netflow-sampler, set sflow-sampler, set device-identification"
            ),
            (
                "management",
                "set allowaccess, set timezone, set admintimeout, set admin-sport, set admin-port, set gui-theme, set gui-ipv6, set gui-certificates, set dns-server-override, set defaultgw, "
                    + "set fortilink, set switch-controller-access-vlan, set lldp-reception, set lldp-transmission, set role, set security-mode, set auto-auth-extension-device, set ap-discover, "
                    + "set switch-controller-feature, set switch-controller-igmp-snooping, set switch-controller-dhcp-snooping, set daily-restart, set admin-https-redirect, set timezone, set revision-backup-on-logout, set pre-login-banner"
            ),
            (
                "link",
                "set vdom, set vlanid, set mtu, set mtu-override, set speed, set member, set lacp-mode, set min-links, set min-links-down, set mediatype, set estimated-upstream-bandwidth, "
                    + "set estimated-downstream-bandwidth, set allow-routing, set associated-interface, set distance, set priority, set weight, set tcp-mss-sender, set tcp-mss-receiver, "
                    + "set lacp-speed, set algorithm, set macaddr, set interface, set remote-ip, set dynamic-gateway, set link-monitor-exempt, set arp-reply, set nat-source-vip, set fixedport, set tcp-mss, set preserve-client-ip, set passive-health-measurement"
            ),
            (
                "timers",
                "set session-ttl, set tcp-halfclose-timer, set udp-idle-timer, set cache-ttl, set check-reset-range, set delay-tcp-npu-session, set timeout-send-rst"
            ),
            (
                "inspection",
                "set ssl-ssh-profile, set av-profile, set webfilter-profile, set dnsfilter-profile, set emailfilter-profile, set dlp-sensor, set profile-protocol-options, set inspection-mode, set file-filter-profile, "
                    + "set voip-profile, set icap-profile, set traffic-shaper, set traffic-shaper-reverse, set per-ip-shaper, set auto-asic-offload, set np-acceleration, set src-check, set helper, set wccp, set match-vip-only, set anti-replay, "
                    + "set tcp-session-without-syn, set permit-any-host, set permit-stun-host, set diffserv-forward, set diffserv-reverse, set wanopt, set webcache, set block-notification, set http-policy-redirect, set ssh-policy-redirect, set dsri, set disclaimer, set firewall-session-dirty, set reputation-minimum"
            )
        );

    /// <summary>Sections that have no meaning for what passes, with everything in them.</summary>
    public static LineClasses Ignored { get; } =
        new(
            (
                "management",
                "config system accprofile, config system admin, config system auto-install, config system auto-scale, config system automation-action, config system automation-stitch, config system automation-trigger, "
                    + "config system api-user, config system autoupdate, config system central-management, config system console, config system custom-language, config system dhcp server, config system dhcp6 server, config system dns, config system dns-database, config system dns-server, config system email-server, "
                    + "config system fortiguard, config system fortimanager, config system fortisandbox, config system ftm-push, config system ntp, config system object-tagging, config system password-policy, config system snmp, config system sso-admin, config system storage, config system saml, "
                    + "config system csf, config system fips-cc, config system probe-response, config system resource-limits, config system sms-server, config system vdom-property, config system geoip-override, config system external-resource, "
                    + "config user, config certificate, config vpn certificate, config log, config report, config alertemail, config endpoint-control, config dpdk, config system sdn-connector, config system np6, config system npu, config system physical-switch, config system lldp, config system vne-tunnel, config gui, config cli, config extender-controller, config sctp-filter"
            ),
            (
                "cosmetic",
                "config system replacemsg, config system replacemsg-image, config system replacemsg-group, config firewall service category, config firewall ippool_grp"
            ),
            (
                "availability",
                "config system ha, config system cluster-sync, config system ha-monitor, config system link-monitor, config system session-sync, config system standalone-cluster"
            ),
            ("timers", "config system session-ttl, config system arp-table, config system ipv6-neighbor-cache"),
            (
                "link",
                "config wireless-controller, config switch-controller, config system modem, config system sdwan, config system virtual-wan-link, config system stp, config firewall shaper, config firewall shaping-profile, config firewall shaping-policy, config firewall traffic-class, config firewall multicast-address, config firewall multicast-address6, config system sflow, config system netflow, config system mac-address-table"
            ),
            (
                "dynamic routing",
                "config router bgp, config router ospf, config router ospf6, config router rip, config router ripng, config router isis, config router multicast, config router multicast6, config router access-list, config router access-list6, config router prefix-list, config router prefix-list6, config router route-map, config router aspath-list, config router community-list, config router key-chain, config router bfd, config router bfd6, config router setting, config router auth-path"
            ),
            (
                "inspection",
                "config antivirus, config application, config dlp, config dnsfilter, config emailfilter, config file-filter, config icap, config ips, config voip, config waf, config wanopt, config web-proxy, config webfilter, config videofilter, config spamfilter, config ssh-filter, config cifs, config virtual-patch, "
                    + "config firewall profile-protocol-options, config firewall ssl-ssh-profile, config firewall ssh, config firewall ssl, config firewall ssl-server, config firewall profile-group, config firewall identity-based-route, config system session-helper, config firewall internet-service-definition, config firewall internet-service-name, config firewall internet-service-addition, config firewall internet-service-custom, config firewall internet-service-custom-group, config firewall internet-service-group, config firewall wildcard-fqdn, config firewall decrypted-traffic-mirror, config firewall auth-portal, config authentication, config firewall proxy-address, config firewall proxy-addrgrp, config firewall ldb-monitor"
            ),
            ("schedule", "config firewall schedule"),
            (
                "VPN and remote access",
                "config vpn ssl web, config vpn ssl settings, config vpn ocvpn, config vpn l2tp, config vpn pptp"
            ),
            (
                "objects of IPv6",
                "config firewall address6, config firewall addrgrp6, config firewall address6-template"
            ),
            ("settings", "config system settings")
        );

    private static FrozenSet<string> Keys(string keys) =>
        keys.Split(',', StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
