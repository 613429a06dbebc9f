using System.Collections.Immutable;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Knowledge.Countermeasures;

namespace Pollux.Formats.D3fend;

/// <summary>What was read of D3FEND. The record is a named subject of the ontology.</summary>
/// <param name="Catalogue">The countermeasures.</param>
/// <param name="Understood">Subjects that are in it: countermeasures, and techniques that one of them works on.</param>
/// <param name="Ignored">All others: artifacts, references, properties.</param>
public sealed record D3fendReading(CountermeasureCatalogue Catalogue, int Understood, int Ignored);

/// <summary>Reads MITRE D3FEND's ontology in Turtle.</summary>
/// <param name="limits">What is read at most.</param>
public sealed class D3fendReader(InputLimits limits)
{
    private const int MaximumTriples = 2_000_000;
    private const int LongestName = 200;

    /// <summary>True when the beginning of a file looks like D3FEND in Turtle.</summary>
    public static bool Recognises(InputHead head) =>
        head.Text.Contains("@prefix", StringComparison.Ordinal)
        && head.Text.Contains("d3fend.mitre.org/ontologies/d3fend.owl", StringComparison.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <returns>What it holds; null when it cannot be used, with an error.</returns>
    public Diagnosed<D3fendReading> Read(InputFile input, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        TurtleReader? reader = null;
        try
        {
            string text = Encoding.UTF8.GetString(UntrustedJson.ReadAll(input, limits.JsonBytes, cancellationToken));
            reader = new TurtleReader(text, limits.Depth, MaximumTriples);
            return diagnostics.With(new Ontology(reader.Read(cancellationToken)).ToReading());
        }
        catch (TurtleException exception)
        {
            diagnostics.Add(D3fendRules.Malformed, exception.Message, reader!.Line);
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } problem)
        {
            diagnostics.Add(problem);
        }

        return diagnostics.With<D3fendReading>(null);
    }

    private sealed class Ontology
    {
        private const string Artifact = ":DigitalArtifact";
        private const string Enables = ":enables";

        private readonly HashSet<string> subjects = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> labels = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, string> measures = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, string> techniques = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<string>> parents = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> restrictedVerb = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> restrictedTo = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> tactics = new(StringComparer.Ordinal);

        public Ontology(List<Triple> triples)
        {
            foreach (Triple triple in triples)
            {
                Keep(triple);
            }
        }

        public D3fendReading ToReading()
        {
            ILookup<string, (string Technique, string Touched)> touchedBy = techniques
                .Keys.SelectMany(technique =>
                    Touched(technique).Select(touch => (Technique: technique, Touched: touch.Artifact))
                )
                .SelectMany(pair => Above(pair.Touched).Select(kind => (Kind: kind, pair.Technique, pair.Touched)))
                .ToLookup(row => row.Kind, row => (row.Technique, row.Touched), StringComparer.Ordinal);
            Countermeasure[] items = [.. measures.Select(pair => ToItem(pair.Key, pair.Value, touchedBy))];
            int understood =
                items.Length
                + items
                    .SelectMany(item => item.Against)
                    .Select(technique => technique.Id)
                    .Distinct(StringComparer.Ordinal)
                    .Count();
            return new D3fendReading(
                new CountermeasureCatalogue("", null, items),
                understood,
                subjects.Count - understood
            );
        }

        private Countermeasure ToItem(
            string subject,
            string id,
            ILookup<string, (string Technique, string Touched)> touchedBy
        ) =>
            new(
                id,
                LabelOf(subject),
                TacticOf(subject),
                [
                    .. Touched(subject)
                        .SelectMany(touch =>
                            touchedBy[touch.Artifact]
                                .Select(found => new CounteredTechnique(
                                    techniques[found.Technique],
                                    touch.Verb.TrimStart(':'),
                                    LabelOf(found.Touched)
                                ))
                        )
                        .DistinctBy(technique => technique.Id, StringComparer.Ordinal)
                        .OrderBy(technique => technique.Id, StringComparer.Ordinal),
                ]
            );

        private void Keep(Triple triple)
        {
            if (!triple.Subject.StartsWith("_:", StringComparison.Ordinal))
            {
                subjects.Add(triple.Subject);
            }

            switch (triple.Predicate)
            {
                case "rdfs:label":
                    labels.TryAdd(triple.Subject, triple.Object);
                    break;
                // Ids of algorithms, D3A-..., are no countermeasures.
                case ":d3fend-id" when Text(triple.Object).StartsWith("D3-", StringComparison.Ordinal):
                    measures.TryAdd(triple.Subject, Text(triple.Object));
                    break;
                case ":attack-id":
                    techniques.TryAdd(triple.Subject, Text(triple.Object));
                    break;
                case "rdfs:subClassOf":
                    (
                        parents.TryGetValue(triple.Subject, out List<string>? known)
                            ? known
                            : parents[triple.Subject] = []
                    ).Add(triple.Object);
                    break;
                case "owl:onProperty":
                    restrictedVerb[triple.Subject] = triple.Object;
                    break;
                case "owl:someValuesFrom":
                    restrictedTo[triple.Subject] = triple.Object;
                    break;
                case Enables:
                    tactics.TryAdd(triple.Subject, triple.Object.TrimStart(':'));
                    break;
                default:
                    break;
            }
        }

        // What a class, or one that it is a kind of, does something to.
        private IEnumerable<(string Verb, string Artifact)> Touched(string subject) =>
            Restrictions(subject).Where(touch => Above(touch.Object).Contains(Artifact, StringComparer.Ordinal));

        private IEnumerable<(string Verb, string Object)> Restrictions(string subject) =>
            Above(subject)
                .SelectMany(kind => parents.GetValueOrDefault(kind) ?? [])
                .Where(parent => restrictedVerb.ContainsKey(parent) && restrictedTo.ContainsKey(parent))
                .Select(parent => (restrictedVerb[parent], restrictedTo[parent]));

        // Said of the class itself, or by what it enables some of.
        private string TacticOf(string subject) =>
            Above(subject).Select(kind => tactics.GetValueOrDefault(kind)).FirstOrDefault(tactic => tactic is not null)
            ?? Restrictions(subject)
                .Where(touch => touch.Verb is Enables)
                .Select(touch => touch.Object.TrimStart(':'))
                .FirstOrDefault("");

        // A class and all that it is a kind of, nearest first.
        private List<string> Above(string subject)
        {
            List<string> found = [subject];
            HashSet<string> seen = new(found, StringComparer.Ordinal);
            for (int i = 0; i < found.Count; i++)
            {
                foreach (string parent in parents.GetValueOrDefault(found[i]) ?? [])
                {
                    if (!parent.StartsWith("_:", StringComparison.Ordinal) && seen.Add(parent))
                    {
                        found.Add(parent);
                    }
                }
            }

            return found;
        }

        private string LabelOf(string subject) =>
            Excerpt.OneLineOrNull(
                labels.TryGetValue(subject, out string? label) ? Text(label) : subject.TrimStart(':'),
                LongestName
            ) ?? "";

        private static string Text(string literal) => literal.TrimStart('"').Trim();
    }
}
