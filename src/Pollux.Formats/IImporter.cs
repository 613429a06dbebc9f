using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.BloodHound;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats;

/// <summary>
/// Reads one format and emits observations, nothing else: it resolves nothing, trusts nothing and never throws for what is
/// in a file. To add one: a folder with the importer, its rules, a README and <c>testdata/</c>; one line in <see cref="Importers"/>.
/// </summary>
public interface IImporter
{
    /// <summary>The format's short name, such as <c>nmap</c>; also the <see cref="Source.Format"/> of what it emits.</summary>
    string Format { get; }

    /// <summary>True when the beginning of a file looks like this format. Never by the file's name.</summary>
    /// <param name="head">The beginning of the file, decoded; see <see cref="InputHead"/>.</param>
    bool Recognises(InputHead head);

    /// <summary>Reads a file.</summary>
    /// <param name="input">The file; plain content, archives are already opened.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>
    /// What was understood; null when the file as a whole could not be used, with an error that says why.
    /// </returns>
    Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken);
}

/// <summary>What an importer understood of one document.</summary>
/// <param name="Source">The document.</param>
/// <param name="Observations">
/// What the records understood say, in document order: one for each, or one for several that say the same (<see cref="Observation.Records"/>).
/// </param>
/// <param name="Ignored">Records that hold nothing for a twin, such as a host that is down.</param>
/// <param name="Refused">Records that could not be used; each has a diagnostic.</param>
public sealed record ImportedDocument(Source Source, ImmutableArray<Observation> Observations, int Ignored, int Refused)
{
    /// <summary>Records that were understood.</summary>
    public int Understood => Observations.Sum(observation => observation.Records);

    /// <summary>All records: understood, ignored and refused.</summary>
    public int Received => Understood + Ignored + Refused;

    /// <summary>
    /// What the document says of a directory, from which more follows when other files of its collection are known; null for a document
    /// that stands for itself.
    /// </summary>
    public DirectoryFragment? Directory { get; init; }
}
