using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.CycloneDx;

/// <summary>
/// Checks a bill of materials against the standard before anything in it is believed: required members, closed lists, patterns, references
/// given once. Every fault is reported. Parts that say nothing for a twin (model cards, formulation, attestations) are not checked.
/// </summary>
internal sealed partial class BomCheck
{
    private readonly DiagnosticBag diagnostics;
    private readonly string version;
    private readonly bool isXml;
    private readonly HashSet<string> references = new(StringComparer.Ordinal);

    private BomCheck(DiagnosticBag diagnostics, string version, bool isXml)
    {
        this.diagnostics = diagnostics;
        this.version = version;
        this.isXml = isXml;
    }

    private bool Passed { get; set; } = true;

    /// <summary>Checks a document of a known version. False when it does not conform.</summary>
    public static bool Check(BomNode bom, string version, bool isXml, DiagnosticBag diagnostics)
    {
        BomCheck check = new(diagnostics, version, isXml);
        check.Document(bom);
        return check.Passed;
    }

    private bool IsFrom(string since) => string.CompareOrdinal(version, since) >= 0;

    private void Document(BomNode bom)
    {
        Known(bom, "", BomSchema.Document);
        Pattern(bom, "", "serialNumber", SerialNumber(), "a URN of a UUID in lower case");
        if (
            bom.Raw("version") is { } edition
            && (
                !int.TryParse(edition.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                || number < 1
            )
        )
        {
            Bad(bom.Child("version")!, "/version", $"'{Excerpt.Of(edition)}' is not a whole number from 1.");
        }

        if (bom.Child("metadata") is { } metadata)
        {
            Metadata(metadata);
        }

        Each(bom, "", "components", Component);
        Each(bom, "", "services", Service);
        Each(bom, "", "dependencies", Dependency);
        Each(bom, "", "vulnerabilities", Vulnerability);
        Each(
            bom,
            "",
            "compositions",
            (node, path) => OneOf(node, path, "aggregate", BomSchema.Aggregates, required: true)
        );
        Each(bom, "", "citations", Citation);
        Properties(bom, "");
    }

    private void Metadata(BomNode metadata)
    {
        Known(metadata, "/metadata", BomSchema.Metadata);
        if (metadata.Raw("timestamp") is { } time && BomTime.Read(time, isXml) is null)
        {
            Bad(
                metadata.Child("timestamp")!,
                "/metadata/timestamp",
                $"'{Excerpt.Of(time)}' is not a date with a time."
            );
        }

        if (metadata.Child("component") is { } component)
        {
            Component(component, "/metadata/component");
        }

        Licenses(metadata, "/metadata");
        Properties(metadata, "/metadata");
    }

    private void Component(BomNode component, string path)
    {
        if (!IsObject(component, path))
        {
            return;
        }

        Known(component, path, BomSchema.Component);
        Reference(component, path);

        // The JSON schema of 1.2 named its required members by mistake in a place where they count for nothing.
        bool lenient = !isXml && version is "1.2";
        OneOf(component, path, "type", BomSchema.ComponentTypes(version), required: !lenient);
        if (component.Child("name") is null && !lenient)
        {
            Lacks(component, path, "name");
        }

        OneOf(component, path, "scope", BomSchema.Scopes);
        VersionRange(component, path);
        Each(component, path, "hashes", Hash);
        Licenses(component, path);
        if (component.Child("swid") is { } swid)
        {
            Needs(swid, $"{path}/swid", "tagId");
            Needs(swid, $"{path}/swid", "name");
            Attachment(swid.Child("text"), $"{path}/swid/text");
        }

        if (component.Child("pedigree") is { } pedigree)
        {
            Pedigree(pedigree, $"{path}/pedigree");
        }

        Properties(component, path);
        Each(component, path, "components", Component);
    }

    // 1.7: a range stands only for components that are not part of the delivery, and never beside a version.
    private void VersionRange(BomNode component, string path)
    {
        if (component.Child("versionRange") is not { } range)
        {
            return;
        }

        if (component.Child("version") is not null)
        {
            Bad(range, $"{path}/versionRange", "A component has either a version or a versionRange.");
        }

        if (component.Text("isExternal") is not ("true" or "1"))
        {
            Bad(range, $"{path}/versionRange", "A versionRange needs 'isExternal' to be true.");
        }
    }

    private void Pedigree(BomNode pedigree, string path)
    {
        foreach (string name in (string[])["ancestors", "descendants", "variants"])
        {
            Each(pedigree, path, name, Component);
        }

        Each(
            pedigree,
            path,
            "patches",
            (patch, at) =>
            {
                OneOf(patch, at, "type", BomSchema.PatchTypes, required: true);
                Attachment(patch.Child("diff")?.Child("text"), $"{at}/diff/text");
                Each(
                    patch,
                    at,
                    "resolves",
                    (issue, inner) => OneOf(issue, inner, "type", BomSchema.IssueTypes, required: true)
                );
            }
        );
    }

    private void Hash(BomNode hash, string path)
    {
        OneOf(hash, path, "alg", BomSchema.HashAlgorithms, required: true);
        string? content = isXml ? hash.Value : hash.Raw("content");
        if (content is null || !HashContent().IsMatch(content.Trim()))
        {
            Bad(hash, path, $"'{Excerpt.Of(content ?? "")}' is not a hash in hexadecimal digits.");
        }
    }

    private void Licenses(BomNode owner, string path)
    {
        int index = 0;
        int expressions = 0;
        int licenses = 0;
        foreach (BomNode choice in owner.List("licenses"))
        {
            string at = $"{path}/licenses/{index++}";
            bool isExpression = isXml
                ? choice.ElementName is "expression" or "expression-detailed"
                : choice.Child("expression") is not null;
            BomNode? license = isXml ? (choice.ElementName is "license" ? choice : null) : choice.Child("license");
            expressions += isExpression ? 1 : 0;
            licenses += license is null ? 0 : 1;
            if (isExpression && license is not null)
            {
                Bad(choice, at, "A licence is either an expression or a license.");
            }
            else if (!isExpression && license is null && IsFrom("1.3"))
            {
                Lacks(choice, at, isXml ? "license" : "license' or 'expression");
            }

            if (license is not null)
            {
                License(license, at);
            }
        }

        // Until 1.6 there is one expression, or there are licences; 1.7 lets them stand side by side.
        if (!IsFrom("1.7") && expressions > 0 && (expressions > 1 || licenses > 0))
        {
            Bad(
                owner.Child("licenses")!,
                $"{path}/licenses",
                "An expression stands alone: no second one and no license beside it."
            );
        }
    }

    private void License(BomNode license, string path)
    {
        BomNode[] ids = [.. license.All("id")];
        BomNode[] names = [.. license.All("name")];
        if (ids.Length + names.Length != 1)
        {
            Bad(license, path, "A license has exactly one 'id' or one 'name'.");
        }

        foreach (BomNode id in ids)
        {
            if (id.Value is not { } value || !BomSchema.LicenseIds.Contains(value.Trim()))
            {
                Bad(
                    id,
                    $"{path}/id",
                    $"'{Excerpt.Of(id.Value ?? "")}' is not an id of the SPDX License List; other licences have a 'name'."
                );
            }
        }

        Attachment(license.Child("text"), $"{path}/text");
        Properties(license, path);
    }

    private void Attachment(BomNode? attachment, string path)
    {
        if (attachment is not null)
        {
            OneOf(attachment, path, "encoding", BomSchema.Encodings);
        }
    }

    private void Service(BomNode service, string path)
    {
        if (!IsObject(service, path))
        {
            return;
        }

        Known(service, path, BomSchema.Service);
        Reference(service, path);
        Needs(service, path, "name");
        Licenses(service, path);
        Properties(service, path);
        Each(service, path, "data", Data);
        Each(service, path, "services", Service);
    }

    private void Data(BomNode data, string path)
    {
        if (!isXml)
        {
            OneOf(data, path, "flow", BomSchema.DataFlows, required: true);
            Needs(data, path, "classification");
            return;
        }

        BomNode? classification = data.ElementName is "classification" ? data : data.Child("classification");
        if (classification is not null)
        {
            OneOf(classification, path, "flow", BomSchema.DataFlows, required: true);
        }
    }

    private void Dependency(BomNode dependency, string path)
    {
        if (dependency.Raw("ref") is not { Length: > 0 })
        {
            Lacks(dependency, path, "ref");
        }
    }

    private void Vulnerability(BomNode vulnerability, string path)
    {
        if (!IsObject(vulnerability, path))
        {
            return;
        }

        Known(vulnerability, path, BomSchema.Vulnerability);
        Reference(vulnerability, path);
        Each(vulnerability, path, "ratings", (rating, at) => OneOf(rating, at, "severity", BomSchema.Severities));
        if (vulnerability.Child("analysis") is { } analysis)
        {
            OneOf(analysis, $"{path}/analysis", "state", BomSchema.AnalysisStates);
        }

        Each(vulnerability, path, "affects", Target);
        Properties(vulnerability, path);
    }

    private void Target(BomNode target, string path)
    {
        Needs(target, path, "ref");
        Each(target, path, "versions", (range, at) => OneOf(range, at, "status", BomSchema.AffectedStatuses));
    }

    // 1.7: who says it (attributedTo or process), and of what (pointers or expressions, not both).
    private void Citation(BomNode citation, string path)
    {
        Reference(citation, path);
        Needs(citation, path, "timestamp");
        if (citation.Child("attributedTo") is null && citation.Child("process") is null)
        {
            Lacks(citation, path, "attributedTo' or 'process");
        }

        if (citation.Child("pointers") is null == citation.Child("expressions") is null)
        {
            Bad(citation, path, "A citation has either 'pointers' or 'expressions'.");
        }
    }

    private void Properties(BomNode owner, string path) =>
        Each(
            owner,
            path,
            "properties",
            (property, at) =>
            {
                Needs(property, at, "name");
                foreach (string name in property.Names.Where(name => name is not ("name" or "value")))
                {
                    Report(CycloneDxRules.UnknownName, property, at, $"A property has no '{Excerpt.Of(name)}'.");
                }
            }
        );

    private void Reference(BomNode node, string path)
    {
        if (node.Child("bom-ref") is not { } reference)
        {
            return;
        }

        string value = reference.Value ?? "";
        if (value.Length == 0)
        {
            Bad(reference, $"{path}/bom-ref", "A bom-ref is not empty.");
        }
        else if (!references.Add(value))
        {
            Report(
                CycloneDxRules.DuplicateReference,
                reference,
                path,
                $"The bom-ref '{Excerpt.Of(value)}' was given before."
            );
        }
    }

    private static void Each(BomNode owner, string path, string name, Action<BomNode, string> check)
    {
        int index = 0;
        foreach (BomNode item in owner.List(name))
        {
            check(item, $"{path}/{name}/{index++}");
        }
    }

    // Until 1.3 the JSON schemas let any name pass.
    private void Known(BomNode node, string path, FrozenSet<string> names)
    {
        foreach (string name in node.Names.Where(name => !names.Contains(name)))
        {
            if (isXml || IsFrom("1.4"))
            {
                string subject = path.Length == 0 ? "the document" : path;
                Report(
                    CycloneDxRules.UnknownName,
                    node.Child(name) ?? node,
                    path,
                    $"'{Excerpt.Of(name)}' is not a member of {subject}."
                );
            }
        }
    }

    private bool IsObject(BomNode node, string path)
    {
        if (!node.IsObject)
        {
            Bad(node, path, "It is not an object.");
        }

        return node.IsObject;
    }

    private void Needs(BomNode node, string path, string name)
    {
        if (node.Child(name) is null)
        {
            Lacks(node, path, name);
        }
    }

    private void OneOf(BomNode node, string path, string name, FrozenSet<string> allowed, bool required = false)
    {
        if (node.Child(name) is not { } value)
        {
            if (required)
            {
                Lacks(node, path, name);
            }
        }
        else if (!allowed.Contains(value.Value ?? ""))
        {
            string list = string.Join(", ", allowed.Order(StringComparer.Ordinal));
            Bad(value, $"{path}/{name}", $"'{Excerpt.Of(value.Value ?? "")}' is none of {list}.");
        }
    }

    private void Pattern(BomNode node, string path, string name, Regex pattern, string words)
    {
        if (node.Child(name) is { } value && !pattern.IsMatch(value.Value ?? ""))
        {
            Bad(value, $"{path}/{name}", $"'{Excerpt.Of(value.Value ?? "")}' is not {words}.");
        }
    }

    private void Lacks(BomNode place, string path, string name) =>
        Report(CycloneDxRules.Required, place, path, $"{(path.Length == 0 ? "The document" : path)} lacks '{name}'.");

    private void Bad(BomNode place, string path, string message) =>
        Report(CycloneDxRules.BadValue, place, path, message);

    private void Report(DiagnosticRule rule, BomNode place, string path, string message)
    {
        Passed = false;
        (int line, int column) = place.Place;
        diagnostics.Add(rule, message, line, column, record: path.Length == 0 ? null : path);
    }

    // XML allows the form in braces and any case; JSON, from 1.2 on, neither.
    [GeneratedRegex(
        @"^(urn:uuid:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|\{[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex SerialNumber();

    [GeneratedRegex(
        "^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex HashContent();
}

/// <summary>Times of a bill of materials.</summary>
internal static partial class BomTime
{
    /// <summary>Reads a date with a time; null when it is none. XML may leave the time zone out; it is then taken for UTC.</summary>
    public static DateTimeOffset? Read(string? text, bool isXml) =>
        text is not null && (isXml ? WithOptionalZone() : WithZone()).IsMatch(text.Trim())
            ? InputTime.Utc(text.Trim())
            : null;

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex WithZone();

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex WithOptionalZone();
}
