using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;

namespace Pollux.Formats.MalScenarios;

/// <summary>Collects what is wrong while a scenario of several files is read, and reads simple values.</summary>
internal sealed class ScenarioReading(string name)
{
    private readonly DiagnosticBag bag = new(name);

    public DiagnosticBag Bag => bag;

    public ImmutableArray<Diagnostic> ToImmutable() => bag.ToImmutable();

    public void Report(
        DiagnosticRule rule,
        ScenarioNode place,
        string message,
        string? record = null,
        string? hint = null
    )
    {
        (int line, int column) = place.Place;
        bag.Add(new Diagnostic(rule, message, new SourceLocation(place.File, line, column, Record: record), hint));
    }

    /// <summary>Reports each name of a map that is not known, with the nearest that is.</summary>
    public void CheckKeys(ScenarioNode map, string what, IReadOnlyCollection<string> known)
    {
        foreach ((string key, ScenarioNode value) in map.Entries)
        {
            if (!known.Contains(key))
            {
                Report(
                    MalScenarioRules.UnknownKey,
                    value,
                    $"The key '{key}' of {what} is ignored.",
                    hint: Spelling.DidYouMean(key, known)
                );
            }
        }
    }

    public bool? Boolean(ScenarioNode? node, string what)
    {
        switch (node?.Text)
        {
            case null when node is null:
                return null;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "on":
                return true;
            case "false" or "False" or "FALSE" or "no" or "No" or "off":
                return false;
            default:
                Report(MalScenarioRules.BadValue, node!, $"The value '{node!.Text}' of {what} is not true or false.");
                return null;
        }
    }

    public double? Number(ScenarioNode? node, string what, double minimum, double maximum)
    {
        if (node is null)
        {
            return null;
        }

        if (node.Number is { } value && double.IsFinite(value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        string range = (minimum, maximum) switch
        {
            (double.MinValue, _) => "a number",
            (_, double.MaxValue) => $"a number from {minimum.ToString(CultureInfo.InvariantCulture)}",
            _ => FormattableString.Invariant($"a number from {minimum} to {maximum}"),
        };
        Report(MalScenarioRules.BadValue, node, $"The value '{node.Text}' of {what} is not {range}.");
        return null;
    }

    public ulong? Seed(ScenarioNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }

        if (ulong.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
        {
            return seed;
        }

        Report(MalScenarioRules.BadValue, node, $"The value '{node.Text}' of {what} is not a whole number from 0.");
        return null;
    }

    /// <summary>One of some words, whatever their case and whether their parts are joined by <c>_</c>.</summary>
    public T? Word<T>(ScenarioNode? node, string what)
        where T : struct, Enum
    {
        if (node is null)
        {
            return null;
        }

        string text = (node.Text ?? "").Replace("_", "", StringComparison.Ordinal);
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(text, value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string[] known = [.. Enum.GetNames<T>().Select(Underscored)];
        Report(
            MalScenarioRules.BadValue,
            node,
            $"The value '{node.Text}' of {what} is none of {string.Join(", ", known)}.",
            hint: Spelling.DidYouMean(node.Text ?? "", known)
        );
        return null;
    }

    private static string Underscored(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}"))
            .ToUpperInvariant();
}
