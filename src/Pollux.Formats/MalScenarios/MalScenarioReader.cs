using Pollux.Diagnostics;
using Pollux.Formats.Input;
using YamlDotNet.RepresentationModel;

namespace Pollux.Formats.MalScenarios;

/// <summary>
/// Reads scenario files of MAL-Simulator 3 as they are: a scenario may extend another, which may extend a third. Files are named by
/// the user and by each other, relative to the file that names them; nothing is fetched.
/// </summary>
public sealed class MalScenarioReader
{
    /// <summary>How many files one scenario may consist of.</summary>
    public const int MaximumFiles = 16;

    private static readonly string[] Keys = ["lang_file", "model_file", "model", "agents", "sim_settings", "extends"];

    // What MAL-Simulator 0 and 1 had at the top; the first four are still applied, to agents that have none of their own.
    private static readonly string[] AppliedOldKeys =
    [
        "rewards",
        "observable_steps",
        "actionable_steps",
        "false_positive_rates",
        "false_negative_rates",
    ];

    private static readonly string[] OldKeys =
    [
        "attacker_agent_class",
        "defender_agent_class",
        "attacker_entry_points",
        "agent_settings",
    ];

    private readonly Func<string, InputFile> open;
    private readonly InputLimits limits;
    private readonly ScenarioReading reading;
    private readonly CancellationToken cancellationToken;

    private MalScenarioReader(
        string path,
        Func<string, InputFile> open,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        this.open = open;
        this.limits = limits;
        this.cancellationToken = cancellationToken;
        reading = new ScenarioReading(path);
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="open">Opens a file by its path; only ordinary files should be opened.</param>
    /// <param name="limits">Size, depth and count limits of each file.</param>
    /// <param name="needsLanguage">True when the language has to come from the scenario; false when the user names another.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The scenario; null when it cannot be used. All that is wrong is reported.</returns>
    public static Diagnosed<MalScenarioDocument> Read(
        string path,
        Func<string, InputFile> open,
        InputLimits limits,
        bool needsLanguage,
        CancellationToken cancellationToken
    )
    {
        MalScenarioReader reader = new(path, open, limits, cancellationToken);
        return reader.Read(path, needsLanguage);
    }

    private Diagnosed<MalScenarioDocument> Read(string path, bool needsLanguage)
    {
        if (Load(path) is not { } root)
        {
            return new(null, reading.ToImmutable());
        }

        if (!root.IsMap)
        {
            reading.Report(MalScenarioRules.NoScenario, root, "The document is not a map.");
            return new(null, reading.ToImmutable());
        }

        root = Extend(root, [Path.GetFullPath(path)]);
        CheckKeys(root);
        string? languagePath = LanguagePath(root, needsLanguage);
        bool hasModel = CheckModel(root);
        if (root.Get("agents") is not { IsMap: true })
        {
            reading.Report(MalScenarioRules.NoScenario, root, "There is no map 'agents'.");
        }

        return new(
            reading.Bag.HasErrors
            && (!hasModel || (needsLanguage && languagePath is null) || root.Get("agents") is null)
                ? null
                : new MalScenarioDocument(path, root, languagePath, Resolve(root.Get("model_file"))),
            reading.ToImmutable()
        );
    }

    private ScenarioNode? Load(string path)
    {
        DiagnosticBag bag = new(path);
        YamlNode? yaml = UntrustedYaml.Load(open(path), bag, limits, cancellationToken);
        reading.Bag.AddRange(bag.ToImmutable());
        return yaml is null ? null : ScenarioNode.Of(path, yaml);
    }

    // From the file that is read down to what it rests on, then back up.
    private ScenarioNode Extend(ScenarioNode root, List<string> seen)
    {
        if (root.Get("extends") is not { } extends)
        {
            return root.Without("extends");
        }

        ScenarioNode own = root.Without("extends");
        if (Resolve(extends) is not { } path)
        {
            reading.Report(MalScenarioRules.BadExtends, extends, "'extends' is not the name of a file.");
            return own;
        }

        string full = Path.GetFullPath(path);
        if (seen.Contains(full) || seen.Count >= MaximumFiles)
        {
            reading.Report(
                MalScenarioRules.BadExtends,
                extends,
                seen.Contains(full)
                    ? $"'{extends.Text}' is extended by itself."
                    : $"A scenario consists of more than {MaximumFiles} files."
            );
            return own;
        }

        seen.Add(full);
        if (Load(path) is not { IsMap: true } below)
        {
            reading.Report(MalScenarioRules.BadExtends, extends, $"'{extends.Text}' is not a scenario.");
            return own;
        }

        return Extend(below, seen).ChangedBy(own);
    }

    private void CheckKeys(ScenarioNode root)
    {
        foreach ((string key, ScenarioNode value) in root.Entries)
        {
            if (AppliedOldKeys.Contains(key))
            {
                reading.Report(
                    MalScenarioRules.Deprecated,
                    value,
                    $"'{key}' stands outside the agents; it is used for each agent that has none of its own."
                );
            }
            else if (OldKeys.Contains(key))
            {
                reading.Report(MalScenarioRules.Deprecated, value, $"'{key}' is ignored.");
            }
        }

        reading.CheckKeys(root, "a scenario", [.. Keys, .. AppliedOldKeys, .. OldKeys]);
    }

    private string? LanguagePath(ScenarioNode root, bool needsLanguage)
    {
        ScenarioNode? node = root.Get("lang_file");
        if (node?.Text is not { Length: > 0 } text)
        {
            if (needsLanguage)
            {
                reading.Report(MalScenarioRules.NoScenario, node ?? root, "There is no 'lang_file'.");
            }

            return null;
        }

        bool isRemote =
            text.StartsWith("git@", StringComparison.Ordinal) || text.Contains("://", StringComparison.Ordinal);
        if (isRemote && needsLanguage)
        {
            reading.Report(MalScenarioRules.RemoteLanguage, node, $"The language is '{text}'.");
        }

        return isRemote ? null : Resolve(node);
    }

    private bool CheckModel(ScenarioNode root)
    {
        ScenarioNode? file = root.Get("model_file");
        ScenarioNode? model = root.Get("model");
        if (file is not null && model is not null)
        {
            reading.Report(
                MalScenarioRules.NoScenario,
                file,
                "There is both a 'model_file' and a 'model'; the file is used.",
                hint: "Leave one of them out; a scenario that extends another takes one away with 'model: null'."
            );
            return true;
        }

        if (file is null && model is null)
        {
            reading.Report(MalScenarioRules.NoScenario, root, "There is neither a 'model_file' nor a 'model'.");
            return false;
        }

        return model is not null || Resolve(file) is not null;
    }

    private static string? Resolve(ScenarioNode? node) =>
        node?.Text is { Length: > 0 } text ? Path.Combine(Path.GetDirectoryName(node.File) ?? "", text) : null;
}
