using System.Globalization;
using System.Text;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Instances;

namespace Pollux.Modelling.Tests;

/// <summary>A modelled twin as text that a person can judge: assets with their links and reasons, then the findings.</summary>
internal static class ModelText
{
    public static string Write(ModelledTwin twin)
    {
        StringBuilder text = new();
        foreach (InstanceAsset asset in twin.Model.Assets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{asset.Name} ({asset.Type})\n");
            foreach (InstanceLink link in twin.Model.Links.Where(link => link.Left == asset.Id))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"  {link.RightField}: {twin.Model.Assets[link.Right].Name} [{twin.LinkGrounds[twin.Model.Links.IndexOf(link)].Rule}]\n"
                );
            }

            foreach (string origin in asset.Origin)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {origin}\n");
            }
        }

        text.Append('\n');
        foreach (Finding finding in twin.Findings)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{finding.Severity} {finding.Rule.Code} {finding.Title}\n    {finding.Reason}\n"
            );
        }

        return text.ToString();
    }
}
