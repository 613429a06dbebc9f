using Pollux.Diagnostics;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>What can be wrong with a site description; codes PLX2400 to PLX2499.</summary>
public static class SiteDescriptionRules
{
    /// <summary>The text is not YAML; nothing after the place can be read.</summary>
    public static readonly DiagnosticRule NotYaml = new(
        "PLX2400",
        Severity.Error,
        "The file is not valid YAML",
        "Correct the line; most often an indentation is off or a colon is not followed by a space."
    );

    /// <summary>The file is YAML, but says nothing that makes it a site description.</summary>
    public static readonly DiagnosticRule NotASiteDescription = new(
        "PLX2401",
        Severity.Error,
        "The file is not a site description",
        "Begin with 'site:' and the site's name; docs/formats/site-description.md shows the smallest useful file."
    );

    /// <summary>A key that the format does not have; ignored.</summary>
    public static readonly DiagnosticRule UnknownKey = new(
        "PLX2402",
        Severity.Warning,
        "A key is not known and was ignored",
        "Use a key from docs/formats/site-description.md."
    );

    /// <summary>A value of another kind than its key takes; ignored.</summary>
    public static readonly DiagnosticRule WrongKindOfValue = new(
        "PLX2403",
        Severity.Error,
        "A value is of the wrong kind",
        "Write the kind of value that the key takes; docs/formats/site-description.md lists them."
    );

    /// <summary>A name that nothing in the file has.</summary>
    public static readonly DiagnosticRule UnknownReference = new(
        "PLX2404",
        Severity.Error,
        "A name is used that nothing has",
        "Declare the thing in its section, or correct the name."
    );

    /// <summary>A name of something that cannot stand in this place.</summary>
    public static readonly DiagnosticRule ReferenceOfWrongKind = new(
        "PLX2405",
        Severity.Error,
        "A name is of something that cannot stand here",
        "Name a thing of the kind that the key takes."
    );

    /// <summary>Two things of one name; the first is kept.</summary>
    public static readonly DiagnosticRule DuplicateName = new(
        "PLX2406",
        Severity.Error,
        "A name is used twice",
        "Give each thing a name of its own; names are unique in the whole file, whatever the section."
    );

    /// <summary>A number outside its range.</summary>
    public static readonly DiagnosticRule OutOfRange = new(
        "PLX2407",
        Severity.Error,
        "A number is out of range",
        "Write a number within the range."
    );

    /// <summary>An address, network or MAC that cannot be one.</summary>
    public static readonly DiagnosticRule BadAddress = new(
        "PLX2408",
        Severity.Error,
        "An address is not valid",
        "Write IPv4 or IPv6 addresses, networks as 10.1.0.0/16 and MACs as 00:1b:1b:0a:0b:0c."
    );

    /// <summary>A word that the format does not know: a type, a protocol, a consequence.</summary>
    public static readonly DiagnosticRule UnknownWord = new(
        "PLX2409",
        Severity.Warning,
        "A word is not known",
        "Use a word from the lists in docs/formats/site-description.md."
    );

    /// <summary>Too deep, too long or too often repeated.</summary>
    public static readonly DiagnosticRule TooLarge = new(
        "PLX2410",
        Severity.Error,
        "The file goes beyond a limit",
        "Split the file, or write fewer levels and repetitions; docs/formats/site-description.md names the limits."
    );

    /// <summary>A control or key that this type of thing does not have; ignored.</summary>
    public static readonly DiagnosticRule DoesNotApply = new(
        "PLX2411",
        Severity.Warning,
        "A key or control does not apply to this type of thing",
        "Move it to the thing that it belongs to, or correct the type."
    );

    /// <summary>A device's address lies in none of its zones' networks.</summary>
    public static readonly DiagnosticRule AddressOutsideZone = new(
        "PLX2412",
        Severity.Warning,
        "An address is outside the networks of its zone",
        "Correct the address or the zone, or add the network to the zone."
    );

    /// <summary>Two devices of one zone say that they have the same address.</summary>
    public static readonly DiagnosticRule SharedAddress = new(
        "PLX2413",
        Severity.Warning,
        "Two devices of one zone have the same address",
        "Correct one of them; scans cannot be matched to the right device otherwise."
    );

    /// <summary>A conduit that does not say what it lets pass; taken as everything.</summary>
    public static readonly DiagnosticRule PermitsNotSaid = new(
        "PLX2414",
        Severity.Warning,
        "A conduit does not say what it permits and is taken as open for everything",
        "Add 'permits:' with services, ports or the word any."
    );

    /// <summary>The three figures of a loss do not rise.</summary>
    public static readonly DiagnosticRule LossNotRising = new(
        "PLX2415",
        Severity.Error,
        "The figures of a loss do not rise from low over likely to high",
        "Order them: low is the least plausible figure, high the greatest."
    );

    /// <summary>A crown jewel without a loss.</summary>
    public static readonly DiagnosticRule CrownJewelWithoutLoss = new(
        "PLX2416",
        Severity.Info,
        "A crown jewel has no loss, so its risk cannot be told in money",
        "Add 'loss:' with the name of a loss or with a figure."
    );

    /// <summary>One asset, two crown jewels, two losses.</summary>
    public static readonly DiagnosticRule TwoLosses = new(
        "PLX2417",
        Severity.Warning,
        "An asset has two different losses; the greater one is used",
        "Give the second consequence to the asset that bears it, such as the process unit or the business function."
    );

    /// <summary>Something that must be there is missing.</summary>
    public static readonly DiagnosticRule Missing = new(
        "PLX2418",
        Severity.Error,
        "Something that is needed is missing",
        "Add the key named."
    );

    /// <summary>A range other than a loss whose figures do not rise.</summary>
    public static readonly DiagnosticRule FiguresNotRising = new(
        "PLX2419",
        Severity.Error,
        "The figures of a range do not rise from low over likely to high",
        "Order them: low is the least plausible figure, high the greatest."
    );

    /// <summary>A lognormal loss that cannot be one.</summary>
    public static readonly DiagnosticRule LossWithoutRange = new(
        "PLX2420",
        Severity.Error,
        "A lognormal loss does not have what makes one",
        "Give 'low' above 0 and a greater 'high': 5 % of such losses are below the one and 5 % above the other. Leave 'likely' out."
    );
}
