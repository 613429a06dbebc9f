using System.Runtime.CompilerServices;

namespace Pollux.Simulation.Chance;

/// <summary>
/// The counter-based generator Philox4x32-10: the same counter and key always give the same 128 bits, so a draw depends on
/// nothing but what it is for. Source: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.
/// </summary>
public static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Ten rounds over a counter.</summary>
    /// <param name="low">Counter words 0 (low half) and 1.</param>
    /// <param name="high">Counter words 2 (low half) and 3.</param>
    /// <param name="key">Key words 0 (low half) and 1.</param>
    /// <returns>Output words 0 and 1, and 2 and 3, packed like the counter.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong Low, ulong High) Block(ulong low, ulong high, ulong key)
    {
        uint c0 = (uint)low;
        uint c1 = (uint)(low >> 32);
        uint c2 = (uint)high;
        uint c3 = (uint)(high >> 32);
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
    }
}
