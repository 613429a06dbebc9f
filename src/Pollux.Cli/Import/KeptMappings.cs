using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.DeviceList;
using Pollux.Formats.Input;
using Pollux.Twin.Files;

namespace Pollux.Cli.Import;

/// <summary>
/// The mappings of columns that a twin's lists need: the one that <c>--map</c> names, then those kept beside the twin as
/// <c>SITE.twin.columns.yaml</c> from earlier imports.
/// </summary>
internal static class KeptMappings
{
    /// <summary>Where mappings are kept.</summary>
    public static string PathFor(string twinFile) => $"{twinFile}.columns.yaml";

    /// <summary>Reads the mappings.</summary>
    /// <param name="map">The file of <c>--map</c>; null for none.</param>
    /// <param name="twinFile">The twin.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The mappings, that of <c>--map</c> first; null when a file cannot be used, with the errors.</returns>
    public static Diagnosed<ColumnMappings> Read(string? map, string twinFile, CancellationToken cancellationToken)
    {
        string kept = PathFor(twinFile);
        Diagnosed<ColumnMappings> given = ReadFile(map, cancellationToken);
        Diagnosed<ColumnMappings> before = ReadFile(File.Exists(kept) ? kept : null, cancellationToken);
        return new(
            given.Value is { } first && before.Value is { } second ? first.Before(second) : null,
            [.. given.Diagnostics, .. before.Diagnostics]
        );
    }

    /// <summary>Keeps mappings for the next import, in one step.</summary>
    public static void Write(ColumnMappings mappings, string twinFile) =>
        AtomicFile.Write(
            PathFor(twinFile),
            stream => stream.Write(Encoding.UTF8.GetBytes(ColumnMappingFile.Write(mappings.Items)))
        );

    private static Diagnosed<ColumnMappings> ReadFile(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return new(ColumnMappings.None, []);
        }

        InputFile file = new(path, () => OrdinaryFile.Open(path));
        return ColumnMappingFile.Read(file, InputLimits.Default, cancellationToken);
    }
}
