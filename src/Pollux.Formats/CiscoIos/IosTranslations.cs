using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoIos;

/// <summary>
/// Reads the address translations of IOS. A list that is asked on an outer interface names translated addresses, which the model has
/// no place for: such configurations are refused where that matters.
/// </summary>
internal sealed class IosTranslations(LineAccount account, AccessLists lists)
{
    private readonly List<ConfigurationLine> lines = [];

    public void Add(ConfigurationLine line) => lines.Add(line);

    /// <summary>Reads them all.</summary>
    /// <param name="reader">Reads the lists that say what is translated.</param>
    /// <param name="isOutsideFiltered">True when a list is asked on an outer interface.</param>
    public ImmutableArray<FilterTranslation> Finish(AceReader reader, bool isOutsideFiltered)
    {
        ImmutableArray<FilterTranslation>.Builder found = ImmutableArray.CreateBuilder<FilterTranslation>();
        foreach (ConfigurationLine line in lines)
        {
            (FilterTranslation? translation, string? problem) = Read(line, reader, isOutsideFiltered);
            if (problem is not null)
            {
                account.Refuse(line, problem);
                continue;
            }

            account.Understand();
            if (translation is not null)
            {
                found.Add(translation);
            }
        }

        return found.ToImmutable();
    }

    private (FilterTranslation?, string?) Read(ConfigurationLine line, AceReader reader, bool isOutsideFiltered)
    {
        switch (line.Words)
        {
            // The addresses of a pool matter to nobody who asks what can be reached.
            case ["ip", "nat", "pool", ..]:
                return (null, null);
            case ["ip", "nat", "inside", "source", "list", var list, "interface" or "pool", _, ..]:
                return lists.HasEntries(list) && lists.SourcesOf(list, reader) is { IsEmpty: false } translated
                    ? (new FilterTranslation(false, null, null, translated, IntervalSet.Empty, line.Number), null)
                    : (null, $"what the list '{Excerpt.Of(list)}' holds is not known");
            case ["ip", "nat", "inside", "source", "static", "tcp" or "udp", ..]:
                return (null, "translations of single ports are not modelled");
            case ["ip", "nat", "inside", "source", "static", "network", var real, var mapped, var mask, ..]:
                return Static(line, Of(real, mask), Of(mapped, mask), isOutsideFiltered);
            case ["ip", "nat", "inside", "source", "static", var real, var mapped, .. var rest]
                when rest is [] or ["extendable" or "no-alias", ..]:
                return Static(line, Of(real, null), Of(mapped, null), isOutsideFiltered);
            default:
                return (null, "translations of this kind are not modelled");
        }
    }

    private static (FilterTranslation?, string?) Static(
        ConfigurationLine line,
        IntervalSet? real,
        IntervalSet? mapped,
        bool isOutsideFiltered
    ) =>
        real is null || mapped is null ? (null, "its addresses are not understood")
        : isOutsideFiltered ? (null, "lists on the outer interface name translated addresses, which is not modelled")
        : (new FilterTranslation(true, null, null, real, mapped, line.Number), null);

    private static IntervalSet? Of(string address, string? mask) =>
        (
            mask is ['/', ..]
                ? AddressSets.ToInterval(address + mask)
                : AddressSets.OfMask(address, mask ?? "255.255.255.255")
        )
            is { } network
            ? IntervalSet.Of([network])
            : null;
}
