using System.Collections.Immutable;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// Whether a configuration holds for one of its vulnerable products, with all of AND, OR, negate and what must only be there too.
/// Three answers: what the twin does not know stays open and is named.
/// </summary>
internal static class ConfigurationJudgement
{
    private const int MostNames = 3;

    /// <summary>The judgement of the product's version, after the rest of the configuration.</summary>
    /// <param name="assetId">The product's asset.</param>
    /// <param name="use">The product's place in the configuration.</param>
    /// <param name="criterion">The criterion that means the product.</param>
    /// <param name="judgement">The judgement of the product and version alone.</param>
    /// <param name="surroundings">What stands beside it.</param>
    public static VersionJudgement Of(
        string assetId,
        ConfigurationUse use,
        ProductCriterion criterion,
        VersionJudgement judgement,
        Surroundings surroundings
    )
    {
        if (use.Configuration.IsSimple)
        {
            return judgement;
        }

        List<string> reasons = [];
        Containment Present(ProductCriterion asked)
        {
            Presence found = surroundings.Find(assetId, asked);
            if (found is { Answer: Containment.Contained, By: { } by })
            {
                reasons.Add($"'{asked.Pattern.Name}' is there, as '{by}'.");
            }

            return found.Answer;
        }

        Containment own =
            use.Node.Operator == ConfigurationOperator.Or
                ? judgement.Answer
                : All([judgement.Answer, .. use.Node.Criteria.Where(other => other != criterion).Select(Present)]);
        Containment answer = Negated(own, use.Node.Negate);
        if (use.Configuration.Operator == ConfigurationOperator.And)
        {
            foreach (ReadNode node in use.Configuration.Nodes.Where(node => !ReferenceEquals(node, use.Node)))
            {
                ImmutableArray<Containment> parts = [.. node.Criteria.Select(Present)];
                Containment found = Negated(
                    node.Operator == ConfigurationOperator.Or ? parts.Max() : All(parts),
                    node.Negate
                );
                if (found == Containment.Unknown)
                {
                    reasons.Add(
                        $"It holds only {(node.Negate ? "without" : "together with")} {Names(node)}; whether that is there is not known."
                    );
                }

                answer = All([answer, found]);
            }
        }

        answer = Negated(answer, use.Configuration.Negate);
        return judgement with
        {
            Answer = answer,
            Factor =
                answer == Containment.Unknown && judgement.Answer == Containment.Contained
                    ? judgement.Factor * MatchConfidence.ConditionOpen
                    : judgement.Factor,
            Reason = string.Join(' ', [judgement.Reason, .. reasons.Distinct(StringComparer.Ordinal)]),
        };
    }

    private static Containment All(ImmutableArray<Containment> parts) => parts.Min();

    private static Containment Negated(Containment answer, bool negate) =>
        (negate, answer) switch
        {
            (true, Containment.Contained) => Containment.NotContained,
            (true, Containment.NotContained) => Containment.Contained,
            _ => answer,
        };

    private static string Names(ReadNode node)
    {
        string[] names = [.. node.Criteria.Select(asked => $"'{asked.Pattern.Name}'").Distinct(StringComparer.Ordinal)];
        string word = node.Operator == ConfigurationOperator.Or ? " or " : " and ";
        string more = names.Length > MostNames ? $"{word}{names.Length - MostNames} more" : "";
        return string.Join(word, names.Take(MostNames)) + more;
    }
}
