using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Pollux.Diagnostics;

namespace Pollux.Cli.Explain;

/// <summary>Every diagnostic rule of the program, found where it is declared: the static fields of the <c>*Rules</c> classes.</summary>
public static class RuleCatalogue
{
    /// <summary>All rules with the class that declares each, sorted by code; a code that is declared twice is there twice.</summary>
    public static ImmutableArray<CataloguedRule> All { get; } = [.. Find()];

    /// <summary>The page <c>docs/diagnostics.md</c>.</summary>
    public static string ToMarkdown()
    {
        StringBuilder page = new();
        page.Append("# Diagnostics\n\n");
        page.Append(
            "Everything that Pollux can say is wrong, by code. Made by `./pollux explain --markdown`; do not edit.\n"
        );
        page.Append("A code keeps its meaning for ever. `./pollux explain PLX2003` shows one.\n");
        foreach (IGrouping<string, CataloguedRule> area in All.GroupBy(entry => entry.Area, StringComparer.Ordinal))
        {
            page.Append("\n## ")
                .Append(area.Key)
                .Append("\n\n| code | severity | what is wrong | next step |\n|---|---|---|---|\n");
            foreach (CataloguedRule entry in area)
            {
                page.Append("| ").Append(entry.Rule.Code);
                page.Append(" | ").Append(entry.Rule.Severity.ToString().ToLowerInvariant());
                page.Append(" | ").Append(Cell(entry.Rule.Title));
                page.Append(" | ").Append(Cell(entry.Rule.Hint)).Append(" |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static IEnumerable<CataloguedRule> Find() =>
        from assembly in PolluxAssemblies(typeof(RuleCatalogue).Assembly)
        from type in assembly.GetTypes()
        where type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Rules", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(DiagnosticRule)
        let rule = (DiagnosticRule)field.GetValue(null)!
        orderby rule.Code, type.FullName
        select new CataloguedRule(rule, type.FullName ?? type.Name);

    private static SortedDictionary<string, Assembly>.ValueCollection PolluxAssemblies(Assembly root)
    {
        SortedDictionary<string, Assembly> found = new(StringComparer.Ordinal);
        Stack<Assembly> open = new([root]);
        while (open.TryPop(out Assembly? assembly))
        {
            if (!found.TryAdd(assembly.GetName().Name ?? "", assembly))
            {
                continue;
            }

            foreach (AssemblyName name in assembly.GetReferencedAssemblies())
            {
                if (name.Name?.StartsWith("Pollux.", StringComparison.Ordinal) == true)
                {
                    open.Push(Assembly.Load(name));
                }
            }
        }

        return found.Values;
    }
}

/// <summary>A rule and where it is declared.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="DeclaredIn">The full name of the class that declares it.</param>
public sealed record CataloguedRule(DiagnosticRule Rule, string DeclaredIn)
{
    /// <summary>The part of Pollux that it belongs to: the namespace of its class without the leading <c>Pollux.</c></summary>
    public string Area => DeclaredIn[..DeclaredIn.LastIndexOf('.')].Replace("Pollux.", "", StringComparison.Ordinal);
}
