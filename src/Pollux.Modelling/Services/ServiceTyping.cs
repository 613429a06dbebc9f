using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Tables;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Services;

/// <summary>Which type a service has, and why.</summary>
/// <param name="Type">The type.</param>
/// <param name="Reason">Why, as one sentence.</param>
/// <param name="IsGuess">True when nothing is known and the type is only the default.</param>
internal readonly record struct ServiceType(string Type, string Reason, bool IsGuess = false);

/// <summary>Finds the types of a service: one, or two for a port that both operates and programs a controller.</summary>
internal static class ServiceTyping
{
    // The least that any service means: somebody who may use it reaches what it serves, and nothing else.
    private const string Default = "AppService";

    private static readonly ImmutableArray<string> PortalProtocols = ["https", "http", "openvpn", "ike", "wireguard"];

    /// <summary>The types of a service.</summary>
    /// <param name="service">The service in the twin.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="deviceType">The type of its device, as found.</param>
    /// <param name="model">The model row of its device, or null.</param>
    /// <param name="language">The language.</param>
    public static ImmutableArray<ServiceType> Find(
        Asset service,
        ServiceFacts facts,
        string deviceType,
        ModelRow? model,
        LanguageTypes language
    )
    {
        bool isSaid = !language.IsAbstract(service.Type);
        if (
            model is not null
            && OfModel(facts, model) is { IsEmpty: false } byModel
            && (!isSaid || byModel.Any(type => language.IsA(type.Type, service.Type)))
        )
        {
            return byModel;
        }

        if (isSaid)
        {
            return [new(service.Type, "the source says so")];
        }

        if (language.IsA(deviceType, "RemoteAccessGateway") && IsPortal(facts))
        {
            return [new("AccessService", $"{facts.Describe()} of a remote access gateway is its portal")];
        }

        return facts.Row is { } row && language.IsA(row.Type, service.Type)
            ? [new(row.Type, $"{facts.Describe()} is of the kind {row.Type}")]
            : [new(Default, $"{facts.Describe()} is of no known kind and is taken as an application", IsGuess: true)];
    }

    private static ImmutableArray<ServiceType> OfModel(ServiceFacts facts, ModelRow model)
    {
        if (facts.Port is not { } port)
        {
            return [];
        }

        var types = ImmutableArray.CreateBuilder<ServiceType>();
        if (model.Control.Any(range => range.Contains(facts.Transport, port)))
        {
            types.Add(new("ControlService", $"{facts.Describe()} reads and writes process values on this model"));
        }

        if (model.Engineering.Any(range => range.Contains(facts.Transport, port)))
        {
            types.Add(new("EngineeringService", $"{facts.Describe()} loads programs on this model"));
        }

        return types.ToImmutable();
    }

    private static bool IsPortal(ServiceFacts facts) =>
        facts.ProtocolName is { } name && PortalProtocols.Contains(name, StringComparer.Ordinal);
}
