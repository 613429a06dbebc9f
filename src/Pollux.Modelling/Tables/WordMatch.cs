namespace Pollux.Modelling.Tables;

/// <summary>Finds a pattern of a table in a text.</summary>
internal static class WordMatch
{
    /// <summary>
    /// True when the text contains the pattern without regard to case and not inside a longer word: <c>plc</c> is in
    /// <c>plc-intake</c> and <c>PLC 3</c>, not in <c>replcat</c>. A digit may follow: <c>hmi</c> is in <c>hmi2</c>. With
    /// a <c>*</c> at its end the pattern is the beginning of a word: <c>6ES7*</c> is in <c>6ES7214-1AG40</c>.
    /// </summary>
    public static bool Contains(string text, string pattern)
    {
        bool isBeginning = pattern.EndsWith('*');
        string wanted = isBeginning ? pattern[..^1] : pattern;
        if (wanted.Length == 0)
        {
            return false;
        }

        for (
            int at = text.IndexOf(wanted, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(wanted, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            int end = at + wanted.Length;
            bool beginsWord = at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(wanted[0]);
            bool endsWord = end == text.Length || !char.IsLetter(text[end]) || !char.IsLetterOrDigit(wanted[^1]);
            if (beginsWord && (isBeginning || endsWord))
            {
                return true;
            }
        }

        return false;
    }
}
