using System.Text;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Tests;

/// <summary>Shows how a device filters as text, for approval.</summary>
internal static class FilterText
{
    public static void Append(StringBuilder text, FilterDevice filter)
    {
        FilterReading reading = filter.Reading;
        text.Append(
            $"  filter {filter.System} default {filter.Default} same level {filter.PermitsSameLevel} learns routes {filter.LearnsRoutes}\n"
        );
        string ignored = string.Join(", ", reading.Ignored.Select(lines => $"{lines.Class} {lines.Count}"));
        text.Append($"    lines: {reading.Understood} understood, {reading.NotUnderstood} not, ignored: {ignored}\n");
        foreach (FilterInterface item in filter.Interfaces)
        {
            text.Append(
                $"    interface {item.Name} zone {item.Zone ?? "-"} level {item.SecurityLevel?.ToString() ?? "-"} "
            );
            text.Append(
                $"{string.Join(' ', item.Addresses)}{(item.IsUp ? "" : " down")}{(item.IsManagementOnly ? " management only" : "")} (line {item.Line})\n"
            );
        }

        foreach (FilterBinding binding in filter.Bindings)
        {
            text.Append(
                $"    {binding.Place} {binding.Interface ?? "all"} step {binding.Step}: {binding.List}, at its end {binding.AtEnd} (line {binding.Line})\n"
            );
        }

        foreach (FilterRoute route in filter.Routes)
        {
            text.Append(
                $"    route {route.Network} by {route.Interface ?? "-"} to {route.NextHop ?? "-"} (line {route.Line})\n"
            );
        }

        foreach (FilterTranslation item in filter.Translations)
        {
            text.Append(
                $"    {(item.IsStatic ? "static" : "dynamic")} {item.Inside ?? "any"} {AddressSets.TextOf(item.Real)} "
            );
            text.Append($"as {item.Outside ?? "any"} {AddressSets.TextOf(item.Mapped)} (line {item.Line})\n");
        }
    }

    public static void Append(StringBuilder text, FilterRule rule)
    {
        text.Append($"  {rule.List} {rule.Order} {rule.Action}{(rule.Target is { } target ? $" {target}" : "")}: ");
        text.Append(
            $"{string.Join(" | ", rule.Services)} from {AddressSets.TextOf(rule.Sources)} to {AddressSets.TextOf(rule.Destinations)}"
        );
        text.Append(
            rule.From.IsEmpty && rule.To.IsEmpty
                ? ""
                : $" in {string.Join(',', rule.From)} out {string.Join(',', rule.To)}"
        );
        text.Append(rule.IsActive ? "" : " off");
        text.Append(rule.IsInspected ? " inspected" : "");
        text.Append(rule.IsForReplies ? " replies only" : "");
        text.Append(rule.Conditions.IsEmpty ? "\n" : $" if {string.Join("; ", rule.Conditions)}\n");
    }
}
