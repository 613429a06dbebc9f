using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>
/// A fingerprint of everything about a graph that a simulation depends on: names, kinds and times of the steps, edges, defences. Two
/// graphs of one fingerprint give the same result for the same request.
/// </summary>
public static class GraphDigest
{
    /// <summary>SHA-256 in hexadecimal, lower case.</summary>
    public static string Of(AttackGraph graph)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (AssetType type in graph.Language.Types)
        {
            Add(hash, type.Name);
            foreach (LanguageStep step in type.Steps)
            {
                Add(hash, $"{step.Name} {step.Type} {TextOf(step.Ttc)} {string.Join(' ', step.Tags)}");
            }
        }

        for (int asset = 0; asset < graph.Model.Assets.Length; asset++)
        {
            Add(hash, graph.Model.Assets[asset].Name);
            Add(hash, graph.TypeOf(asset)?.Name ?? "");
        }

        for (int node = 0; node < graph.NodeCount; node++)
        {
            ReadOnlySpan<int> children = graph.ChildrenOf(node);
            Add(hash, children.Length);
            hash.AppendData(MemoryMarshal.AsBytes(children));
            Add(hash, graph.Holds(node) ? 1 : 0);
            double defense = graph.DefenseProbabilityOf(node);
            hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in defense)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string TextOf(TtcExpression? expression) =>
        expression switch
        {
            null => "",
            TtcNumber number => number.Value.ToString("R", CultureInfo.InvariantCulture),
            TtcFunction function =>
                $"{function.Name}({string.Join(',', function.Arguments.IsDefault ? [] : function.Arguments.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))})",
            TtcBinary binary => $"({TextOf(binary.Left)}{(int)binary.Operator}{TextOf(binary.Right)})",
            _ => expression.ToString(),
        };

    private static void Add(IncrementalHash hash, int number) =>
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));

    // The length first, so that two texts are not one longer text.
    private static void Add(IncrementalHash hash, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Add(hash, length);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        hash.AppendData(bytes, 0, Encoding.UTF8.GetBytes(text, bytes));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
