using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Syntax;

namespace Pollux.Language.Binding;

/// <summary>Binds the defines of a program.</summary>
internal static class DefineBinder
{
    private static readonly string[] Overridable = ["id", "version"];

    public static ImmutableSortedDictionary<string, string> Bind(SourceProgram program, BindingContext context)
    {
        Dictionary<string, Placed<DefineSyntax>> defines = new(StringComparer.Ordinal);
        foreach (Placed<DefineSyntax> define in program.Defines)
        {
            string key = define.Node.Key.Text;
            if (!defines.TryGetValue(key, out Placed<DefineSyntax>? earlier))
            {
                defines.Add(key, define);
            }
            else if (Overridable.Contains(key, StringComparer.Ordinal))
            {
                // A language that includes another one has an id and a version of its own.
                defines[key] = define.IncludeDepth <= earlier.IncludeDepth ? define : earlier;
                if (earlier.Source == define.Source)
                {
                    ReportRepeated(BindingRules.RepeatedIdentity, define, earlier, context);
                }
            }
            else
            {
                ReportRepeated(BindingRules.DuplicateDefine, define, earlier, context);
            }
        }

        Require(defines, "id", value => !string.IsNullOrWhiteSpace(value), context);
        Require(defines, "version", IsVersion, context);
        return defines.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => pair.Value.Node.Value.Text,
            StringComparer.Ordinal
        );
    }

    private static void ReportRepeated(
        DiagnosticRule rule,
        Placed<DefineSyntax> define,
        Placed<DefineSyntax> earlier,
        BindingContext context
    )
    {
        SourceLocation place = define.At(define.Node.Span);
        string where = BindingContext.Where(earlier.At(earlier.Node.Span), place);
        context.Report(rule, place, $"The key '{define.Node.Key.Text}' is defined before, at {where}.");
    }

    private static void Require(
        Dictionary<string, Placed<DefineSyntax>> defines,
        string key,
        Func<string, bool> isValid,
        BindingContext context
    )
    {
        if (!defines.TryGetValue(key, out Placed<DefineSyntax>? define))
        {
            if (!context.IsIncomplete)
            {
                context.Report(
                    BindingRules.MissingDefine,
                    new SourceLocation(context.Diagnostics.File),
                    $"The define #{key} is missing."
                );
            }
        }
        else if (!isValid(define.Node.Value.Text))
        {
            context.Report(
                BindingRules.InvalidDefine,
                define.At(define.Node.Span),
                $"The {key} is '{define.Node.Value.Text}', which is not valid."
            );
        }
    }

    private static bool IsVersion(string value)
    {
        string[] parts = value.Split('.');
        return parts.Length == 3 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
    }
}
