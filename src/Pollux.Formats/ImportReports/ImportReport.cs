using System.Collections.Immutable;
using Pollux.Diagnostics;

namespace Pollux.Formats.ImportReports;

/// <summary>What an import did, file by file.</summary>
/// <param name="Files">The files in the order in which they were read; each entry of an archive is one.</param>
/// <param name="Twin">The twin afterwards; null when none could be made.</param>
public sealed record ImportReport(ImmutableArray<FileReport> Files, TwinReport? Twin);

/// <summary>
/// What became of the records of one file. Always
/// <c>received = understood + ignored + refused + duplicates</c>. A file that cannot be used counts as one received, one refused.
/// </summary>
/// <param name="File">The file as the user named it; <c>archive.zip!entry</c> for an entry.</param>
/// <param name="Format">The format's short name; null when it is not known.</param>
/// <param name="Understood">Records that are in the twin because of this file.</param>
/// <param name="Ignored">Records that hold nothing for a twin.</param>
/// <param name="Refused">Records that could not be used; diagnostics say why.</param>
/// <param name="Duplicates">Records that the twin had already from the same source.</param>
/// <param name="Diagnostics">All that is wrong with the file.</param>
public sealed record FileReport(
    string File,
    string? Format,
    int Understood,
    int Ignored,
    int Refused,
    int Duplicates,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    /// <summary>All records of the file.</summary>
    public int Received => Understood + Ignored + Refused + Duplicates;

    /// <summary>True when nothing of the file could be used.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The report of a file that could not be used at all.</summary>
    public static FileReport Unreadable(string file, string? format, params ImmutableArray<Diagnostic> diagnostics) =>
        new(file, format, 0, 0, 1, 0, diagnostics) { IsRefused = true };

    /// <summary>The same file after its records were merged into a twin.</summary>
    /// <param name="duplicates">How many of the understood records the twin had already.</param>
    /// <param name="found">What merging found.</param>
    public FileReport Merged(int duplicates, ImmutableArray<Diagnostic> found) =>
        this with
        {
            Understood = Understood - duplicates,
            Duplicates = duplicates,
            Diagnostics = [.. Diagnostics, .. found],
        };
}

/// <summary>A twin after an import.</summary>
/// <param name="Revision">The id of the revision.</param>
/// <param name="Assets">How many assets it has.</param>
/// <param name="Changed">False when the import added nothing new.</param>
public sealed record TwinReport(string Revision, int Assets, bool Changed);
