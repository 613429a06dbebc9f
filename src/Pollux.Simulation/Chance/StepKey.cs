namespace Pollux.Simulation.Chance;

/// <summary>
/// The key of a step's random numbers: 64 bits of its full name, so that it survives every change of the model that keeps
/// the name. Two names of one key (chance about 1 in 10^8 for 10^6 steps) would share their numbers, nothing worse.
/// </summary>
public static class StepKey
{
    /// <summary>The key of a name: FNV-1a over its UTF-16 code units.</summary>
    public static ulong OfName(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in name)
        {
            hash = (hash ^ unit) * 1099511628211;
        }

        return hash;
    }

    /// <summary>The key of a step of an asset, from the keys of both names; the finaliser of SplitMix64 mixes them.</summary>
    public static ulong Of(ulong assetKey, ulong stepKey)
    {
        ulong mixed = assetKey + (stepKey * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
