using System.Globalization;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Files;

/// <summary>The words of the twin file for values of closed sets, and its form of time.</summary>
internal static class TwinWords
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public static string Of(IdentifierKind kind) =>
        kind switch
        {
            IdentifierKind.AssignedId => "assignedId",
            IdentifierKind.Serial => "serial",
            IdentifierKind.Product => "product",
            IdentifierKind.Mac => "mac",
            IdentifierKind.Fqdn => "fqdn",
            IdentifierKind.Name => "name",
            IdentifierKind.HostName => "hostName",
            IdentifierKind.IpAddress => "ip",
            _ => throw new System.Diagnostics.UnreachableException(kind.ToString()),
        };

    public static IdentifierKind? ToKind(string word) =>
        word switch
        {
            "assignedId" => IdentifierKind.AssignedId,
            "serial" => IdentifierKind.Serial,
            "product" => IdentifierKind.Product,
            "mac" => IdentifierKind.Mac,
            "fqdn" => IdentifierKind.Fqdn,
            "name" => IdentifierKind.Name,
            "hostName" => IdentifierKind.HostName,
            "ip" => IdentifierKind.IpAddress,
            _ => null,
        };

    public static string Of(ProductStatus status) =>
        status switch
        {
            ProductStatus.Affected => "affected",
            ProductStatus.NotAffected => "notAffected",
            ProductStatus.Fixed => "fixed",
            ProductStatus.UnderInvestigation => "underInvestigation",
            _ => throw new System.Diagnostics.UnreachableException(status.ToString()),
        };

    public static ProductStatus? ToStatus(string word) =>
        word switch
        {
            "affected" => ProductStatus.Affected,
            "notAffected" => ProductStatus.NotAffected,
            "fixed" => ProductStatus.Fixed,
            "underInvestigation" => ProductStatus.UnderInvestigation,
            _ => null,
        };

    public static string Of(FlowUse use) =>
        use switch
        {
            FlowUse.Discover => "discover",
            FlowUse.Login => "login",
            FlowUse.Read => "read",
            FlowUse.Write => "write",
            FlowUse.Control => "control",
            FlowUse.Program => "program",
            FlowUse.FileTransfer => "fileTransfer",
            FlowUse.Administer => "administer",
            _ => throw new System.Diagnostics.UnreachableException(use.ToString()),
        };

    public static FlowUse? ToUse(string word) =>
        word switch
        {
            "discover" => FlowUse.Discover,
            "login" => FlowUse.Login,
            "read" => FlowUse.Read,
            "write" => FlowUse.Write,
            "control" => FlowUse.Control,
            "program" => FlowUse.Program,
            "fileTransfer" => FlowUse.FileTransfer,
            "administer" => FlowUse.Administer,
            _ => null,
        };

    /// <summary>UTC, as short as it is exact: <c>2026-11-20T08:00:00Z</c>.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset? ToTime(string text) =>
        DateTime.TryParseExact(
            text,
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime time
        )
            ? new DateTimeOffset(time, TimeSpan.Zero)
            : null;
}
