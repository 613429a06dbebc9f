namespace Pollux.Knowledge.Versions;

/// <summary>How the versions of a product are ordered.</summary>
public enum VersionScheme
{
    /// <summary>
    /// As vendors write them: <c>V3.1 SP2</c>, <c>V17 Update 4</c>, <c>1.00A</c>, <c>B.02</c>, <c>8.2p1</c>. Where the order of two
    /// such versions is not known, it is said so.
    /// </summary>
    Vendor,

    /// <summary>Semantic Versioning 2.0.0; npm, Cargo, Go.</summary>
    Semantic,

    /// <summary>Maven's version order (POM reference, "Version Order Specification").</summary>
    Maven,

    /// <summary>Debian's (Debian policy 5.6.12; deb-version(7)).</summary>
    Debian,

    /// <summary>RPM's (rpm-version(7)).</summary>
    Rpm,

    /// <summary>Python's (PEP 440).</summary>
    Python,
}

/// <summary>Which scheme an ecosystem uses.</summary>
public static class VersionSchemes
{
    /// <summary>The scheme of a purl type or of a <c>vers:</c> range's type; vendor style where no other is known.</summary>
    public static VersionScheme OfEcosystem(string type) =>
        type.Trim().ToUpperInvariant() switch
        {
            "NPM" or "CARGO" or "GOLANG" or "SEMVER" or "HEX" or "PUB" or "SWIFT" => VersionScheme.Semantic,
            "MAVEN" => VersionScheme.Maven,
            "DEB" => VersionScheme.Debian,
            "RPM" => VersionScheme.Rpm,
            "PYPI" => VersionScheme.Python,
            _ => VersionScheme.Vendor,
        };
}
