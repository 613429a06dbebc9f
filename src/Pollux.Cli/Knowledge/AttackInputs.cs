using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.KnowledgeStores;
using Pollux.Formats.Stix;
using Pollux.Knowledge.Attack;

namespace Pollux.Cli.Knowledge;

/// <summary>Finds a version of ATT&amp;CK by what a user wrote: a bundle's file, or <c>ics-18.1</c> in the store.</summary>
internal static class AttackInputs
{
    /// <summary>Finds it.</summary>
    /// <returns>Null when there is none, with an error.</returns>
    public static Diagnosed<AttackCatalogue> Find(
        string text,
        KnowledgeStore store,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(text))
        {
            AttackCatalogue? held =
                store.Attack.FirstOrDefault(catalogue =>
                    string.Equals(KnowledgeStore.KeyOf(catalogue), text, StringComparison.OrdinalIgnoreCase)
                ) ?? store.Newest(text.ToLowerInvariant());
            string there = string.Join(", ", store.Attack.Select(KnowledgeStore.KeyOf));
            return held is not null
                ? new Diagnosed<AttackCatalogue>(held, [])
                : new Diagnosed<AttackCatalogue>(
                    null,
                    [
                        new Diagnostic(
                            StoreRules.NoSuchCatalogue,
                            $"'{Excerpt.OneLine(text, 200)}' is neither a file nor in the store, which has {(there.Length > 0 ? there : "none")}."
                        ),
                    ]
                );
        }

        foreach (OpenedInput opened in new InputOpener(InputLimits.Default).Open(text, cancellationToken))
        {
            if (opened.File is null)
            {
                return new Diagnosed<AttackCatalogue>(null, [opened.Problem!]);
            }

            Diagnosed<AttackReading> read = new StixImporter().ReadAttack(opened.File, cancellationToken);
            return read.Value is not null || read.HasErrors
                ? new Diagnosed<AttackCatalogue>(read.Value?.Catalogue, read.Diagnostics)
                : new Diagnosed<AttackCatalogue>(
                    null,
                    [
                        .. read.Diagnostics,
                        new Diagnostic(
                            StixRules.NotAttack,
                            "No object of it has an ATT&CK id.",
                            new SourceLocation(text)
                        ),
                    ]
                );
        }

        return new Diagnosed<AttackCatalogue>(
            null,
            [new Diagnostic(InputRules.Empty, "It holds no file.", new SourceLocation(text))]
        );
    }
}
