namespace Pollux.Diagnostics;

/// <summary>
/// What can be wrong, declared once beside the code that raises it, as a static field of a class named <c>*Rules</c>.
/// Every rule is listed in <c>docs/diagnostics.md</c>, and a test refuses two rules of one code.
/// </summary>
/// <param name="Code">The stable code, <c>PLX</c> and four digits. Once published it is never used for anything else.</param>
/// <param name="Severity">How much it matters by default.</param>
/// <param name="Title">What is wrong, in general, as a short sentence without a full stop.</param>
/// <param name="Hint">The next step for the person who reads it, as one sentence.</param>
public sealed record DiagnosticRule(string Code, Severity Severity, string Title, string Hint);
