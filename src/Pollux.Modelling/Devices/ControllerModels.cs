using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Tables;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Devices;

/// <summary>Finds the model of a controller in the table of models.</summary>
internal static class ControllerModels
{
    /// <summary>The row that fits a controller; null for other devices and unknown models.</summary>
    public static ModelRow? Find(ModelDraft draft, Asset device, string type, ImmutableArray<DeviceHint> hints)
    {
        if (!draft.Language.IsA(type, "Controller"))
        {
            return null;
        }

        ImmutableArray<string> texts =
        [
            .. hints
                .Where(hint => hint.Hint is RoleHint.Product or RoleHint.Vendor)
                .Select(hint => hint.Text)
                .Append(device.Name),
        ];
        return draft.Input.Tables.Models.FirstOrDefault(row => Fits(row.Vendors, texts) && Fits(row.Products, texts));
    }

    private static bool Fits(ImmutableArray<string> patterns, ImmutableArray<string> texts) =>
        patterns.IsEmpty || patterns.Any(pattern => texts.Any(text => WordMatch.Contains(text, pattern)));
}
