using System.Collections.Immutable;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>One statement held against one product, before statements are weighed against each other.</summary>
internal sealed record Finding(
    ProductHit Hit,
    Sourced<ProductStatement> Statement,
    MatchStatus Status,
    double Confidence,
    int Specificity,
    string Reason
)
{
    private bool Clears => Status is MatchStatus.NotAffected or MatchStatus.Fixed;

    /// <summary>What a statement says of the product; null when it says nothing of this version.</summary>
    public static Finding? Of(
        TwinProduct product,
        ProductHit hit,
        VersionJudgement judgement,
        CriterionStatement said,
        Surroundings surroundings
    )
    {
        Sourced<ProductStatement> statement = said.Said;
        if (said.Use is { } use)
        {
            judgement = ConfigurationJudgement.Of(product.AssetId, use, hit.Criterion, judgement, surroundings);
        }

        if (judgement.Answer == Containment.NotContained)
        {
            return null;
        }

        bool certain = judgement.Answer == Containment.Contained && !hit.IsBroader;
        MatchStatus? status = (statement.Value.Status, certain) switch
        {
            (ProductStatus.Affected, true) => MatchStatus.Affected,
            (ProductStatus.Affected, false) => MatchStatus.PossiblyAffected,
            (ProductStatus.NotAffected, true) => MatchStatus.NotAffected,
            (ProductStatus.Fixed, true) => MatchStatus.Fixed,
            (ProductStatus.UnderInvestigation, _) => MatchStatus.UnderInvestigation,
            // Whether it clears this version is not known, so it clears nothing.
            _ => null,
        };
        if (status is null)
        {
            return null;
        }

        double confidence =
            hit.Confidence
            * judgement.Factor
            * product.Certainty
            * Math.Clamp(statement.Record.Confidence, 0, 1)
            * (status == MatchStatus.UnderInvestigation ? MatchConfidence.UnderInvestigation : 1);
        return new Finding(
            hit,
            statement,
            status.Value,
            Math.Round(confidence, 4),
            (hit.Specificity * 10) + judgement.Specificity,
            $"{hit.Reason} {judgement.Reason}"
        );
    }

    /// <summary>The finding that stands, with what it outweighs.</summary>
    public static VulnerabilityMatch Weigh(TwinProduct product, ImmutableArray<Finding> findings)
    {
        ImmutableArray<Finding> ranked =
        [
            .. findings
                .OrderByDescending(finding => finding.Specificity)
                // Of equally exact statements the one that clears stands first.
                .ThenByDescending(finding => finding.Clears)
                .ThenBy(finding => finding.Status)
                .ThenByDescending(finding => finding.Confidence)
                .ThenByDescending(finding => finding.Statement.Record.At ?? DateTimeOffset.MinValue)
                .ThenBy(finding => finding.Statement.Value.Advisory, StringComparer.Ordinal)
                .ThenBy(finding => finding.Statement.Record.Record, StringComparer.Ordinal),
        ];
        Finding best = ranked[0];
        ProductStatement statement = best.Statement.Value;
        return new VulnerabilityMatch(
            product.AssetId,
            statement.Vulnerability,
            best.Hit.Rule,
            best.Reason,
            best.Confidence,
            best.Status,
            statement.Justification,
            statement.Remediation,
            statement.Advisory,
            best.Statement.Record,
            [
                .. ranked
                    .Where(finding => finding.Clears != best.Clears)
                    .Select(finding =>
                        $"{finding.Statement.Value.Advisory} says {Words(finding.Status)}, less exactly or not more: {finding.Reason}"
                    )
                    .Distinct(StringComparer.Ordinal),
            ]
        );
    }

    private static string Words(MatchStatus status) =>
        status switch
        {
            MatchStatus.Affected => "affected",
            MatchStatus.PossiblyAffected => "possibly affected",
            MatchStatus.NotAffected => "not affected",
            MatchStatus.Fixed => "fixed",
            _ => "under investigation",
        };
}
