using System.Collections.Immutable;
using Pollux.Knowledge.Calibration;
using Pollux.Modelling.Drafts;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Vulnerabilities;

/// <summary>
/// A default or hard-coded password: an account of the device and a credential that everybody knows, accepted by the services
/// that the advisory concerns.
/// </summary>
internal static class PublicPasswords
{
    public const string Rule = "public-password";

    // A session with a program or a process value needs no administrator; elsewhere such an account is one.
    private static readonly ImmutableArray<string> UsedPlainly = ["ControlService", "EngineeringService"];

    public static void Add(ModelDraft draft, Applied applied, AttackedServices attacked)
    {
        ImmutableArray<RecordReference> records = [.. applied.Records.Distinct()];
        Grounds grounds = new(Rule, $"{applied.Exploit.KindReason} {applied.Reason}", records);
        string device = applied.Device.Name;
        if (
            draft.Add($"{device} public password {applied.Id}", "Credential", grounds) is not { } credential
            || draft.Add($"{device} account of {applied.Id}", "Account", grounds) is not { } account
        )
        {
            return;
        }

        draft.Link(account, "credentials", credential, grounds);
        foreach (CalibratedDefense defense in applied.Exploit.Defenses)
        {
            draft.Defend(credential, defense.Defense, defense.Probability, new Grounds(Rule, defense.Reason, records));
        }

        foreach (DraftAsset service in attacked.Services)
        {
            Grounds accepts = new(Rule, attacked.Reason, records);
            draft.Link(service, "acceptedCredentials", credential, accepts);
            bool isUsedPlainly = UsedPlainly.Any(type => draft.Language.IsA(service.Type, type));
            draft.Link(account, isUsedPlainly ? "mayUse" : "mayAdminister", service, accepts);
        }
    }
}
