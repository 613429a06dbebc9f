using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Twin.Changes;
using Pollux.Twin.Files;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Cli.Twin;

/// <summary>A twin file as commands use it: read, and resolved with Pollux's own language.</summary>
/// <param name="Twin">What the file holds.</param>
/// <param name="Revision">What it resolves to.</param>
/// <param name="Types">The types that it was resolved with.</param>
public sealed record TwinInput(SiteTwin Twin, Revision Revision, TypeHierarchy Types)
{
    /// <summary>Reads a twin file without resolving it.</summary>
    /// <returns>Null when the file cannot be opened or is no twin file, with the diagnostics that say why.</returns>
    public static Diagnosed<SiteTwin> ReadFile(string path)
    {
        try
        {
            using Stream stream = OrdinaryFile.Open(path);
            return TwinFile.Read(stream, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Diagnosed<SiteTwin>(
                null,
                [new Diagnostic(FileRules.Unreadable, problem.Message, new SourceLocation(path))]
            );
        }
    }

    /// <summary>Reads and resolves a twin file.</summary>
    /// <returns>Null when the file cannot be used; all diagnostics of reading and resolving.</returns>
    /// <param name="environment">Where the language is.</param>
    /// <param name="path">The file.</param>
    /// <param name="asOf">The time as of which it is looked at; null for all that it holds.</param>
    public static Diagnosed<TwinInput> Load(CommandEnvironment environment, string path, DateTimeOffset? asOf = null)
    {
        Diagnosed<TypeHierarchy> types = LanguageTypes.Load(environment);
        Diagnosed<TwinInput> input = Load(path, types.Value!, asOf);
        return input with { Diagnostics = [.. types.Diagnostics, .. input.Diagnostics] };
    }

    /// <summary>Reads a twin file and resolves it with the types of a language that is read already.</summary>
    /// <returns>Null when the file cannot be used; all diagnostics of reading and resolving.</returns>
    public static Diagnosed<TwinInput> Load(string path, TypeHierarchy types, DateTimeOffset? asOf = null)
    {
        Diagnosed<SiteTwin> read = ReadFile(path);
        if (read.Value is not { } whole)
        {
            return new Diagnosed<TwinInput>(null, read.Diagnostics);
        }

        SiteTwin twin = asOf is { } time ? whole.AsOf(time) : whole;
        Diagnosed<Revision> resolved = twin.Resolve(types);
        return new Diagnosed<TwinInput>(
            new TwinInput(twin, resolved.Value!, types),
            [.. read.Diagnostics, .. resolved.Diagnostics]
        );
    }
}
