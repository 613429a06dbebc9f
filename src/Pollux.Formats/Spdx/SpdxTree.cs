namespace Pollux.Formats.Spdx;

/// <summary>Reads an SPDX 2 document that is a tree: JSON, YAML or XML.</summary>
internal sealed class SpdxTree(SpdxBill bill, CancellationToken cancellationToken)
{
    /// <summary>Reads everything.</summary>
    public void Read(SpdxNode document)
    {
        bill.Namespace = document.Text("documentNamespace");
        bill.DocumentId = document.Text("SPDXID") ?? bill.DocumentId;
        bill.Created = document.Child("creationInfo")?.Text("created");
        foreach (SpdxNode described in List(document, "documentDescribes"))
        {
            if (SpdxTexts.Said(described.Value) is { } id)
            {
                bill.AddLink(bill.DocumentId, "DESCRIBES", id, described.Place);
            }
        }

        ReadPackages(document);
        ReadOthers(document, "files");
        ReadOthers(document, "snippets");
        ReadRelationships(document);
    }

    private void ReadPackages(SpdxNode document)
    {
        int index = 0;
        foreach (SpdxNode node in List(document, "packages"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            SpdxPackageDraft package = new($"/packages/{index++}", node.Place)
            {
                Id = node.Text("SPDXID"),
                Name = node.Text("name"),
                Version = node.Text("versionInfo"),
                Supplier = SpdxTexts.Party(node.Text("supplier")),
                Originator = SpdxTexts.Party(node.Text("originator")),
                Purpose = SpdxTexts.Purpose(node.Text("primaryPackagePurpose")),
                Description = node.Text("summary") ?? node.Text("description"),
            };
            foreach (SpdxNode reference in node.List("externalRefs"))
            {
                package.AddReference(reference.Text("referenceType"), reference.Text("referenceLocator"));
            }

            foreach (SpdxNode checksum in node.List("checksums"))
            {
                package.AddChecksum(checksum.Text("algorithm"), checksum.Text("checksumValue"));
            }

            bill.Add(package.Finish());
        }
    }

    private void ReadOthers(SpdxNode document, string name)
    {
        foreach (SpdxNode node in List(document, name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bill.AddIgnored(node.Text("SPDXID"));
        }
    }

    private void ReadRelationships(SpdxNode document)
    {
        foreach (SpdxNode node in List(document, "relationships"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (
                node.Child("spdxElementId")?.Value is { } from
                && node.Child("relationshipType")?.Value is { } type
                && node.Child("relatedSpdxElement")?.Value is { } to
            )
            {
                bill.AddLink(from.Trim(), type, to.Trim(), node.Place);
            }
            else
            {
                bill.ReportForm("A relationship lacks one of its two elements or its type.", node.Place);
            }
        }
    }

    private IEnumerable<SpdxNode> List(SpdxNode document, string name)
    {
        if (document.Child(name) is { IsList: false } other)
        {
            bill.ReportForm($"'{name}' is not a list.", other.Place);
        }

        return document.List(name);
    }
}
