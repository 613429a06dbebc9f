namespace Pollux.Formats.Input;

/// <summary>One readable input: a file, or an entry of an archive, already unpacked on reading and bounded.</summary>
/// <param name="Name">As the user named it; <c>archive.zip!folder/entry.json</c> for an entry of an archive.</param>
/// <param name="Open">Opens its content from the start; the stream throws <see cref="InputLimitException"/> past the limits.</param>
public sealed record InputFile(string Name, Func<Stream> Open)
{
    /// <summary>An input held in memory; for tests and for content that came over the network.</summary>
    public static InputFile FromBytes(string name, byte[] content) =>
        new(name, () => new MemoryStream(content, writable: false));
}

/// <summary>The beginning of an input, for recognition.</summary>
/// <param name="Name">The input's name, for messages only.</param>
/// <param name="Text">Up to 8 192 characters from the start, decoded by byte order mark, else as UTF-8 with replacement.</param>
/// <param name="RootName">The local name of the root element when it is XML, else null.</param>
/// <param name="RootNamespace">The namespace of the root element when it is XML, else null.</param>
public sealed record InputHead(string Name, string Text, string? RootName, string? RootNamespace);

/// <summary>An input is larger than a limit allows; raised while reading, turned into a diagnostic by the caller.</summary>
public sealed class InputLimitException(string message) : IOException(message);
