namespace Pollux.Knowledge.Vulnerabilities;

/// <summary>The versions of the Common Vulnerability Scoring System, oldest first.</summary>
public enum CvssVersion
{
    /// <summary>Version 2.0 (FIRST, 2007).</summary>
    V20,

    /// <summary>Version 3.0 (FIRST, 2015).</summary>
    V30,

    /// <summary>Version 3.1 (FIRST, 2019).</summary>
    V31,

    /// <summary>Version 4.0 (FIRST, 2023).</summary>
    V40,
}

/// <summary>The qualitative rating of a score; CVSS v3.1 section 5, v4.0 section 6. Version 2 is rated by the same scale.</summary>
public enum CvssSeverity
{
    /// <summary>0.0.</summary>
    None,

    /// <summary>0.1 to 3.9.</summary>
    Low,

    /// <summary>4.0 to 6.9.</summary>
    Medium,

    /// <summary>7.0 to 8.9.</summary>
    High,

    /// <summary>9.0 to 10.0.</summary>
    Critical,
}
