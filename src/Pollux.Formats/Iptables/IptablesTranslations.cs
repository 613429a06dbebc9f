using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Iptables;

/// <summary>
/// Reads the table <c>nat</c>. Destinations are translated before the table <c>filter</c> is asked and sources behind it, so that
/// rules name real addresses.
/// </summary>
internal sealed class IptablesTranslations(LineAccount account)
{
    private readonly ImmutableArray<FilterTranslation>.Builder found =
        ImmutableArray.CreateBuilder<FilterTranslation>();

    public ImmutableArray<FilterTranslation> Finish() => found.ToImmutable();

    /// <summary>Reads one rule.</summary>
    /// <param name="line">The line.</param>
    /// <param name="chain">Its chain.</param>
    /// <param name="match">What it fits.</param>
    /// <param name="isChain">True when the target is a chain.</param>
    public void Read(ConfigurationLine line, string chain, IptablesMatch match, bool isChain)
    {
        string? problem = match.Target switch
        {
            null => null,
            "SNAT" or "MASQUERADE" => ReadSource(line, match),
            "DNAT" when chain != "OUTPUT" => ReadDestination(line, match),
            "RETURN" or "ACCEPT" when chain is "POSTROUTING" or "OUTPUT" => null,
            // What the device sends itself, and what sources become, is not asked for.
            _ when isChain && chain is ("POSTROUTING" or "OUTPUT") => null,
            _ when isChain => match.Conditions.IsEmpty && !match.HasService && IsForAll(match)
                ? null
                : "which packets a chain of the table 'nat' is asked for is not modelled",
            _ => "translations of this kind are not modelled",
        };
        if (problem is null)
        {
            account.Understand();
        }
        else
        {
            account.Refuse(line, problem);
        }
    }

    private static bool IsForAll(IptablesMatch match) =>
        match.Sources.Equals(AddressSets.AnyV4) && match.Destinations.Equals(AddressSets.AnyV4) && match.In is null;

    private string? ReadSource(ConfigurationLine line, IptablesMatch match)
    {
        // The addresses that sources are changed into matter to nobody who asks what can be reached.
        found.Add(new FilterTranslation(false, null, Name(match.Out), match.Sources, IntervalSet.Empty, line.Number));
        return null;
    }

    private string? ReadDestination(ConfigurationLine line, IptablesMatch match)
    {
        if (match.TargetOptions is not ["--to-destination", var to, ..])
        {
            return "it does not say what the destination becomes";
        }

        int colon = to.IndexOf(':', StringComparison.Ordinal);
        bool hasPort = colon >= 0;
        if (AddressSets.ToInterval(hasPort ? to[..colon] : to) is not { } real)
        {
            return $"'{Excerpt.Of(to)}' is no address";
        }

        IntervalSet mapped = match.Destinations.Equals(AddressSets.AnyV4) ? IntervalSet.Empty : match.Destinations;
        found.Add(new FilterTranslation(true, null, Name(match.In), IntervalSet.Of([real]), mapped, line.Number));
        return hasPort || match.HasService
                ? "translations of single ports are not modelled; all ports of the address are taken to be translated"
            : match.Conditions.IsEmpty ? null
            : $"it holds only where this does: {Excerpt.Of(string.Join("; ", match.Conditions))}";
    }

    private static string? Name(InterfaceName? name) =>
        name is { IsNegated: false, IsPattern: false } ? name.Name : null;
}
