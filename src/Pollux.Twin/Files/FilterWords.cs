using System.Collections.Immutable;
using System.Diagnostics;
using Pollux.Twin.Filtering;

namespace Pollux.Twin.Files;

/// <summary>The words of the twin file for how a device filters.</summary>
internal static class FilterWords
{
    private static readonly ImmutableArray<(FilterAction Value, string Word)> Actions =
    [
        (FilterAction.Permit, "permit"),
        (FilterAction.Deny, "deny"),
        (FilterAction.Jump, "jump"),
        (FilterAction.Return, "return"),
    ];

    private static readonly ImmutableArray<(FilterDefault Value, string Word)> Defaults =
    [
        (FilterDefault.Deny, "deny"),
        (FilterDefault.Permit, "permit"),
        (FilterDefault.SecurityLevel, "securityLevel"),
        (FilterDefault.SameZone, "sameZone"),
    ];

    private static readonly ImmutableArray<(FilterPlace Value, string Word)> Places =
    [
        (FilterPlace.Entry, "entry"),
        (FilterPlace.Through, "through"),
        (FilterPlace.Exit, "exit"),
        (FilterPlace.Own, "own"),
    ];

    private static readonly ImmutableArray<(FilterEnd Value, string Word)> Ends =
    [
        (FilterEnd.Deny, "deny"),
        (FilterEnd.Permit, "permit"),
        (FilterEnd.Continue, "continue"),
    ];

    public static string Of(FilterAction action) => WordOf(Actions, action);

    public static string Of(FilterDefault value) => WordOf(Defaults, value);

    public static string Of(FilterPlace place) => WordOf(Places, place);

    public static string Of(FilterEnd end) => WordOf(Ends, end);

    public static FilterAction ToAction(string word) => ValueOf(Actions, word, "an action of a rule");

    public static FilterDefault ToDefault(string word) => ValueOf(Defaults, word, "a default of a device");

    public static FilterPlace ToPlace(string word) => ValueOf(Places, word, "a place of a list");

    public static FilterEnd ToEnd(string word) => ValueOf(Ends, word, "an end of a list");

    private static string WordOf<T>(ImmutableArray<(T Value, string Word)> words, T value)
        where T : struct
    {
        foreach ((T known, string word) in words)
        {
            if (known.Equals(value))
            {
                return word;
            }
        }

        throw new UnreachableException(value.ToString());
    }

    private static T ValueOf<T>(ImmutableArray<(T Value, string Word)> words, string word, string what)
        where T : struct
    {
        foreach ((T value, string known) in words)
        {
            if (string.Equals(known, word, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new TwinLineException($"'{word}' is not {what}");
    }
}
