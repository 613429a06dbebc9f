using Pollux.Modelling.Drafts;

namespace Pollux.Modelling.Services;

/// <summary>The defences of a service that its protocol shows.</summary>
internal static class ServiceDefenses
{
    public const string Rule = "service-encryption";

    public static void Apply(ModelDraft draft, DraftAsset service, ServiceFacts facts)
    {
        string? reason =
            facts.IsTunnelled ? $"{facts.Describe()} is wrapped in TLS"
            : facts is { IsProbed: true, Row.IsEncrypted: true } ? $"{facts.Describe()} encrypts by itself"
            : null;
        if (reason is not null)
        {
            draft.Defend(service, "encryptedSession", 1, new Grounds(Rule, reason, service.Existence.Records));
        }
    }
}
