namespace Pollux.Knowledge.Versions;

/// <summary>A version in the form that its scheme compares. Keys of one scheme have a total order.</summary>
internal abstract class VersionKey
{
    /// <summary>Orders two keys of the same scheme.</summary>
    public abstract int CompareWith(VersionKey other);

    /// <summary>True when the order of the two means something; only vendors' own styles can fail this.</summary>
    public virtual bool IsComparableTo(VersionKey other) => true;

    /// <summary>True when this version is <paramref name="family"/> or a further part of it, as 2.4.1 is of 2.4.</summary>
    public virtual bool IsWithin(VersionKey family) => CompareWith(family) == 0;
}
