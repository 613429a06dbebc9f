using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pollux.Formats.Traffic;

/// <summary>Values by short texts, found by the bytes that a file has, without making a text of them.</summary>
internal sealed class Utf8Names<TValue>
{
    private readonly Dictionary<string, TValue> values;
    private readonly Dictionary<string, TValue>.AlternateLookup<ReadOnlySpan<byte>> byBytes;

    public Utf8Names()
    {
        values = new Dictionary<string, TValue>(Comparer.Instance);
        byBytes = values.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => values.Count;

    public void Add(ReadOnlySpan<byte> name, TValue value) => byBytes[name] = value;

    public void Add(string name, TValue value) => values[name] = value;

    public bool TryGet(ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out TValue value) =>
        byBytes.TryGetValue(name, out value);

    // Latin-1: every byte has its own character, so that bytes that are no text stay different too.
    private sealed class Comparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public static readonly Comparer Instance = new();

        public string Create(ReadOnlySpan<byte> alternate) => Encoding.Latin1.GetString(alternate);

        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public bool Equals(ReadOnlySpan<byte> alternate, string other)
        {
            if (alternate.Length != other.Length)
            {
                return false;
            }

            for (int index = 0; index < alternate.Length; index++)
            {
                if (alternate[index] != other[index])
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(string obj)
        {
            uint hash = 2_166_136_261;
            foreach (char here in obj)
            {
                hash = (hash ^ (byte)here) * 16_777_619;
            }

            return (int)hash;
        }

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            uint hash = 2_166_136_261;
            foreach (byte here in alternate)
            {
                hash = (hash ^ here) * 16_777_619;
            }

            return (int)hash;
        }
    }
}
