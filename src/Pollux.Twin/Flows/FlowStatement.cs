using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Flows;

/// <summary>
/// Says that a client was seen using a service, or trying to. Importers sum up what they see: one statement for each client,
/// service and application protocol, however many connections there were.
/// </summary>
/// <param name="Client">The device that opened the connections.</param>
/// <param name="Service">The service, in its device: <see cref="AssetReference.ServiceOf"/>.</param>
/// <param name="Activity">What was seen.</param>
public sealed record FlowStatement(AssetReference Client, AssetReference Service, FlowActivity Activity) : Statement;

/// <summary>What was seen between a client and a service.</summary>
/// <param name="Connections">How many connections, sessions or exchanges, at least 1.</param>
/// <param name="Bytes">Payload bytes in both directions, 0 or more; null when the source does not say.</param>
/// <param name="First">When the first of them began; null when the source does not say or its times mean nothing.</param>
/// <param name="Last">When the last of them began; likewise, and never before <paramref name="First"/>.</param>
/// <param name="Answered">
/// True when the service answered at least once; false when every attempt stayed without an answer, which proves no service;
/// null when the source does not say.
/// </param>
/// <param name="Application">
/// The application protocol that the payload was recognised as, named as <see cref="Assets.Properties.Protocol"/> names it; null
/// when it was not.
/// </param>
/// <param name="Uses">What the client did, each once, in the order of the enumeration; empty when nothing is known of it.</param>
public sealed record FlowActivity(
    long Connections,
    long? Bytes,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    bool? Answered,
    string? Application,
    ImmutableArray<FlowUse> Uses
)
{
    /// <summary>Both together: counts are added, times spanned, uses united. What one of them does not say, the other says.</summary>
    /// <remarks>The application is the first one's, unless it names none.</remarks>
    public FlowActivity And(FlowActivity other) =>
        new(
            Connections > long.MaxValue - other.Connections ? long.MaxValue : Connections + other.Connections,
            Bytes is { } bytes && other.Bytes is { } more
                ? (bytes > long.MaxValue - more ? long.MaxValue : bytes + more)
                : Bytes ?? other.Bytes,
            First is { } first && other.First is { } otherFirst
                ? (first < otherFirst ? first : otherFirst)
                : First ?? other.First,
            Last is { } last && other.Last is { } otherLast
                ? (last > otherLast ? last : otherLast)
                : Last ?? other.Last,
            Answered is true || other.Answered is true ? true : Answered ?? other.Answered,
            Application ?? other.Application,
            [.. Uses.Concat(other.Uses).Distinct().Order()]
        );
}

/// <summary>What a client was seen doing with a service, from looking to changing. The numbers are no part of the contract.</summary>
public enum FlowUse
{
    /// <summary>Asked who is there or what it is: identity, directory, browse, name look-up.</summary>
    Discover,

    /// <summary>Logged on, or tried to.</summary>
    Login,

    /// <summary>Read values, or subscribed to them.</summary>
    Read,

    /// <summary>Changed values: set points, outputs, registers, variables.</summary>
    Write,

    /// <summary>Commanded the device itself: start, stop, restart, change of mode, operate.</summary>
    Control,

    /// <summary>Loaded logic, configuration or firmware into a device, or out of it.</summary>
    Program,

    /// <summary>Moved files.</summary>
    FileTransfer,

    /// <summary>Administered a computer: ran programs, services or tasks on it, changed its registry, or held a remote desktop.</summary>
    Administer,
}
