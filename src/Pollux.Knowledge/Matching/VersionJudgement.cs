using Pollux.Knowledge.Versions;

namespace Pollux.Knowledge.Matching;

/// <summary>Whether the twin's version is among those that a criterion means, and why.</summary>
/// <param name="Answer">Contained, not contained or unknown.</param>
/// <param name="Factor">How much the confidence suffers, 0 to 1.</param>
/// <param name="Specificity">3 one version, 2 a range, 1 all versions, 0 not known.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record VersionJudgement(Containment Answer, double Factor, int Specificity, string Reason)
{
    public static VersionJudgement Of(TwinProduct product, ProductCriterion criterion)
    {
        if (OutsideFamily(product, criterion) is { } outside)
        {
            return outside;
        }

        if (criterion.Versions is null)
        {
            return Unknown("The source does not say which versions it means.");
        }

        if (criterion.LiteralVersion is { } literal && product.VersionText is { } text)
        {
            if (string.Equals(literal, text, StringComparison.OrdinalIgnoreCase))
            {
                return new(Containment.Contained, 1, 3, $"Version '{text}' is the one meant.");
            }

            // What cannot be read is another version when it is one word; a banner goes on behind a space.
            bool other = criterion.Range is null || product.Version(VersionScheme.Vendor) is null;
            if (other && !text.Trim().Contains(' ', StringComparison.Ordinal))
            {
                return new(Containment.NotContained, 1, 3, $"Version '{text}' is not '{literal}'.");
            }
        }

        if (criterion.Range is not { } range)
        {
            return Unknown($"The versions '{criterion.Versions}' are not understood.");
        }

        if (range.IsAll)
        {
            return WithCondition(
                new(Containment.Contained, 1, 1, $"All versions are meant ('{criterion.Versions}')."),
                range.Condition
            );
        }

        ProductVersion? version = product.Version(range.Scheme);
        if (version is null && criterion.VendorRange is { } vendorRange)
        {
            range = vendorRange;
            version = product.Version(range.Scheme);
        }

        string shown = product.VersionText ?? "";
        if (version is null)
        {
            return Unknown(
                product.VersionText is null
                    ? $"The twin does not know the version; meant are '{criterion.Versions}'."
                    : $"The twin's version '{shown}' cannot be read; meant are '{criterion.Versions}'."
            );
        }

        return Judge(product, range, version, shown);
    }

    private static VersionJudgement Judge(TwinProduct product, VersionRange range, ProductVersion version, string shown)
    {
        Containment answer = range.Contains(version);
        string sentence = answer switch
        {
            Containment.Contained => $"Version '{shown}' is among '{range.Text}'.",
            Containment.NotContained => $"Version '{shown}' is not among '{range.Text}'.",
            _ => $"Whether version '{shown}' is among '{range.Text}' cannot be told.",
        };
        bool backported = range.Scheme == VersionScheme.Vendor && product.VersionRest.Length > 0;
        if (answer == Containment.Contained && backported)
        {
            sentence += $" It goes on with '{product.VersionRest}', so a distribution may have mended it.";
        }

        double factor =
            answer == Containment.Unknown ? MatchConfidence.VersionUnknown
            : backported ? MatchConfidence.MaybeBackported
            : 1;
        int specificity =
            answer == Containment.Unknown ? 0
            : range.IsExact ? 3
            : 2;
        return WithCondition(new(answer, factor, specificity, sentence), range.Condition);
    }

    private static VersionJudgement? OutsideFamily(TwinProduct product, ProductCriterion criterion)
    {
        bool outside =
            criterion.Family is { } family
            && product.Version(VersionScheme.Vendor) is { } version
            && family.Contains(version) == Containment.NotContained;
        return outside
            ? new(
                Containment.NotContained,
                1,
                2,
                $"The advisory's product is version {criterion.Name.VersionHint} by its name, the twin's is '{product.VersionText}'."
            )
            : null;
    }

    private static VersionJudgement WithCondition(VersionJudgement judgement, string? condition) =>
        condition is null || judgement.Answer == Containment.NotContained
            ? judgement
            : new(
                Containment.Unknown,
                judgement.Factor * MatchConfidence.ConditionOpen,
                judgement.Specificity,
                $"{judgement.Reason} It holds only under a condition that the twin does not know: '{condition}'."
            );

    private static VersionJudgement Unknown(string reason) =>
        new(Containment.Unknown, MatchConfidence.VersionUnknown, 0, reason);
}
