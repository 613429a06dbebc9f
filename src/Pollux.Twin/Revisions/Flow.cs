using System.Collections.Immutable;
using Pollux.Twin.Flows;

namespace Pollux.Twin.Revisions;

/// <summary>A client uses a service, or tried to, as traffic shows.</summary>
/// <param name="ClientId">The client's asset; null when it is outside the site.</param>
/// <param name="ServiceId">The service's asset; null when it is outside the site. At most one of the two is null.</param>
/// <param name="Service">The service within its device, such as <c>502/tcp</c>, also when it is outside.</param>
/// <param name="OutsideAddresses">How many distinct addresses stand behind the end that is outside; 0 when none is.</param>
/// <param name="Activities">
/// What was seen, in import order; at least one. With an end outside, what one source saw of all the addresses in one application
/// protocol is one activity, and its record is the first of them.
/// </param>
public sealed record Flow(
    string? ClientId,
    string? ServiceId,
    string Service,
    int OutsideAddresses,
    ImmutableArray<Sourced<FlowActivity>> Activities
)
{
    /// <summary>All activities together; its application is the first that is known.</summary>
    public FlowActivity Total => Activities.Select(activity => activity.Value).Aggregate((all, next) => all.And(next));

    /// <summary>
    /// How many connections were seen. Documents that watched the same place see the same ones (a log of connections and one of a
    /// protocol), so the one that saw most counts; the editions of one document follow each other and are added.
    /// </summary>
    public double Connections =>
        Activities
            .GroupBy(activity => DocumentOf(activity.Record.SourceKey), StringComparer.Ordinal)
            .Max(document => document.Sum(activity => (double)activity.Value.Connections));

    /// <summary>The application protocols that were recognised, each once, sorted.</summary>
    public IEnumerable<string> Applications =>
        Activities
            .Select(activity => activity.Value.Application)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>What makes two flows the same.</summary>
    internal (string? ClientId, string? ServiceId, string Service) Key => (ClientId, ServiceId, Service);

    // Of the form of Source.Key; an edition is a version or a time and holds no @.
    private static string DocumentOf(string sourceKey) =>
        sourceKey.LastIndexOf('@') is >= 0 and int at ? sourceKey[..at] : sourceKey;
}
