using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.SiteDescriptions.Yaml;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>The second pass: what is said of one thing, as statements.</summary>
internal sealed class SiteFacts(SiteValues values, SiteIndex index, SiteServices services)
{
    /// <summary>The statements of one thing: about itself first, then about what it names for the first time.</summary>
    public ImmutableArray<Statement> Of(SiteThing thing)
    {
        var gathered = new Gathered();
        ReadMap(thing, thing.Map, thing.Section, gathered);
        AddInternet(thing, gathered);
        CheckLoss(thing, gathered);
        var itself = new AssetStatement(Identified(thing, gathered), gathered.Facts());
        return [itself, .. gathered.Others];
    }

    private void ReadMap(SiteThing thing, YamlMap map, SectionSchema section, Gathered gathered)
    {
        foreach (YamlEntry entry in map.Entries)
        {
            string word = entry.Key.Text;
            KeySchema? key = section.Find(word);
            if (key is null)
            {
                values.Add(
                    SiteDescriptionRules.UnknownKey,
                    entry.Key,
                    $"A {section.Singular} has no key '{SiteValues.Short(word)}'; it was ignored.",
                    Spelling.DidYouMean(word, section.AllKeys.Select(known => known.Name))
                );
            }
            else if (!gathered.Seen.Add(key.Name))
            {
                values.Add(
                    SiteDescriptionRules.DuplicateName,
                    entry.Key,
                    $"'{key.Name}' is there twice; the second is ignored.",
                    "Put all values under one key, as a list."
                );
            }
            else if (Applies(thing, key, entry.Key))
            {
                ReadKey(thing, key, entry.Value, gathered);
            }
        }
    }

    private void ReadKey(SiteThing thing, KeySchema key, YamlNode value, Gathered gathered)
    {
        switch (key)
        {
            case PropertyKey property:
                foreach (YamlNode item in Several(property.Name, value, property.Several))
                {
                    if (values.Read(item, key.Name, property.Shape) is { } text)
                    {
                        gathered.Properties.Add(new PropertyFact(property.Property, text));
                    }
                }

                break;
            case IdentifierKey identifier:
                ReadIdentifier(thing, identifier, value, gathered);
                break;
            case LinkKey link:
                foreach (AssetReference other in References(value, link))
                {
                    gathered.Links.Add(new LinkFact(link.Role, other));
                    if (link.BackRole is { } back)
                    {
                        gathered.Links.Add(new LinkFact(back, other));
                    }
                }

                break;
            case ServiceLinkKey link:
                foreach (
                    SiteService service in SiteMaps.Items(value).SelectMany(item => services.Resolve(item, key.Name))
                )
                {
                    gathered.Links.Add(new LinkFact(link.Role, service.Reference));
                    gathered.Others.Add(service.Statement);
                }

                break;
            case SpecialKey { Name: "controls" }:
                gathered.Defenses.AddRange(Controls(thing.Type, value));
                break;
            case SpecialKey { Name: "services" }:
                ReadServices(thing, value, gathered);
                break;
            case SpecialKey { Name: "permits" }:
                ReadPermits(value, gathered);
                break;
            case SpecialKey { Name: "credential" }:
                ReadCredential(thing, value, gathered);
                break;
        }
    }

    /// <summary>The defences that a list or map of controls states for a type of asset.</summary>
    public ImmutableArray<DefenseFact> Controls(string type, YamlNode value)
    {
        ImmutableArray<DefenseFact>.Builder facts = ImmutableArray.CreateBuilder<DefenseFact>();
        switch (value)
        {
            case YamlMap map:
                foreach (YamlEntry entry in map.Entries)
                {
                    AddControl(type, entry.Key, entry.Value, facts);
                }

                break;
            case YamlList list when list.Items.All(item => item is YamlScalar):
                foreach (YamlScalar item in list.Items.Cast<YamlScalar>())
                {
                    AddControl(type, item, new YamlScalar(item.Line, item.Column, "yes", IsQuoted: false), facts);
                }

                break;
            case YamlScalar { IsNothing: true }:
                break;
            default:
                values.Add(
                    SiteDescriptionRules.WrongKindOfValue,
                    value,
                    $"'controls' takes a map from controls to yes, no or a probability, or a list of those that are there; there is {SiteValues.InWords(value)}."
                );
                break;
        }

        return facts.ToImmutable();
    }

