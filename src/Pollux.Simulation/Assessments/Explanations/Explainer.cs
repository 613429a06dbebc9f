using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pollux.Simulation.Assessments.Explanations;

/// <summary>Opens every figure of an assessment to how it was made.</summary>
public sealed class Explainer
{
    private readonly Assessment assessment;
    private readonly AssessmentInput input;
    private readonly ImmutableArray<string> command;

    /// <summary>Explains the figures of an assessment.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="input">What it was made from.</param>
    /// <param name="command">The command that makes it again, without what it is to explain.</param>
    public Explainer(Assessment assessment, AssessmentInput input, string command)
    {
        this.assessment = assessment;
        this.input = input;
        this.command = [command];
        Figures = Find();
    }

    /// <summary>Every figure, kind by kind.</summary>
    public ImmutableArray<Explanation> Figures { get; }

    internal static ImmutableArray<FigureRule> Rules { get; } =
    [
        .. RunFigures.Rules,
        .. JewelFigures.Rules,
        .. RiskFigures.Rules,
        .. MitigationFigures.Rules,
        .. SensitivityFigures.Rules,
        .. UncertaintyFigures.Rules,
        .. ZoneFigures.Rules,
    ];

    /// <summary>The figure of an id, or null.</summary>
    public Explanation? Of(string id) =>
        Figures.FirstOrDefault(figure => string.Equals(figure.Id, id.Trim(), StringComparison.OrdinalIgnoreCase));

    private ImmutableArray<Explanation> Find()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            AssessmentJson.Write(writer, assessment);
        }

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        ImmutableArray<Explanation>.Builder figures = ImmutableArray.CreateBuilder<Explanation>();
        foreach (FigureRule rule in Rules)
        {
            string[] parts = rule.Pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
            foreach (ImmutableArray<int> at in Places(document.RootElement, parts, []))
            {
                figures.Add(Explain(rule, at));
            }
        }

        return figures.ToImmutable();
    }

    // Where a pattern fits: the positions that its stars take.
    private static IEnumerable<ImmutableArray<int>> Places(
        JsonElement element,
        ReadOnlyMemory<string> rest,
        ImmutableArray<int> at
    )
    {
        if (rest.IsEmpty)
        {
            yield return at;
        }
        else if (rest.Span[0] == "*" && element.ValueKind == JsonValueKind.Array)
        {
            for (int index = 0; index < element.GetArrayLength(); index++)
            {
                foreach (ImmutableArray<int> place in Places(element[index], rest[1..], at.Add(index)))
                {
                    yield return place;
                }
            }
        }
        else if (
            element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(rest.Span[0], out JsonElement inner)
            // Nothing known is a figure too where it stands for one, such as a time beyond the horizon.
            && (rest.Length == 1 || inner.ValueKind != JsonValueKind.Null)
        )
        {
            foreach (ImmutableArray<int> place in Places(inner, rest[1..], at))
            {
                yield return place;
            }
        }
    }

    private Explanation Explain(FigureRule rule, ImmutableArray<int> at)
    {
        FigureScope scope = new(assessment, input, at);
        FigureAccount account = rule.Make(scope);
        object[] numbers = [.. at.Select(index => (object)(index + 1))];
        int star = 0;
        string pointer = string.Join(
            '/',
            rule.Pattern.Split('/')
                .Select(part => part == "*" ? at[star++].ToString(CultureInfo.InvariantCulture) : part)
        );
        return new Explanation(
            string.Format(CultureInfo.InvariantCulture, rule.Id, numbers),
            pointer,
            account.Words,
            account.Value,
            account.Meaning,
            account.Formula,
            account.Inputs,
            [.. account.RestsOn, .. scope.TwinInWords()],
            account.Assumptions,
            account.Changes,
            [.. command, .. scope.RunInWords()]
        );
    }
}
