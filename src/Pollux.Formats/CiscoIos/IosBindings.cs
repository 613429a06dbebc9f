using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoIos;

/// <summary>
/// Says where lists are asked. IOS asks one for IPv4 and one for IPv6; the model asks both of every packet, so that what one of them
/// does not know goes on to the other.
/// </summary>
internal sealed class IosBindings(LineAccount account, AccessLists lists, IReadOnlySet<string> ports)
{
    public ImmutableArray<FilterBinding> Finish(
        ImmutableArray<FilterInterface> interfaces,
        IEnumerable<IosBinding> bindings
    )
    {
        Dictionary<string, FilterInterface> known = interfaces.ToDictionary(item => item.Name, StringComparer.Ordinal);
        ImmutableArray<FilterBinding>.Builder bound = ImmutableArray.CreateBuilder<FilterBinding>();
        foreach (
            IGrouping<(string, bool), IosBinding> place in bindings.GroupBy(binding =>
                (binding.Interface, binding.IsExit)
            )
        )
        {
            // A later line of the same family takes the place of an earlier one.
            IosBinding? v4 = place.LastOrDefault(binding => !binding.IsV6);
            IosBinding? v6 = place.LastOrDefault(binding => binding.IsV6);
            foreach (IosBinding binding in place.Where(binding => binding != v4 && binding != v6))
            {
                account.Refuse(binding.Line, "a later line asks another list at the same place");
            }

            v4 = Keep(v4, known);
            v6 = Keep(v6, known);
            bool hasBoth = v4 is not null && v6 is not null;
            foreach (IosBinding binding in new[] { v4, v6 }.OfType<IosBinding>())
            {
                if (!hasBoth && Has(known[binding.Interface], isV6: !binding.IsV6))
                {
                    account.Refuse(
                        binding.Line,
                        "the interface has addresses of IPv4 and IPv6 and a list for one of them only, which is not modelled"
                    );
                    continue;
                }

                account.Understand();
                bound.Add(
                    new FilterBinding(
                        IosLists.KeyOf(binding.List, binding.IsV6),
                        binding.IsExit ? FilterPlace.Exit : FilterPlace.Entry,
                        binding.Interface,
                        hasBoth && binding == v4 ? FilterEnd.Continue : FilterEnd.Deny,
                        binding.Line.Number
                    )
                );
            }
        }

        return bound.ToImmutable();
    }

    private IosBinding? Keep(IosBinding? binding, Dictionary<string, FilterInterface> known)
    {
        if (binding is null)
        {
            return null;
        }

        if (ports.Contains(binding.Interface) && known[binding.Interface].Addresses.IsEmpty)
        {
            account.Refuse(binding.Line, "lists on ports of a switch apply within a network, which is not modelled");
            return null;
        }

        if (!lists.HasEntries(IosLists.KeyOf(binding.List, binding.IsV6)))
        {
            // Cisco IOS Security Command Reference, ip access-group: "If the specified access list does not exist, all packets are passed."
            account.Understand();
            account.Diagnostics.Add(
                ConfigurationRules.NoSuchList,
                $"'{Excerpt.Of(binding.Line.Text)}' on {Excerpt.Of(binding.Interface)}: the list has no entries.",
                binding.Line.Number
            );
            return null;
        }

        return binding;
    }

    private static bool Has(FilterInterface item, bool isV6) =>
        item.Addresses.Any(address => address.Contains(':', StringComparison.Ordinal) == isV6);
}
