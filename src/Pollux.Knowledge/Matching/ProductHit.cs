namespace Pollux.Knowledge.Matching;

/// <summary>A product of the twin and a criterion that means it, versions aside.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Confidence">That it is the product, 0 to 1.</param>
/// <param name="IsBroader">True when the twin's name is too broad to tell the product from its siblings.</param>
/// <param name="Specificity">How exactly the product is named; a higher one outweighs.</param>
/// <param name="Explain">Makes <see cref="Reason"/>; most hits are never asked.</param>
internal sealed record ProductHit(
    ProductCriterion Criterion,
    MatchRule Rule,
    double Confidence,
    bool IsBroader,
    int Specificity,
    Func<string> Explain
)
{
    private string? reason;

    /// <summary>The fields compared, as one sentence.</summary>
    public string Reason => reason ??= Explain();
}
