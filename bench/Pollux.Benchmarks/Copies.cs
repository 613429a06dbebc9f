using System.Globalization;
using Pollux.Modelling.Instances;

namespace Pollux.Benchmarks;

/// <summary>Makes a model of any size of any language: many copies of one model side by side.</summary>
internal static class Copies
{
    /// <summary>The copies as one model; names of the copy k end in <c>#k</c>.</summary>
    public static InstanceModel Of(InstanceModel model, int count)
    {
        int size = model.Assets.Length;
        return model with
        {
            Assets =
            [
                .. Enumerable
                    .Range(0, count)
                    .SelectMany(copy =>
                        model.Assets.Select(
                            (asset, i) =>
                                asset with
                                {
                                    Id = (copy * size) + i,
                                    Name = asset.Name + "#" + copy.ToString(CultureInfo.InvariantCulture),
                                }
                        )
                    ),
            ],
            Links =
            [
                .. Enumerable
                    .Range(0, count)
                    .SelectMany(copy =>
                        model.Links.Select(link =>
                            link with
                            {
                                Left = link.Left + (copy * size),
                                Right = link.Right + (copy * size),
                            }
                        )
                    ),
            ],
        };
    }
}
