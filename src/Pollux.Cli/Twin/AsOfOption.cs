using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Pollux.Cli.Twin;

/// <summary>A time as of which a twin is looked at: a day (its end, in UTC) or a moment with its offset.</summary>
internal sealed class AsOfOption
{
    private readonly Option<DateTimeOffset?> option;

    /// <summary>Makes <c>--as-of</c>, or another option of the kind.</summary>
    public AsOfOption(string name = "--as-of", string description = "Look at the twin as it was known at this time")
    {
        option = new Option<DateTimeOffset?>(name)
        {
            Description = $"{description}: 2026-11-20, or 2026-11-20T08:00:00Z",
            HelpName = "TIME",
            CustomParser = Read,
        };
    }

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(option);

    /// <summary>The time; null when none was given.</summary>
    public DateTimeOffset? Of(ParseResult parsed) => parsed.GetValue(option);

    private static DateTimeOffset? Read(ArgumentResult argument)
    {
        string text = argument.Tokens[^1].Value;
        if (
            DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateOnly day
            )
        )
        {
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
        }

        bool hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset time))
        {
            return time;
        }

        argument.AddError($"'{text}' is no time such as 2026-11-20 or 2026-11-20T08:00:00Z.");
        return null;
    }
}
