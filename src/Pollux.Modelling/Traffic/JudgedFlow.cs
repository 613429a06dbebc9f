using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Twin.Flows;

namespace Pollux.Modelling.Traffic;

/// <summary>A flow with what it is in the model.</summary>
/// <param name="Verdict">How it fits what is known.</param>
/// <param name="Client">The client; null when it is outside the site.</param>
/// <param name="Server">The device of the service; null when it is outside the site.</param>
/// <param name="Services">The services that it used; none when they are outside the site.</param>
/// <param name="From">The zones that it came from; the Internet's when the client is outside.</param>
/// <param name="To">The zones that it went to, likewise.</param>
/// <param name="Over">The conduits that permit it; none within a zone and where nothing permits it.</param>
internal sealed record JudgedFlow(
    FlowVerdict Verdict,
    DraftAsset? Client,
    DraftAsset? Server,
    ImmutableArray<DraftAsset> Services,
    ImmutableArray<DraftAsset> From,
    ImmutableArray<DraftAsset> To,
    ImmutableArray<DraftAsset> Over
)
{
    /// <summary>The device of the site at an end, the client's first.</summary>
    public DraftAsset? Inside => Client ?? Server;

    /// <summary>True when one end is outside the site.</summary>
    public bool IsOutside => Verdict.Flow.OutsideAddresses > 0;

    /// <summary><c>hmi-01 used plc-1 modbus/502 (12 connections, 2026-11-01; zeek)</c>.</summary>
    public string Text
    {
        get
        {
            string client = Client?.Name ?? Addresses;
            string service = Services is [var first, ..]
                ? first.Name
                : $"{Verdict.Flow.Service} on {Server?.Name ?? Addresses}";
            return $"{client} used {service} ({FlowTexts.Of(Verdict.Flow)})";
        }
    }

    private string Addresses =>
        Verdict.Flow.OutsideAddresses == 1
            ? "an address outside"
            : $"{Verdict.Flow.OutsideAddresses} addresses outside";
}
