using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text;

namespace Pollux.Knowledge.Products;

/// <summary>
/// The product family that a model or order number belongs to, where the vendors' own numbering says it:
/// <c>model-families.csv</c>, first fitting line first.
/// </summary>
public static class ModelFamilies
{
    private static readonly ImmutableArray<(string Pattern, string Family)> Rows = Load();

    /// <summary>The family of a model number in normal form (<see cref="ProductName.NormalModel"/>), or null.</summary>
    public static string? Of(string model) =>
        Rows.Where(row => FileSystemName.MatchesSimpleExpression(row.Pattern, model, ignoreCase: true))
            .Select(row => row.Family)
            .FirstOrDefault();

    private static ImmutableArray<(string Pattern, string Family)> Load()
    {
        using Stream stream = typeof(ModelFamilies).Assembly.GetManifestResourceStream("model-families.csv")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => line.TrimEnd('\r').Split(';'))
                .Select(fields => (fields[0], fields[1])),
        ];
    }
}
