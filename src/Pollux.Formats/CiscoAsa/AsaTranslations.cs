using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoAsa;

/// <summary>
/// Reads the address translations of an ASA from version 8.3 on. Access lists name real addresses there, so that translations do not
/// change what a list decides; they tell by which addresses something is reached from the other side.
/// </summary>
internal sealed class AsaTranslations(LineAccount account, CiscoObjects objects)
{
    private readonly List<(ConfigurationLine Line, string? Object, bool IsLast)> lines = [];

    /// <summary>Adds a line <c>nat</c> at the margin.</summary>
    public void Add(ConfigurationLine line) => lines.Add((line, null, line.Words.Contains("after-auto")));

    /// <summary>Adds a line <c>nat</c> inside a network object.</summary>
    public void AddOfObject(string name, ConfigurationLine line) => lines.Add((line, name, false));

    /// <summary>Reads them all, in the order in which the device tries them: manual, of objects, after those.</summary>
    public ImmutableArray<FilterTranslation> Finish()
    {
        ImmutableArray<FilterTranslation>.Builder found = ImmutableArray.CreateBuilder<FilterTranslation>();
        foreach (
            (ConfigurationLine line, string? name, _) in lines.OrderBy(entry =>
                entry.Object is not null ? 1
                : entry.IsLast ? 2
                : 0
            )
        )
        {
            List<FilterTranslation> read = [];
            string? problem = name is null ? ReadManual(line, read) : ReadOfObject(line, name, read);
            if (problem is not null)
            {
                account.Refuse(line, problem);
                continue;
            }

            account.Understand();
            found.AddRange(read.Where(translation => !translation.Real.Equals(translation.Mapped)));
        }

        return found.ToImmutable();
    }

    private string? ReadOfObject(ConfigurationLine line, string name, List<FilterTranslation> found)
    {
        (string? inside, string? outside, ImmutableArray<string> words) = Sides(line.Words[1..]);
        if (words is not ["static" or "dynamic", var mapped, ..])
        {
            return "it is neither static nor dynamic";
        }

        bool isStatic = words[0] == "static";
        // The addresses of a translation into a pool matter to nobody who asks what can be reached.
        IntervalSet? addresses = isStatic ? Addresses(mapped) : IntervalSet.Empty;
        if (addresses is null)
        {
            return $"'{Excerpt.Of(mapped)}' is not defined";
        }

        IntervalSet real = IntervalSet.Of(objects.Networks.Resolve(name).Items);
        if (real.IsEmpty)
        {
            return $"the object '{Excerpt.Of(name)}' has no addresses";
        }

        found.Add(new FilterTranslation(isStatic, inside, outside, real, SameSize(addresses, real), line.Number));
        return null;
    }

    private string? ReadManual(ConfigurationLine line, List<FilterTranslation> found)
    {
        (string? inside, string? outside, ImmutableArray<string> words) = Sides(line.Words[1..]);
        if (words is ["after-auto" or "line", ..])
        {
            words = words[0] == "line" ? words[2..] : words[1..];
            words = words is [var number, ..] && char.IsAsciiDigit(number[0]) ? words[1..] : words;
        }

        if (words is not ["source", "static" or "dynamic", var real, var mapped, .. var rest])
        {
            return "it names no source";
        }

        // Switched off: understood, and without effect.
        if (rest.Contains("inactive"))
        {
            return null;
        }

        bool isStatic = words[1] == "static";
        IntervalSet? realAddresses = Addresses(real);
        IntervalSet? mappedAddresses = isStatic ? Addresses(mapped) : IntervalSet.Empty;
        if (realAddresses is null || mappedAddresses is null)
        {
            return $"'{Excerpt.Of(realAddresses is null ? real : mapped)}' is not defined";
        }

        int at = rest.IndexOf("destination");
        if (at >= 0)
        {
            if (rest[at..] is not [_, "static", var mappedTo, var realTo, ..])
            {
                return "its destination is not understood";
            }

            if (Addresses(mappedTo) is not { } to || Addresses(realTo) is not { } target)
            {
                return $"'{Excerpt.Of(Addresses(mappedTo) is null ? mappedTo : realTo)}' is not defined";
            }

            // The other way round: whoever asks on the inside names the mapped address of the outside.
            found.Add(new FilterTranslation(true, outside, inside, target, to, line.Number));
        }

        found.Add(
            new FilterTranslation(
                isStatic,
                inside,
                outside,
                realAddresses,
                SameSize(mappedAddresses, realAddresses),
                line.Number
            )
        );
        return null;
    }

    // A single mapped address stands for the first of as many as there are real ones.
    private static IntervalSet SameSize(IntervalSet mapped, IntervalSet real) =>
        mapped.Intervals is [{ } one]
        && one.First == one.Last
        && real.Intervals is [{ } addresses]
        && one.First <= UInt128.MaxValue - (addresses.Last - addresses.First)
            ? IntervalSet.Of(one.First, one.First + (addresses.Last - addresses.First))
            : mapped;

    private IntervalSet? Addresses(string word) =>
        word switch
        {
            "any" => AddressSets.Any,
            "interface" => IntervalSet.Empty,
            _ when objects.Networks.IsDefined(word) => objects.Networks.Resolve(word)
                is { Conditions.IsEmpty: true } known
                ? IntervalSet.Of(known.Items)
                : null,
            _ => AddressSets.ToNumber(objects.Address(word)) is { } address ? IntervalSet.Of(address) : null,
        };

    private static (string? Inside, string? Outside, ImmutableArray<string> Words) Sides(ImmutableArray<string> words)
    {
        if (words is not [['(', .. var inner, ')'], ..] || inner.Split(',') is not [var inside, var outside])
        {
            return (null, null, words);
        }

        return (Side(inside), Side(outside), words[1..]);
    }

    private static string? Side(string word) => word.Trim() is "any" or "" ? null : word.Trim();
}
