namespace Pollux.Diagnostics;

/// <summary>How much a diagnostic matters, from least to most.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is lost.</summary>
    Info,

    /// <summary>Something was ignored, assumed or looks wrong; the result is usable and says so.</summary>
    Warning,

    /// <summary>Something could not be used; the part named is missing from the result.</summary>
    Error,
}
