using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Campaigns;

/// <summary>Reads files of campaigns, known by their content: a list in JSON, a STIX 2.0 or 2.1 bundle, or a campaign in YAML.</summary>
public static class CampaignReader
{
    /// <summary>Reads one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="limits">What is read at most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What it holds; null when it cannot be used; and everything that is wrong with it.</returns>
    public static Diagnosed<CampaignDocument> Read(
        InputFile input,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag diagnostics = new(input.Name);
        CampaignDocument? document = null;
        try
        {
            InputHead head = InputHead.Read(input);
            ReadOnlySpan<char> text = head.Text.AsSpan().TrimStart("\uFEFF \t\r\n");
            bool isJson = text.StartsWith("[") || text.StartsWith("{");
            document = isJson
                ? ReadJson(input, diagnostics, limits, cancellationToken)
                : CampaignYamlReader.Read(input, diagnostics, limits, cancellationToken);
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } problem)
        {
            diagnostics.Add(problem);
        }

        return diagnostics.With(document);
    }

    /// <summary>Reads every input of a path: the file, or each entry of an archive.</summary>
    public static Diagnosed<CampaignLibrary> ReadAll(
        IEnumerable<string> paths,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        List<Diagnostic> diagnostics = [];
        List<CampaignDocument> documents = [];
        foreach (OpenedInput opened in paths.SelectMany(path => new InputOpener(limits).Open(path, cancellationToken)))
        {
            if (opened.File is not { } file)
            {
                diagnostics.Add(opened.Problem!);
                continue;
            }

            Diagnosed<CampaignDocument> read = Read(file, limits, cancellationToken);
            diagnostics.AddRange(read.Diagnostics);
            if (read.Value is { } document)
            {
                documents.Add(document);
            }
        }

        DiagnosticBag merging = new("campaigns");
        CampaignLibrary? library = documents.Count == 0 ? null : CampaignLibrary.Merge([.. documents], merging);
        return new(library, [.. diagnostics, .. merging.ToImmutable()]);
    }

    private static CampaignDocument? ReadJson(
        InputFile input,
        DiagnosticBag diagnostics,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        if (UntrustedJson.Load(input, diagnostics, limits, cancellationToken) is not { } root)
        {
            return null;
        }

        if (root.IsArray)
        {
            return new CampaignListReader(diagnostics, limits).Read(root, cancellationToken);
        }

        if (root.Text("type") is "bundle" && root["objects"] is { IsArray: true } objects)
        {
            return new StixCampaignReader(diagnostics, limits).Read(root, objects, cancellationToken);
        }

        diagnostics.Add(
            CampaignFileRules.UnknownFormat,
            root,
            "This JSON is neither a list of campaigns nor a STIX bundle with objects."
        );
        return null;
    }
}