    private void AddControl(string type, YamlScalar name, YamlNode value, ImmutableArray<DefenseFact>.Builder facts)
    {
        if (Defense(type, name) is not { } defense)
        {
            return;
        }

        YamlNode? said = value is YamlMap map ? SiteMaps.Find(map, "value") : value;
        YamlNode? why = value is YamlMap reasons ? SiteMaps.Find(reasons, "reason") : null;
        if (said is null)
        {
            values.Add(
                SiteDescriptionRules.Missing,
                value,
                $"The control '{name.Text}' has a reason, but no value.",
                "Add 'value:' with yes, no, unknown or a number from 0 to 1."
            );
            return;
        }

        string reason = (why is null ? null : values.Text(why, "reason")) ?? "Stated in the site description.";
        if (values.Probability(said, name.Text) is { } probability)
        {
            facts.Add(new DefenseFact(defense, probability, reason));
        }
    }

    private string? Defense(string type, YamlScalar name)
    {
        ImmutableArray<string> known = SiteControls.For(type);
        string? defense = SiteControls.Find(name.Text);
        if (defense is not null && known.Contains(defense, StringComparer.Ordinal))
        {
            return defense;
        }

        if (defense is not null)
        {
            values.Add(
                SiteDescriptionRules.DoesNotApply,
                name,
                $"The control '{name.Text}' is none of a {SiteTypes.InWords(type)}; it was ignored.",
                $"It belongs to: {string.Join(", ", SiteControls.TypesWith(defense).Select(SiteTypes.InWords))}."
            );
            return null;
        }

        values.Add(
            SiteDescriptionRules.UnknownWord,
            name,
            $"'{SiteValues.Short(name.Text)}' is no control that is known here; it was ignored.",
            Spelling.DidYouMean(name.Text, known) ?? $"A {SiteTypes.InWords(type)} has: {string.Join(", ", known)}."
        );
        return null;
    }

    private void ReadIdentifier(SiteThing thing, IdentifierKey key, YamlNode value, Gathered gathered)
    {
        foreach (YamlNode item in Several(key.Name, value, key.Several))
        {
            if (values.Read(item, key.Name, key.Shape) is not { } text)
            {
                continue;
            }

            string scope = key.Kind is IdentifierKind.IpAddress ? Scope(thing, item, text) : "";
            gathered.Identifiers.Add(new Identifier(key.Kind, text, scope));
            if (key.Property is { } property)
            {
                gathered.Properties.Add(new PropertyFact(property, text));
            }
        }
    }

    // The zone whose networks hold the address; the device's first zone when none says its networks.
    private string Scope(SiteThing thing, YamlNode item, string address)
    {
        ImmutableArray<SiteThing> zones =
        [
            .. SiteMaps
                .Items(thing["zone"])
                .Concat(SiteMaps.Items(thing["zones"]))
                .OfType<YamlScalar>()
                .Select(name => index.Find(name.Text.Trim()))
                .OfType<SiteThing>()
                .Where(zone => SiteTypes.IsA(zone.Type, "Zone")),
        ];
        var networks = zones.ToDictionary(zone => zone.Name, SiteAddresses.NetworksOf, StringComparer.Ordinal);
        SiteThing? holder = zones.FirstOrDefault(zone => SiteAddresses.IsIn(address, networks[zone.Name]));
        if (holder is null && zones.Length > 0 && networks.Values.All(known => known.Length > 0))
        {
            values.Add(
                SiteDescriptionRules.AddressOutsideZone,
                item,
                $"{address} of '{thing.Name}' is in no network of {string.Join(" or ", zones.Select(zone => $"'{zone.Name}'"))}."
            );
        }

        return (holder ?? zones.FirstOrDefault())?.Name ?? "";
    }

