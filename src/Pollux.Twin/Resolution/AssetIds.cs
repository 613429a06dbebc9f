using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Resolution;

/// <summary>
/// Gives every thing an id made from what was known when it was first seen: its family of types, its strongest identifier then,
/// and its parent's id. Later sources change none of these, so the id stays.
/// </summary>
internal static class AssetIds
{
    /// <summary>Parents come before children in <paramref name="drafts"/>.</summary>
    public static void Assign(List<AssetDraft> drafts, TypeHierarchy types)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (AssetDraft draft in drafts)
        {
            AssetReference reference = draft.Leader.Reference;
            Identifier identifier = reference.Identifiers.MinBy(candidate => candidate.Kind);
            string text = string.Join(
                '\n',
                draft.Parent?.Id ?? "",
                types.IsEmpty ? "" : types.Family(reference.Type),
                identifier.Kind.ToString(),
                identifier.Value,
                identifier.Scope
            );
            string id = Hash(text);
            for (int attempt = 1; !taken.Add(id); attempt++)
            {
                // The same address in two segments: told apart by the record that brought it.
                string record = $"{draft.Leader.Record.SourceKey}\n{draft.Leader.Record.Record}";
                id = Hash($"{text}\n{record}\n{attempt.ToString(CultureInfo.InvariantCulture)}");
            }

            draft.Id = id;
        }
    }

    private static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
