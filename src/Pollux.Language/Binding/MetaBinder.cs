using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Binds <c>key info: "text"</c> lines of one owner.</summary>
internal static class MetaBinder
{
    public static ImmutableSortedDictionary<string, string> Bind(
        IEnumerable<Placed<MetaSyntax>> lines,
        string owner,
        BindingContext context
    )
    {
        ImmutableSortedDictionary<string, string>.Builder meta = ImmutableSortedDictionary.CreateBuilder<
            string,
            string
        >(StringComparer.Ordinal);
        Dictionary<string, Placed<MetaSyntax>> firsts = new(StringComparer.Ordinal);
        foreach (Placed<MetaSyntax> line in lines)
        {
            string key = line.Node.Key.Text;
            if (firsts.TryAdd(key, line))
            {
                meta.Add(key, line.Node.Value.Text);
                continue;
            }

            SourceLocation place = line.At(line.Node.Span);
            string where = BindingContext.Where(firsts[key].At(firsts[key].Node.Span), place);
            context.Report(
                BindingRules.DuplicateMeta,
                place with
                {
                    Length = line.Node.Key.Span.Length,
                },
                $"The info '{key}' of {owner} is given before, at {where}."
            );
        }

        return meta.ToImmutable();
    }
}
