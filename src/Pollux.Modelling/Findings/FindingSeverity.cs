namespace Pollux.Modelling.Findings;

/// <summary>How much a finding matters, from least to most; the words that <c>--fail-on</c> takes, in lower case.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>A gap or a weakness that alone changes little.</summary>
    Low,

    /// <summary>Weakens the site, or makes the answer about it noticeably less sure.</summary>
    Medium,

    /// <summary>Opens a way for an attacker, or leaves out something that the answer depends on.</summary>
    High,

    /// <summary>Can be used by anyone at once.</summary>
    Critical,
}
