using System.Globalization;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Resolution;

/// <summary>What traffic says of a service that answered: its port is open, and what it speaks.</summary>
internal static class AnsweredServices
{
    /// <summary>The facts; none of the port when the service is not named by one, as <c>502/tcp</c> is.</summary>
    public static IEnumerable<PropertyFact> FactsOf(FlowSaying flow)
    {
        string name = Texts.Label(flow.Service);
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (
            slash > 0
            && name[(slash + 1)..] is "tcp" or "udp" or "sctp"
            && ushort.TryParse(name.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        )
        {
            yield return new PropertyFact(Properties.Port, name[..slash]);
            yield return new PropertyFact(Properties.Transport, name[(slash + 1)..]);
        }

        yield return new PropertyFact(Properties.PortState, "open");
        if (flow.Activity.Application is { } application)
        {
            yield return new PropertyFact(Properties.Protocol, application);
            yield return new PropertyFact(Properties.ProtocolMethod, "probed");
        }
    }
}
