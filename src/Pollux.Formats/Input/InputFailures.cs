using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>Turns what reading throws into what a person is told. What is not a fault of the input or of its disk stays thrown.</summary>
public static class InputFailures
{
    /// <summary>Explains an exception of reading.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The diagnostic; null when the exception is no failure of an input, and should go on.</returns>
    public static Diagnostic? Explain(string name, Exception exception)
    {
        SourceLocation location = new(name);
        return exception switch
        {
            InputLimitException limit => new(InputRules.TooLarge, limit.Message, location),
            UnreadableTextException text => new(
                InputRules.WrongEncoding,
                text.Message,
                location with
                {
                    Line = text.Line,
                    Column = text.Column,
                }
            ),
            InvalidDataException damaged => new(InputRules.DamagedArchive, damaged.Message, location),
            UnauthorizedAccessException or IOException => new(
                InputRules.CannotBeRead,
                $"It cannot be read: {exception.Message}",
                location
            ),
            _ => null,
        };
    }
}

/// <summary>Bytes are not text in the encoding that they should be in; raised while reading, turned into a diagnostic by the caller.</summary>
public sealed class UnreadableTextException(string message, int? line, int? column) : IOException(message)
{
    /// <summary>Line from 1, as far as known.</summary>
    public int? Line { get; } = line;

    /// <summary>Column from 1, as far as known.</summary>
    public int? Column { get; } = column;
}
