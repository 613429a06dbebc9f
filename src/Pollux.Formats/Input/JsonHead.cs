using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Pollux.Formats.Input;

/// <summary>Looks at the beginning of a JSON text, which may stop anywhere.</summary>
internal static class JsonHead
{
    /// <summary>The names of the outermost object, as far as the text goes; see <see cref="InputHead.JsonNames"/>.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Names(string text)
    {
        ImmutableArray<KeyValuePair<string, string>>.Builder names = ImmutableArray.CreateBuilder<
            KeyValuePair<string, string>
        >();
        byte[] bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        Utf8JsonReader reader = new(bytes, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = 512 }));
        string? name = null;
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = reader.GetString();
                    names.Add(new(name!, ""));
                }
                else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.String && name is not null)
                {
                    names[^1] = new(name, reader.GetString()!);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What came before the fault is enough to recognise a format; its importer reports the fault.
        }

        return names.ToImmutable();
    }
}
