using System.IO.Enumeration;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>Finds the files that the arguments of a command mean: a path, a folder (read whole) or a pattern.</summary>
/// <remarks>
/// In a pattern <c>**</c> is any number of folders, <c>*</c> and <c>?</c> stand for characters of one name. A name that begins with a
/// dot is only matched by a pattern part that does so too. Links to folders are not followed, so that no walk can run in a circle.
/// </remarks>
public static class InputPaths
{
    private const int MaximumDepth = 64;

    /// <summary>Expands arguments.</summary>
    /// <param name="arguments">Paths, folders or patterns, as the user wrote them.</param>
    /// <param name="limits">How many files at most.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>
    /// Each file once: in the order of the arguments, those of one argument in ordinal order. An argument that means no file comes as
    /// a path with the diagnostic that says so.
    /// </returns>
    public static IReadOnlyList<InputPath> Expand(
        IEnumerable<string> arguments,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        List<InputPath> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            bool any = false;
            foreach (string path in Files(argument).Order(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                any = true;
                if (found.Count >= limits.Files)
                {
                    found.Add(
                        new(argument, Refusal(InputRules.TooLarge, argument, $"More than {limits.Files} files."))
                    );
                    return found;
                }

                if (seen.Add(Path.GetFullPath(path)))
                {
                    found.Add(new(path, null));
                }
            }

            if (!any)
            {
                found.Add(new(argument, Refusal(InputRules.NotFound, argument, Missing(argument))));
            }
        }

        return found;
    }

    private static IEnumerable<string> Files(string argument)
    {
        if (File.Exists(argument))
        {
            return [argument];
        }

        if (Directory.Exists(argument))
        {
            return FilesBelow(argument, recursively: true).Where(path => !IsForPeople(path));
        }

        return IsPattern(argument) ? Matches(argument) : [];
    }

    private static IEnumerable<string> Matches(string pattern)
    {
        string[] parts = pattern.Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
            StringSplitOptions.RemoveEmptyEntries
        );
        int literal = Array.FindIndex(parts, IsPattern);
        string root = Path.IsPathRooted(pattern) ? Path.GetPathRoot(pattern)! : "";
        string start = Path.Combine([root, .. parts[..literal]]);
        return Matches(start, parts.AsMemory(literal), 0);
    }

    private static IEnumerable<string> Matches(string folder, ReadOnlyMemory<string> parts, int depth)
    {
        string part = parts.Span[0];
        bool last = parts.Length == 1;
        if (depth > MaximumDepth)
        {
            yield break;
        }

        if (string.Equals(part, "**", StringComparison.Ordinal))
        {
            IEnumerable<string> here = last ? Entries(folder, "*", folders: false) : Matches(folder, parts[1..], depth);
            foreach (string path in here)
            {
                yield return path;
            }
        }

        foreach (string path in last && part != "**" ? Entries(folder, part, folders: false) : [])
        {
            yield return path;
        }

        bool anyDepth = part == "**";
        foreach (string inner in last && !anyDepth ? [] : Entries(folder, anyDepth ? "*" : part, folders: true))
        {
            foreach (string path in Matches(inner, anyDepth ? parts : parts[1..], depth + 1))
            {
                yield return path;
            }
        }
    }

    private static List<string> Entries(string folder, string pattern, bool folders)
    {
        EnumerationOptions options = Options(recursively: false);
        string start = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(start))
        {
            return [];
        }

        IEnumerable<string> names = (
            folders
                ? Directory.EnumerateDirectories(start, "*", options)
                : Directory.EnumerateFiles(start, "*", options)
        ).Select(path => Path.GetFileName(path)!);
        return names
            .Where(name => name[0] != '.' || pattern[0] == '.')
            .Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
            .Select(name => folder.Length == 0 ? name : Path.Combine(folder, name))
            .ToList();
    }

    private static IEnumerable<string> FilesBelow(string folder, bool recursively) =>
        Directory.EnumerateFiles(folder, "*", Options(recursively));

    // A folder may explain itself; whoever names such a file, or a pattern that fits it, means it and is told that it is not read.
    private static bool IsForPeople(string path) =>
        Path.GetFileNameWithoutExtension(path) is "README" or "LICENSE" or "NOTICE"
        && Path.GetExtension(path) is "" or ".md" or ".txt";

    private static EnumerationOptions Options(bool recursively) =>
        new()
        {
            RecurseSubdirectories = recursively,
            MaxRecursionDepth = MaximumDepth,
            IgnoreInaccessible = true,
            AttributesToSkip = recursively ? FileAttributes.ReparsePoint : FileAttributes.None,
        };

    private static bool IsPattern(string part) => part.AsSpan().ContainsAny('*', '?');

    private static string Missing(string argument) =>
        IsPattern(argument) ? $"The pattern '{argument}' matches no file."
        : Directory.Exists(argument) ? $"The folder '{argument}' holds no file."
        : $"There is no file or folder '{argument}'.";

    private static Diagnostic Refusal(DiagnosticRule rule, string argument, string message) =>
        new(rule, message, new SourceLocation(argument));
}

/// <summary>One file that an argument means.</summary>
/// <param name="Path">Its path, or the argument that means none.</param>
/// <param name="Problem">Why it means none; null when it does.</param>
public sealed record InputPath(string Path, Diagnostic? Problem);
