using System.Security.Cryptography;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.BloodHound;

/// <summary>
/// Reads collections of an Active Directory: the files of SharpHound and tools like it, versions 4 to 6 of their form, and graphs in
/// BloodHound's OpenGraph form. The record is an object (in OpenGraph a node or an edge). What follows only from several files of a
/// collection is added by <see cref="DirectoryCollections"/>.
/// </summary>
/// <param name="limits">What is read at most; the limits of JSON hold for each object.</param>
public sealed class BloodHoundImporter(InputLimits limits) : IImporter
{
    // Names that objects of a collection have and others do not; the head may end before the first object does.
    private static readonly string[] Words =
    [
        "\"distinguishedname\"",
        "\"domainsid\"",
        "\"PrincipalSID\"",
        "\"ObjectIdentifier\"",
        "\"GPOChanges\"",
        "\"ComputerSID\"",
        "\"collectionMethods\"",
        "\"kind\":\"AZ",
        "\"kind\": \"AZ",
    ];

    /// <summary>With the limits that the commands use.</summary>
    public BloodHoundImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "bloodhound";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => IsGraph(head) || IsCollection(head);

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        ImportedDocument? document = null;
        try
        {
            using ContentHash hash = new(input);
            document = IsGraph(InputHead.Read(input))
                ? new OpenGraphReading(hash, diagnostics, limits).Read(cancellationToken)
                : new SharpHoundReading(hash, diagnostics, limits).Read(cancellationToken);
        }
        catch (JsonException exception)
        {
            JsonRecordReader.Report(exception, diagnostics);
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } problem)
        {
            diagnostics.Add(problem);
        }

        return Task.FromResult(diagnostics.With(document));
    }

    private static bool IsCollection(InputHead head)
    {
        bool isMeta = false;
        foreach (KeyValuePair<string, string> name in head.JsonNames)
        {
            isMeta |= name.Key is "data" or "meta";
        }

        return isMeta
            && (
                Array.Exists(Words, word => head.Text.Contains(word, StringComparison.Ordinal))
                || (Has(head, "\"methods\"") && Has(head, "\"type\""))
            );
    }

    private static bool IsGraph(InputHead head) =>
        head.JsonNames.Any(name => name.Key is "graph")
        && (Has(head, "\"nodes\"") || Has(head, "\"edges\""))
        && (Has(head, "\"kinds\"") || Has(head, "\"match_by\"") || Has(head, "\"metadata\""));

    private static bool Has(InputHead head, string word) => head.Text.Contains(word, StringComparison.Ordinal);
}

/// <summary>The content of an input while it is read, so that an edition can be told from others by what it says.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ContentHash(InputFile input)
    {
        Plain = input;
        Hashed = input with { Open = () => new HashedStream(input.Open(), hash) };
    }

    /// <summary>The input as it is.</summary>
    public InputFile Plain { get; }

    /// <summary>The input; what is read from it counts.</summary>
    public InputFile Hashed { get; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of what was read.</summary>
    public string Short => Convert.ToHexStringLower(hash.GetCurrentHash())[..16];

    public void Dispose() => hash.Dispose();

    private sealed class HashedStream(Stream inner, IncrementalHash hash) : ForwardStream(inner)
    {
        public override int Read(Span<byte> buffer)
        {
            int read = Inner.Read(buffer);
            hash.AppendData(buffer[..read]);
            return read;
        }
    }
}
