using System.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Formats.AttackGraphs;

/// <summary>The words that attack graph files use.</summary>
internal static class AttackGraphWords
{
    /// <summary>The word for a kind of step.</summary>
    public static string Of(StepType type) =>
        type switch
        {
            StepType.Or => "or",
            StepType.And => "and",
            StepType.Defense => "defense",
            StepType.Exist => "exist",
            StepType.NotExist => "notExist",
            _ => throw new UnreachableException(),
        };
}
