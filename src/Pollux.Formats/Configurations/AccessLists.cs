using System.Collections.Immutable;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Configurations;

/// <summary>
/// Gathers the entries of access lists, and reads them once the whole configuration is known: objects may stand behind the lists
/// that use them.
/// </summary>
internal sealed class AccessLists(LineAccount account)
{
    private readonly Dictionary<string, Entries> lists = new(StringComparer.Ordinal);

    /// <summary>The names of the lists.</summary>
    public IReadOnlyCollection<string> Names => lists.Keys;

    /// <summary>Says that a list exists, even when no entry follows.</summary>
    public void Define(string list) => Of(list);

    /// <summary>Adds an entry.</summary>
    /// <param name="list">The list.</param>
    /// <param name="line">The line.</param>
    /// <param name="words">The words behind the action.</param>
    /// <param name="action">What it does.</param>
    /// <param name="isStandard">True when it names sources only.</param>
    /// <param name="order">Where it stands when the line says so (a sequence number), else null: behind the others.</param>
    public void Add(
        string list,
        ConfigurationLine line,
        ImmutableArray<string> words,
        FilterAction action,
        bool isStandard,
        int? order = null
    )
    {
        Entries entries = Of(list);
        // As devices number entries: ten behind the last.
        long place = order ?? entries.Last + 10;
        entries.Last = Math.Max(entries.Last, place);
        entries.All.Add(new Entry(place, line, words, action, isStandard));
    }

    /// <summary>True when a list exists and has entries.</summary>
    public bool HasEntries(string list) => lists.TryGetValue(list, out Entries? entries) && entries.All.Count > 0;

    /// <summary>Leaves the entries of a list out, which serves something else than deciding what passes.</summary>
    /// <param name="list">The list.</param>
    /// <param name="lineClass">The class that its lines are counted under.</param>
    public void Ignore(string list, string lineClass)
    {
        if (lists.Remove(list, out Entries? entries))
        {
            entries.All.ForEach(entry => account.Ignore(entry.Line, lineClass));
        }
    }

    /// <summary>Reads the addresses that the entries of a list permit, such as those that are translated; null when one is not understood.</summary>
    public IntervalSet? SourcesOf(string list, AceReader reader)
    {
        IntervalSet permitted = IntervalSet.Empty;
        IntervalSet open = AddressSets.Any;
        foreach (Entry entry in lists[list].All.OrderBy(entry => entry.Order).ThenBy(entry => entry.Line.Number))
        {
            AceReading read = entry.IsStandard ? reader.ReadStandard(entry.Words) : reader.ReadExtended(entry.Words);
            if (read.Ace is not { Conditions.IsEmpty: true } ace)
            {
                return null;
            }

            if (entry.Action == FilterAction.Permit)
            {
                permitted = permitted.Union(ace.Sources.Intersect(open));
            }
            else if (ace.Destinations.Covers(AddressSets.AnyV4))
            {
                open = open.Except(ace.Sources);
            }
        }

        return permitted;
    }

    /// <summary>Reads all entries; those that are not understood are refused.</summary>
    public ImmutableArray<FilterRule> Finish(AceReader reader) => Finish(_ => reader);

    /// <summary>Reads all entries, each list with the reader of its kind; those that are not understood are refused.</summary>
    public ImmutableArray<FilterRule> Finish(Func<string, AceReader> readerOf)
    {
        ImmutableArray<FilterRule>.Builder rules = ImmutableArray.CreateBuilder<FilterRule>();
        foreach ((string list, Entries entries) in lists.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            int order = 0;
            AceReader reader = readerOf(list);
            foreach (Entry entry in entries.All.OrderBy(entry => entry.Order).ThenBy(entry => entry.Line.Number))
            {
                AceReading read = entry.IsStandard
                    ? reader.ReadStandard(entry.Words)
                    : reader.ReadExtended(entry.Words);
                if (read.Ace is not { } ace)
                {
                    account.Refuse(entry.Line, read.Problem);
                    continue;
                }

                account.Understand();
                Report(list, entry, ace, read.Undefined);
                rules.Add(
                    new FilterRule(
                        list,
                        ++order,
                        entry.Action,
                        ace.Sources,
                        ace.Destinations,
                        ace.Services,
                        entry.Line.Number,
                        entry.Line.Short
                    )
                    {
                        Conditions = ace.Conditions,
                        IsActive = ace.IsActive,
                        IsForReplies = ace.IsForReplies,
                    }
                );
            }
        }

        return rules.ToImmutable();
    }

    private void Report(string list, Entry entry, Ace ace, string? undefined)
    {
        if (undefined is not null)
        {
            account.Diagnostics.Add(
                ConfigurationRules.UndefinedName,
                $"The rule of '{Input.Excerpt.Of(list)}' uses '{Input.Excerpt.Of(undefined)}', which is not defined; what it fits is not known.",
                entry.Line.Number
            );
        }
        else if (!ace.Conditions.IsEmpty)
        {
            account.Diagnostics.Add(
                ConfigurationRules.Conditional,
                $"The rule of '{Input.Excerpt.Of(list)}' fits only where this holds: {Input.Excerpt.Of(string.Join("; ", ace.Conditions))}.",
                entry.Line.Number
            );
        }
    }

    private Entries Of(string list)
    {
        if (!lists.TryGetValue(list, out Entries? entries))
        {
            lists.Add(list, entries = new Entries());
        }

        return entries;
    }

    private sealed class Entries
    {
        public List<Entry> All { get; } = [];

        public long Last { get; set; }
    }

    private sealed record Entry(
        long Order,
        ConfigurationLine Line,
        ImmutableArray<string> Words,
        FilterAction Action,
        bool IsStandard
    );
}
