using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.FortiOs;

/// <summary>Reads the policies, in the order in which they stand, which is that in which they are asked.</summary>
internal sealed class FortiPolicies(FortiObjects objects, LineAccount account)
{
    /// <summary>The list that they make.</summary>
    public const string List = "policy";

    // Profiles that look above the ports.
    private static readonly string[] Inspecting = ["ips-sensor", "application-list", "waf-profile", "profile-group"];

    // Who or what sends, which no packet's head says.
    private static readonly string[] Identities = ["groups", "users", "fsso-groups", "devices"];

    public ImmutableArray<FilterRule> Read(IReadOnlyList<FortiObject> policies)
    {
        ImmutableArray<FilterRule>.Builder rules = ImmutableArray.CreateBuilder<FilterRule>();
        FortiObject? lastVirtual = policies.LastOrDefault(policy => policy["dstaddr"].Any(objects.Virtual.Contains));
        bool isBefore = lastVirtual is not null;
        foreach (FortiObject policy in policies)
        {
            isBefore &= policy != lastVirtual;
            if (Read(policy, rules.Count + 1, isBefore) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return rules.ToImmutable();
    }

    private FilterRule? Read(FortiObject policy, int order, bool isBeforeVirtual)
    {
        FilterAction? action = policy.One("action") switch
        {
            null or "deny" => FilterAction.Deny,
            "accept" => FilterAction.Permit,
            _ => null,
        };
        if (action is null)
        {
            policy.Fail("action", "what goes through a tunnel is not modelled");
            return null;
        }

        List<string> conditions = [];
        string? undefined = null;
        IntervalSet sources = Addresses("srcaddr", "internet-service-src", AddressSets.AnyV4);
        IntervalSet destinations = Addresses("dstaddr", "internet-service", AddressSets.AnyV4);
        ImmutableArray<ServiceMatch> services = Services();
        if (policy.One("schedule") is { } schedule && schedule != "always")
        {
            conditions.Add($"schedule {schedule}");
        }

        // Fortinet, "match-vip": a policy that denies does not fit what came for a virtual address unless it says so or names it.
        if (
            isBeforeVirtual
            && action == FilterAction.Deny
            && !policy.IsEnabled("match-vip")
            && !policy["dstaddr"].Any(objects.Virtual.Contains)
        )
        {
            conditions.Add("not for a virtual address");
        }

        foreach (string key in Identities)
        {
            if (!policy[key].IsEmpty)
            {
                conditions.Add($"{key} {string.Join(' ', policy[key])}");
            }
        }

        foreach (string key in new[] { "srcaddr6", "dstaddr6" })
        {
            policy.Fail(key, "policies for IPv6 are not modelled");
        }

        if (policy.IsEnabled("ztna-status"))
        {
            policy.Fail("ztna-status", "policies of this kind are not modelled");
        }

        Report(policy, conditions, undefined);
        return new FilterRule(
            List,
            order,
            action.Value,
            sources,
            destinations,
            services,
            policy.Line.Number,
            Excerpt.OneLine(
                $"edit {policy.Name}: {policy.One("action") ?? "deny"} {Text("srcintf")} {Text("srcaddr")} to {Text("dstintf")} {Text("dstaddr")} service {Text("service")}",
                200
            )
        )
        {
            Name = policy.One("name") is { } label
                ? Excerpt.OneLineOrNull(label, 100)
                : Excerpt.OneLineOrNull(policy.Name, 100),
            From = Places("srcintf"),
            To = Places("dstintf"),
            Conditions = [.. conditions.Distinct(StringComparer.Ordinal).Select(text => Excerpt.OneLine(text, 200))],
            IsActive = policy.One("status") != "disable",
            IsInspected = policy.IsEnabled("utm-status") && Inspecting.Any(key => !policy[key].IsEmpty),
        };

        string Text(string key) => string.Join(',', policy[key]);

        ImmutableArray<string> Places(string key) =>
            policy[key].Contains("any") ? [] : [.. policy[key].Select(place => Excerpt.OneLine(place, 100))];

        IntervalSet Addresses(string key, string service, IntervalSet anything)
        {
            if (policy.IsEnabled(service))
            {
                conditions.Add($"{service} {string.Join(' ', policy[$"{service}-name"])}".Trim());
                return anything;
            }

            List<Interval> found = [];
            bool isSure = true;
            foreach (string name in policy[key])
            {
                Resolved<Interval> resolved = objects.Networks.Resolve(name);
                found.AddRange(resolved.Items);
                conditions.AddRange(resolved.Conditions);
                undefined ??= resolved.Undefined;
                isSure &= resolved.Conditions.IsEmpty;
            }

            IntervalSet set = IntervalSet.Of(found);
            return !isSure ? anything
                : policy.IsEnabled($"{key}-negate") ? anything.Except(set)
                : set;
        }

        ImmutableArray<ServiceMatch> Services()
        {
            // Services of the Internet bring their own ports.
            if (policy.IsEnabled("internet-service"))
            {
                return [ServiceMatch.Any];
            }

            ImmutableArray<ServiceMatch>.Builder found = ImmutableArray.CreateBuilder<ServiceMatch>();
            bool isSure = true;
            foreach (string name in policy["service"])
            {
                Resolved<ServiceMatch> resolved = objects.Services.Resolve(name);
                found.AddRange(resolved.Items);
                conditions.AddRange(resolved.Conditions);
                undefined ??= resolved.Undefined;
                isSure &= resolved.Conditions.IsEmpty;
            }

            if (policy.IsEnabled("service-negate"))
            {
                conditions.Add($"service not {string.Join(' ', policy["service"])}");
                isSure = false;
            }

            return isSure ? found.ToImmutable() : [ServiceMatch.Any];
        }
    }

    private void Report(FortiObject policy, List<string> conditions, string? undefined)
    {
        if (undefined is not null)
        {
            account.Diagnostics.Add(
                ConfigurationRules.UndefinedName,
                $"The policy '{Excerpt.Of(policy.Name)}' uses '{Excerpt.Of(undefined)}', which is not defined; what it fits is not known.",
                policy.Line.Number
            );
        }
        else if (conditions.Count > 0)
        {
            account.Diagnostics.Add(
                ConfigurationRules.Conditional,
                $"The policy '{Excerpt.Of(policy.Name)}' fits only where this holds: {Excerpt.Of(string.Join("; ", conditions))}.",
                policy.Line.Number
            );
        }
    }
}
