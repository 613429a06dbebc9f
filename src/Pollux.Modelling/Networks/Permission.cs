using Pollux.Modelling.Services;
using Pollux.Modelling.Tables;

namespace Pollux.Modelling.Networks;

/// <summary>One thing that a conduit lets pass. A closed family.</summary>
internal abstract record Permission
{
    private Permission() { }

    /// <summary>Reads a value of the property <c>permits</c>; null when it is none.</summary>
    public static Permission? TryParse(string text, ModellingTables tables)
    {
        string trimmed = text.Trim();
        if (trimmed is "*" || string.Equals(trimmed, "any", StringComparison.OrdinalIgnoreCase))
        {
            return new Everything();
        }

        if (PortRange.TryParse(trimmed) is { } ports)
        {
            return new Ports(ports);
        }

        return tables.Protocols.FirstOrDefault(row => row.IsNamed(trimmed)) is { } protocol
            ? new OneProtocol(protocol)
            : null;
    }

    /// <summary>True when the service may be reached by it.</summary>
    public abstract bool Permits(ServiceFacts service);

    /// <summary>Everything passes.</summary>
    public sealed record Everything : Permission
    {
        public override bool Permits(ServiceFacts service) => true;
    }

    /// <summary>Ports pass.</summary>
    public sealed record Ports(PortRange Range) : Permission
    {
        public override bool Permits(ServiceFacts service) =>
            service.Port is { } port && Range.Contains(service.Transport, port);
    }

    /// <summary>A protocol passes: on any port where the service speaks it, and on its own ports.</summary>
    public sealed record OneProtocol(ProtocolRow Row) : Permission
    {
        public override bool Permits(ServiceFacts service) =>
            service.Row == Row
            || (service.Port is { } port && Row.Ports.Any(range => range.Contains(service.Transport, port)));
    }
}