    private void ReadServices(SiteThing device, YamlNode value, Gathered gathered)
    {
        IEnumerable<(YamlNode Name, YamlMap Said)> said = value is YamlMap map
            ? map.Entries.Select(entry => ((YamlNode)entry.Key, entry.Value as YamlMap ?? Empty(entry.Value)))
            : SiteMaps.Items(value).Select(item => (item, Empty(item)));
        foreach ((YamlNode name, YamlMap details) in said)
        {
            if (values.Text(name, "services") is { } word)
            {
                ReadService(device, name, word, details, gathered);
            }
        }
    }

    private void ReadService(SiteThing device, YamlNode name, string word, YamlMap details, Gathered gathered)
    {
        YamlNode port = SiteMaps.Find(details, "port") ?? name;
        string? type = SiteMaps.Find(details, "type") is { } typeNode ? ServiceType(typeNode) : null;
        ImmutableArray<string> ports = values.Text(port, "port") is { } text ? services.Ports(port, text) : [];
        foreach (string single in ports.Where(found => services.IsSingle(port, found)))
        {
            SiteService service = SiteServices.Of(device.Reference, single, SiteProtocols.Find(word), type);
            string kind = RefinedBy(details, service.Reference.Type);
            AssetReference reference = service.Reference with { Type = kind };
            var own = new Gathered();
            var thing = new SiteThing(SiteSchema.Services, $"{device.Name}:{single}", kind, name, details);
            ReadMap(thing, details, SiteSchema.Services, own);
            gathered.Links.Add(new LinkFact("services", reference));
            gathered.Others.Add(new AssetStatement(reference, [.. service.Facts, .. own.Facts(isDeclared: false)]));
            gathered.Others.AddRange(own.Others);
        }
    }

    private string? ServiceType(YamlNode node)
    {
        if (values.Text(node, "type") is not { } word)
        {
            return null;
        }

        string? type = SiteTypes.Find(word, "Service");
        if (type is null)
        {
            values.Add(
                SiteDescriptionRules.UnknownWord,
                node,
                $"'{SiteValues.Short(word)}' is no type of service that is known here.",
                Spelling.DidYouMean(word, SiteTypes.WordsFor("Service"))
            );
        }

        return type;
    }

    // A service of which no more is known becomes what its keys say: only a control service carries loops.
    private static string RefinedBy(YamlMap details, string type) =>
        type != "Service"
            ? type
            : SiteSchema
                .Services.Keys.Where(key => key.OnlyOn is not null && SiteMaps.Find(details, key.Name) is not null)
                .Select(key => key.OnlyOn!)
                .FirstOrDefault(type);

    private void ReadPermits(YamlNode value, Gathered gathered)
    {
        foreach (YamlNode item in SiteMaps.Items(value))
        {
            if (values.Text(item, "permits") is not { } text)
            {
                continue;
            }

            if (SiteWords.Plain(text) is "any" or "all" or "everything")
            {
                gathered.Properties.Add(new PropertyFact(Properties.Permits, "any"));
            }
            else if (text.Contains(':', StringComparison.Ordinal))
            {
                foreach (SiteService service in services.Resolve(item, "permits"))
                {
                    gathered.Links.Add(new LinkFact("permits", service.Reference));
                    gathered.Others.Add(service.Statement);
                }
            }
            else
            {
                gathered.Properties.AddRange(
                    services.Ports(item, text).Select(port => new PropertyFact(Properties.Permits, port))
                );
            }
        }
    }

    // A credential that only one account has may stand inside it: its controls, and where it is accepted.
    private void ReadCredential(SiteThing account, YamlNode value, Gathered gathered)
    {
        SectionSchema section = SiteSchema.Sections.First(known => known.Type == "Credential");
        if (value is not YamlMap map)
        {
            values.Add(
                SiteDescriptionRules.WrongKindOfValue,
                value,
                $"'credential' takes a map with the credential's controls, and there is {SiteValues.InWords(value)}.",
                "Name credentials of the section 'credentials' under 'credentials:'."
            );
            return;
        }

        var thing = new SiteThing(section, $"{account.Name} credential", "Credential", value, map);
        gathered.Links.Add(new LinkFact("credentials", thing.Reference));
        gathered.Others.AddRange(Of(thing));
    }

