using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Csaf;

/// <summary>
/// What an advisory must have before anything in it is believed: the required members of <c>/document</c> and the closed lists of values
/// (CSAF 2.0, 3.2.1), each fault reported.
/// </summary>
internal static class CsafSchema
{
    private static readonly ImmutableArray<string> PublisherCategories =
    [
        "coordinator",
        "discoverer",
        "other",
        "translator",
        "user",
        "vendor",
        // New in 2.1.
        "multiplier",
    ];

    private static readonly ImmutableArray<string> Statuses = ["draft", "final", "interim"];

    /// <summary>Checks a document. False when it cannot be used.</summary>
    public static bool Check(JsonItem root, DiagnosticBag diagnostics)
    {
        Checks checks = new(diagnostics);
        if (!root.IsObject || checks.Object(root, "", "document") is not { } document)
        {
            if (!root.IsObject)
            {
                checks.Lacks(root, "", "is not an object");
            }

            return false;
        }

        if (document["csaf_version"] is { } version && version.StringOrNull is not ("2.0" or "2.1"))
        {
            string said = version.StringOrNull ?? version.Kind.ToString();
            diagnostics.Add(CsafRules.UnknownVersion, version, $"'{Excerpt.Of(said)}' is not a version that is read.");
            return false;
        }

        checks.Text(document, "/document", "csaf_version");
        checks.Text(document, "/document", "category");
        checks.Text(document, "/document", "title");
        if (checks.Object(document, "/document", "publisher") is { } publisher)
        {
            checks.OneOf(publisher, "/document/publisher", "category", PublisherCategories);
            checks.Text(publisher, "/document/publisher", "name");
            checks.Text(publisher, "/document/publisher", "namespace");
        }

        if (checks.Object(document, "/document", "tracking") is { } tracking)
        {
            CheckTracking(tracking, checks);
        }

        checks.OptionalArray(root, "", "vulnerabilities");
        return checks.Passed;
    }

    /// <summary>A time as JSON schemas have it (RFC 3339); null when it is none.</summary>
    public static DateTimeOffset? Time(string? text) =>
        text is { Length: >= 20 and <= 40 } && text[10] is 'T' or 't' ? InputTime.Utc(text) : null;

    private static void CheckTracking(JsonItem tracking, Checks checks)
    {
        const string path = "/document/tracking";
        checks.Text(tracking, path, "id");
        checks.Text(tracking, path, "version");
        checks.OneOf(tracking, path, "status", Statuses);
        checks.Time(tracking, path, "current_release_date");
        checks.Time(tracking, path, "initial_release_date");
        if (tracking["revision_history"] is not { IsArray: true } history || !history.Items.Any())
        {
            checks.Lacks(
                tracking["revision_history"] ?? tracking,
                path,
                "lacks a 'revision_history' with at least one item"
            );
        }
    }

    private sealed class Checks(DiagnosticBag diagnostics)
    {
        public bool Passed { get; private set; } = true;

        public JsonItem? Object(JsonItem parent, string path, string name)
        {
            if (parent[name] is { IsObject: true } found)
            {
                return found;
            }

            Lacks(parent[name] ?? parent, path, $"lacks the object '{name}'");
            return null;
        }

        public void Text(JsonItem parent, string path, string name)
        {
            if (parent.Text(name) is null)
            {
                Lacks(parent[name] ?? parent, path, $"lacks the text '{name}'");
            }
        }

        public void Time(JsonItem parent, string path, string name)
        {
            Text(parent, path, name);
            if (parent.Text(name) is { } text && CsafSchema.Time(text) is null)
            {
                Bad(parent[name]!, $"{path}/{name}", $"'{Excerpt.Of(text)}' is not a date and time.");
            }
        }

        public void OneOf(JsonItem parent, string path, string name, ImmutableArray<string> allowed)
        {
            Text(parent, path, name);
            if (parent.Text(name) is { } text && !allowed.Contains(text, StringComparer.Ordinal))
            {
                Bad(parent[name]!, $"{path}/{name}", $"'{Excerpt.Of(text)}' is none of {string.Join(", ", allowed)}.");
            }
        }

        public void OptionalArray(JsonItem parent, string path, string name)
        {
            if (parent[name] is { IsArray: false } other)
            {
                Bad(other, $"{path}/{name}", $"'{name}' is not a list.");
            }
        }

        public void Lacks(JsonItem place, string path, string what)
        {
            Passed = false;
            string subject = path.Length == 0 ? "The document" : path;
            diagnostics.Add(CsafRules.Required, place, $"{subject} {what}.", path.Length == 0 ? null : path);
        }

        private void Bad(JsonItem place, string path, string message)
        {
            Passed = false;
            diagnostics.Add(CsafRules.BadValue, place, message, path);
        }
    }
}
