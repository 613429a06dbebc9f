namespace Pollux.Twin.Observations;

/// <summary>A document or feed that says something about the site: where observations come from.</summary>
/// <param name="Format">The format's short name, such as <c>nmap</c> or <c>cyclonedx</c>.</param>
/// <param name="Document">
/// What the document is, stable over its editions: a scan's command line and start, a BOM's serial number, an advisory's id.
/// Taken from the content, never from the file name, so that a renamed copy is the same document.
/// </param>
/// <param name="Edition">Which edition of the document: a version, a release date or a start time; compared by <see cref="At"/>.</param>
/// <param name="At">When it was true, as the document says; null when it does not say (its age is then unknown).</param>
/// <param name="IsComplete">
/// True when an edition says everything the document has to say, so that a newer edition replaces all that an older one said
/// (a site description, a BOM, an advisory); false when each edition only adds (a scan of part of a network).
/// </param>
public sealed record Source(string Format, string Document, string Edition, DateTimeOffset? At, bool IsComplete)
{
    /// <summary>What makes two editions the same document: format and document.</summary>
    public string DocumentKey => $"{Format}:{Document}";

    /// <summary>What makes two readings the same edition.</summary>
    public string Key => $"{Format}:{Document}@{Edition}";
}