    private void AddInternet(SiteThing thing, Gathered gathered)
    {
        foreach (InternetKey key in thing.Section.Keys.OfType<InternetKey>())
        {
            bool linked = thing[key.Name] is { } node ? values.YesOrNo(node, key.Name) ?? key.Default : key.Default;
            if (linked)
            {
                gathered.Links.Add(new LinkFact(key.Role, index.Internet));
            }
        }

        if (thing.Section == SiteSchema.Conduits && thing["permits"] is null)
        {
            values.Add(
                SiteDescriptionRules.PermitsNotSaid,
                thing.At,
                $"The conduit '{thing.Name}' does not say what it permits; it is taken as open for everything."
            );
            gathered.Properties.Add(new PropertyFact(Properties.Permits, "any"));
        }

        foreach (string end in thing.Section == SiteSchema.Conduits ? new[] { "from", "to" } : [])
        {
            if (thing[end] is null)
            {
                values.Add(
                    SiteDescriptionRules.Missing,
                    thing.At,
                    $"The conduit '{thing.Name}' does not say '{end}'.",
                    $"Add '{end}:' with the name of a zone, or internet."
                );
            }
        }
    }

    private void CheckLoss(SiteThing thing, Gathered gathered)
    {
        if (!SiteMoney.Rises(gathered.Properties))
        {
            values.Add(
                SiteDescriptionRules.LossNotRising,
                thing.At,
                $"The figures of '{thing.Name}' do not rise from low over likely to high."
            );
        }

        if (!SiteMoney.HasItsShape(gathered.Properties))
        {
            values.Add(
                SiteDescriptionRules.LossWithoutRange,
                thing.At,
                $"The loss '{thing.Name}' cannot be lognormal; its figures are taken as a PERT range."
            );
        }
    }

    private static AssetReference Identified(SiteThing thing, Gathered gathered) =>
        thing.Reference with
        {
            Identifiers =
            [
                .. gathered
                    .Identifiers.Append(new Identifier(IdentifierKind.Name, thing.Name))
                    .Distinct()
                    .OrderBy(identifier => identifier.Kind)
                    .ThenBy(identifier => identifier.Value, StringComparer.Ordinal),
            ],
        };

    private IEnumerable<AssetReference> References(YamlNode value, LinkKey link) =>
        SiteMaps
            .Items(value)
            .Select(item => index.Resolve(item, link.Name, link.Target))
            .OfType<AssetReference>()
            .DistinctBy(reference => reference.Identifiers[0].Value, StringComparer.Ordinal);

    private IEnumerable<YamlNode> Several(string key, YamlNode value, bool several)
    {
        if (value is not YamlList list || several)
        {
            return SiteMaps.Items(value);
        }

        values.Add(SiteDescriptionRules.WrongKindOfValue, value, $"'{key}' takes one value, and there is a list.");
        return list.Items.Take(1);
    }

    private bool Applies(SiteThing thing, KeySchema key, YamlScalar at)
    {
        if (key.OnlyOn is null || SiteTypes.IsA(thing.Type, key.OnlyOn))
        {
            return true;
        }

        values.Add(
            SiteDescriptionRules.DoesNotApply,
            at,
            $"'{key.Name}' is said of a {SiteTypes.InWords(key.OnlyOn)}, and '{thing.Name}' is a {SiteTypes.InWords(thing.Type)}; it was ignored."
        );
        return false;
    }

    private static YamlMap Empty(YamlNode at) => new(at.Line, at.Column, 1, []);

    /// <summary>What was gathered about one thing.</summary>
    private sealed class Gathered
    {
        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public List<Identifier> Identifiers { get; } = [];

        public List<PropertyFact> Properties { get; } = [];

        public List<LinkFact> Links { get; } = [];

        public List<DefenseFact> Defenses { get; } = [];

        public List<Statement> Others { get; } = [];

        public ImmutableArray<Fact> Facts(bool isDeclared = true) =>
            [
                .. isDeclared ? [new PropertyFact(Twin.Assets.Properties.Standing, "declared")] : Array.Empty<Fact>(),
                .. Properties,
                .. Links,
                .. Defenses,
            ];
    }
}
