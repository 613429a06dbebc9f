using System.Collections.Immutable;
using System.Text;
using Pollux.Formats.Configurations;

namespace Pollux.Formats.FortiOs;

/// <summary>One entry of a section: what stands between <c>edit</c> and <c>next</c>, or in a section without entries.</summary>
internal sealed class FortiObject(string name, ConfigurationLine line)
{
    private readonly Dictionary<string, FortiField> fields = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public ConfigurationLine Line { get; } = line;

    public IEnumerable<FortiField> Fields => fields.Values;

    /// <summary>The words of a setting; empty when it is not said.</summary>
    public ImmutableArray<string> this[string key] =>
        fields.TryGetValue(key, out FortiField? field) ? [.. field.Values] : [];

    /// <summary>The first word of a setting; null when it is not said.</summary>
    public string? One(string key) => this[key] is [var first, ..] ? first : null;

    public bool IsEnabled(string key) => One(key) == "enable";

    /// <summary>Adds a line; what an earlier one said is forgotten unless it is added to.</summary>
    public void Set(string key, ConfigurationLine line, ImmutableArray<string> values, bool isAdded)
    {
        if (!fields.TryGetValue(key, out FortiField? field))
        {
            fields.Add(key, field = new FortiField());
        }

        if (!isAdded)
        {
            field.Values.Clear();
        }

        field.Values.AddRange(values);
        field.Lines.Add(line);
    }

    /// <summary>Says that a setting is not understood.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="why">A clause that says what is not understood.</param>
    public void Fail(string key, string why)
    {
        if (fields.TryGetValue(key, out FortiField? field))
        {
            field.Problem ??= why;
        }
    }

    /// <summary>Takes account of all lines, once they have been read.</summary>
    public void Account(LineAccount account)
    {
        foreach (FortiField field in fields.Values)
        {
            foreach (ConfigurationLine read in field.Lines)
            {
                if (field.Problem is null)
                {
                    account.Understand();
                }
                else
                {
                    account.Refuse(read, field.Problem);
                }
            }
        }
    }

    /// <summary>The words of a line; quotes hold words together and may stay open to the next line.</summary>
    public static ImmutableArray<string> Split(string text, out bool isOpen)
    {
        ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
        StringBuilder word = new();
        bool isWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char next = text[i];
            if (next == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                isWord = true;
            }
            else if (quote == '\0' ? next is '"' or '\'' : next == quote)
            {
                quote = quote == '\0' ? next : '\0';
                isWord = true;
            }
            else if (next is ' ' or '\t' && quote == '\0')
            {
                Close();
            }
            else
            {
                word.Append(next);
                isWord = true;
            }
        }

        Close();
        isOpen = quote != '\0';
        return words.ToImmutable();

        void Close()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }

    /// <summary>True when a text that began on an earlier line ends on this one.</summary>
    public static bool Closes(string text)
    {
        int quotes = 0;
        for (int i = 0; i < text.Length; i++)
        {
            i += text[i] == '\\' ? 1 : 0;
            quotes += i < text.Length && text[i] == '"' ? 1 : 0;
        }

        return quotes % 2 == 1;
    }
}

/// <summary>One setting.</summary>
internal sealed class FortiField
{
    public List<string> Values { get; } = [];

    public List<ConfigurationLine> Lines { get; } = [];

    public string? Problem { get; set; }
}
