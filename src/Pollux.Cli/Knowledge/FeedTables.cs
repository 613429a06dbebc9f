using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Formats.KnowledgeStores;
using Spectre.Console;

namespace Pollux.Cli.Knowledge;

/// <summary>The feeds of the store with their age, for people and for programs.</summary>
internal static class FeedTables
{
    /// <summary>Writes a table, and what to do about feeds that are missing or old.</summary>
    public static void Write(TextWriter writer, ImmutableArray<FeedState> feeds, DateTimeOffset now)
    {
        Table table = Tables
            .Create("Feed", "Edition", "Documents", "Records", "Date", "Age", "State")
            .AlignRight(2, 3, 5);
        foreach (FeedState feed in feeds)
        {
            table.AddTexts(
                feed.Feed.Title,
                feed.Edition,
                feed.Documents.ToString("N0", CultureInfo.InvariantCulture),
                feed.Records.ToString("N0", CultureInfo.InvariantCulture),
                feed.At is { } at ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : feed.IsMissing ? ""
                    : "unknown",
                feed.AgeDays(now) is { } days ? $"{days.ToString("0", CultureInfo.InvariantCulture)} d" : "",
                StateOf(feed, now)
            );
        }

        writer.WriteTable(table);
        foreach (FeedState feed in feeds.Where(feed => feed.IsMissing || feed.IsStale(now)))
        {
            writer.WriteParagraph(
                "",
                feed.IsMissing
                    ? $"{feed.Feed.Title} is missing: without it nobody knows {feed.Feed.Use}. Get it from {feed.Feed.From}, then: pollux knowledge update --from FILE"
                    : $"{feed.Feed.Title} is older than {feed.Feed.FreshDays} days. Get a newer file from {feed.Feed.From}."
            );
        }
    }

    /// <summary>Writes the array <c>feeds</c>.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<FeedState> feeds, DateTimeOffset now)
    {
        json.WriteStartArray("feeds");
        foreach (FeedState feed in feeds)
        {
            json.WriteStartObject();
            json.WriteString("feed", feed.Feed.Key);
            json.WriteString("title", feed.Feed.Title);
            json.WriteString("edition", feed.Edition);
            json.WriteNumber("documents", feed.Documents);
            json.WriteNumber("records", feed.Records);
            if (feed.At is { } at)
            {
                json.WriteString("at", at);
                json.WriteNumber("ageDays", Math.Round(feed.AgeDays(now)!.Value, 2));
            }

            json.WriteString("state", StateOf(feed, now));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string StateOf(FeedState feed, DateTimeOffset now) =>
        feed.IsMissing ? "missing"
        : feed.At is null ? "age unknown"
        : feed.IsStale(now) ? "old"
        : "fresh";
}
