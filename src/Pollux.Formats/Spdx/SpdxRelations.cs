using System.Collections.Frozen;

namespace Pollux.Formats.Spdx;

/// <summary>
/// What each type of relationship says about where a package runs (SPDX 2.3, 11.1, table 68; SPDX 3.0.1, Core, RelationshipType). Names
/// are compared without case, hyphens and underscores, so that one table serves all versions.
/// </summary>
internal static class SpdxRelations
{
    private static readonly FrozenDictionary<string, SpdxLinkKind> Forward = Table(
        (SpdxLinkKind.Describes, "DESCRIBES"),
        (
            SpdxLinkKind.Part,
            "CONTAINS DEPENDS_ON HAS_PREREQUISITE DISTRIBUTION_ARTIFACT hasDistributionArtifact hasOptionalComponent "
                + "hasOptionalDependency hasProvidedDependency"
        ),
        (SpdxLinkKind.Tied, "STATIC_LINK DYNAMIC_LINK hasStaticLink hasDynamicLink"),
        (
            SpdxLinkKind.Aside,
            "usesTool hasTest hasTestCase hasDocumentation hasExample hasMetadata hasEvidence hasSpecification hasRequirement"
        ),
        (
            SpdxLinkKind.Kin,
            "GENERATES COPY_OF copiedTo ANCESTOR_OF modifiedBy hasVariant hasAddedFile hasDeletedFile patchedBy expandsTo"
        )
    );

    private static readonly FrozenDictionary<string, SpdxLinkKind> Backward = Table(
        (SpdxLinkKind.Describes, "DESCRIBED_BY"),
        (
            SpdxLinkKind.Part,
            "CONTAINED_BY DEPENDENCY_OF RUNTIME_DEPENDENCY_OF BUILD_DEPENDENCY_OF PROVIDED_DEPENDENCY_OF OPTIONAL_DEPENDENCY_OF "
                + "OPTIONAL_COMPONENT_OF PREREQUISITE_FOR PACKAGE_OF packagedBy DATA_FILE_OF"
        ),
        (
            SpdxLinkKind.Aside,
            "BUILD_TOOL_OF DEV_TOOL_OF TEST_TOOL_OF DEV_DEPENDENCY_OF TEST_DEPENDENCY_OF TEST_OF TEST_CASE_OF DOCUMENTATION_OF "
                + "EXAMPLE_OF METAFILE_OF DEPENDENCY_MANIFEST_OF SPECIFICATION_FOR REQUIREMENT_DESCRIPTION_FOR"
        ),
        (
            SpdxLinkKind.Kin,
            "GENERATED_FROM DESCENDANT_OF VARIANT_OF PATCH_FOR PATCH_APPLIED FILE_ADDED FILE_DELETED FILE_MODIFIED EXPANDED_FROM_ARCHIVE"
        )
    );

    /// <summary>Reads a relationship, turned so that it starts from the whole.</summary>
    public static SpdxLink Read(string from, string type, string to)
    {
        string name = Plain(type);
        return Forward.TryGetValue(name, out SpdxLinkKind kind) ? new SpdxLink(from, to, kind)
            : Backward.TryGetValue(name, out kind) ? new SpdxLink(to, from, kind)
            : new SpdxLink(from, to, SpdxLinkKind.None);
    }

    private static FrozenDictionary<string, SpdxLinkKind> Table(params (SpdxLinkKind Kind, string Names)[] rows)
    {
        Dictionary<string, SpdxLinkKind> table = new(StringComparer.Ordinal);
        foreach ((SpdxLinkKind kind, string names) in rows)
        {
            foreach (string name in names.Split(' '))
            {
                table.Add(Plain(name), kind);
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Plain(string type) =>
        string.Concat(type.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));
}
