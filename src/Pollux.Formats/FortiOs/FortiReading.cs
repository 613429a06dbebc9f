using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Pollux.Diagnostics;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;

namespace Pollux.Formats.FortiOs;

/// <summary>One reading of a FortiGate's configuration: sections within sections, entries, settings.</summary>
internal sealed class FortiReading(DiagnosticBag diagnostics, InputLimits limits) : IConfigurationReading
{
    // No FortiOS nests deeper.
    private const int Deepest = 32;

    private readonly LineAccount account = new(diagnostics, limits);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stack<Frame> frames = new();
    private readonly FortiModel model = new(limits);
    private string? version;
    private string? domain;

    // How the line was taken that a text began on, which goes on over several lines.
    private Action<ConfigurationLine>? openText;

    /// <summary>Reads one line.</summary>
    public void Read(ConfigurationLine line)
    {
        if (openText is not null)
        {
            ConfiguredDevice.Add(hash, line);
            openText(line);
            openText = FortiObject.Closes(line.Text) ? null : openText;
            return;
        }

        if (line.Text[0] == '#')
        {
            ReadComment(line);
            return;
        }

        ConfiguredDevice.Add(hash, line);
        ImmutableArray<string> words = FortiObject.Split(line.Text, out bool isOpen);
        Action<ConfigurationLine> taken = words switch
        {
            ["config", _, ..] => Begin(line, words),
            ["end"] => End(line),
            ["edit", var name] => Edit(line, name),
            ["next"] => Next(line),
            ["set" or "append", var key, _, ..] => Set(line, words, key),
            ["unset", var key] => Unset(line, key),
            _ => Rest(line),
        };
        openText = isOpen ? taken : null;
    }

    /// <summary>The document; null when nothing in it could be used.</summary>
    public ImportedDocument? Finish()
    {
        foreach (Frame frame in frames)
        {
            RefuseBegin(frame);
        }

        return model.Finish(account, version, ConfiguredDevice.DigestOf(hash));
    }

    private void ReadComment(ConfigurationLine line)
    {
        // "#config-version=FGVMK6-6.4.4-FW-build1803-201209:opmode=1:..."
        if (
            line.Text.StartsWith("#config-version=", StringComparison.Ordinal)
            && line.Text.Split('-') is [_, _, var number, ..]
        )
        {
            version = Excerpt.OneLineOrNull(number, 60);
        }
    }

    private Action<ConfigurationLine> Begin(ConfigurationLine line, ImmutableArray<string> words)
    {
        string name = string.Join(' ', words[1..]);
        Frame? outer = frames.TryPeek(out Frame? found) ? found : null;
        if (frames.Count >= Deepest)
        {
            throw new InputLimitException($"The configuration has sections more than {Deepest} deep.");
        }

        if (outer is null or { IsTransparent: true })
        {
            return BeginTop(line, name, outer);
        }

        RefuseBegin(outer);
        string inner = $"{outer.Name} {name}";
        if (outer.Class is { } lineClass)
        {
            bool isMembers = name == "members" && outer.Name is "system sdwan" or "system virtual-wan-link";
            return isMembers
                ? Push(new Frame(inner) { Problem = "routing by SD-WAN is not modelled" }, Refuse, line)
                : Push(new Frame(inner) { Class = lineClass }, line);
        }

        if (
            outer.Problem is null
            && FortiSections.Read.TryGetValue(inner, out FrozenSet<string>? keys)
            && outer.Current is { } entry
        )
        {
            account.Understand();
            frames.Push(new Frame(inner) { Keys = keys, Owner = entry });
            return Understood;
        }

        return Push(new Frame(inner) { Problem = outer.Problem ?? "what is inside is not modelled" }, Refuse, line);
    }

    private Action<ConfigurationLine> BeginTop(ConfigurationLine line, string name, Frame? outer)
    {
        if (outer is null && name is "global" or "vdom")
        {
            account.Understand();
            frames.Push(new Frame(name) { IsTransparent = true });
            return Understood;
        }

        // The model has one set of rules for a device.
        if (outer is { Name: "vdom", Domain: { } current } && (domain ??= current) != current)
        {
            return Push(
                new Frame(name) { Problem = "only the first virtual domain with a configuration is modelled" },
                Refuse,
                line
            );
        }

        if (FortiSections.Read.TryGetValue(name, out FrozenSet<string>? keys))
        {
            account.Understand();
            frames.Push(new Frame(name) { Keys = keys });
            return Understood;
        }

        return FortiSections.Ignored.Of(line) is { } lineClass
            ? Push(new Frame(name) { Class = lineClass }, line)
            : Push(
                new Frame(name) { Problem = "sections of this kind are not modelled", Begin = line },
                (_, _) => Understood,
                line
            );
    }

    private Action<ConfigurationLine> Push(Frame frame, ConfigurationLine line)
    {
        frames.Push(frame);
        return Ignore(line, frame.Class!);
    }

    private Action<ConfigurationLine> Push(
        Frame frame,
        Func<ConfigurationLine, string?, Action<ConfigurationLine>> take,
        ConfigurationLine line
    )
    {
        frames.Push(frame);
        return take(line, frame.Problem);
    }

    private Action<ConfigurationLine> End(ConfigurationLine line)
    {
        if (!frames.TryPop(out Frame? frame))
        {
            return Refuse(line, "no section is open");
        }

        if (frame.Begin is { } begin)
        {
            account.Ignore(begin, "empty sections");
            return Ignore(line, "empty sections");
        }

        return frame.Problem is not null ? Refuse(line, frame.Problem) : Ignore(line, frame.Class ?? "cosmetic");
    }

    private Action<ConfigurationLine> Next(ConfigurationLine line)
    {
        if (!frames.TryPeek(out Frame? frame))
        {
            return Refuse(line, "no section is open");
        }

        frame.Current = null;
        return frame.Problem is not null ? Refuse(line, frame.Problem) : Ignore(line, frame.Class ?? "cosmetic");
    }

    private Action<ConfigurationLine> Edit(ConfigurationLine line, string name)
    {
        if (!frames.TryPeek(out Frame? frame))
        {
            return Refuse(line, "no section is open");
        }

        if (frame.IsTransparent)
        {
            frame.Domain = Excerpt.OneLine(name, 100);
            account.Understand();
            return Understood;
        }

        if (Blocked(frame, line) is { } taken)
        {
            model.LearnsRoutes |=
                frame.Name
                    is "router bgp neighbor"
                        or "router ospf area"
                        or "router rip network"
                        or "router isis isis-interface";
            return taken;
        }

        account.Understand();
        frame.Current = model.Edit(frame.Name, name, frame.Owner, line);
        return Understood;
    }

    private Action<ConfigurationLine> Set(ConfigurationLine line, ImmutableArray<string> words, string key)
    {
        if (!frames.TryPeek(out Frame? frame))
        {
            return Refuse(line, "no section is open");
        }

        if (frame.Class is not null && Exception(frame.Name, words) is { } why)
        {
            return Refuse(line, why);
        }

        if (Blocked(frame, line) is { } taken)
        {
            return taken;
        }

        if (frame.Keys?.Contains(key) == true)
        {
            frame.Current ??= model.Edit(frame.Name, "", frame.Owner, line);
            frame.Current.Set(key, line, words[2..], words[0] == "append");
            // What goes on over lines is a text, and decides nothing.
            return below => account.Ignore(below, "cosmetic");
        }

        return FortiSections.Settings.Of(line) is { } lineClass ? Ignore(line, lineClass)
            : frame.Name == "system global" ? Ignore(line, "management")
            : Refuse(line, $"the setting '{Excerpt.Of(key)}' is not known");
    }

    private Action<ConfigurationLine> Unset(ConfigurationLine line, string key)
    {
        if (!frames.TryPeek(out Frame? frame) || frame.Keys?.Contains(key) != true)
        {
            return
                FortiSections.Settings.Of(new ConfigurationLine(line.Number, line.Indent, $"set {key}"))
                    is { } lineClass
                && frame?.Keys is not null
                ? Ignore(line, lineClass)
                : Rest(line);
        }

        frame.Current ??= model.Edit(frame.Name, "", frame.Owner, line);
        frame.Current.Set(key, line, [], isAdded: false);
        return below => account.Ignore(below, "cosmetic");
    }

    private Action<ConfigurationLine> Rest(ConfigurationLine line) =>
        frames.TryPeek(out Frame? frame) && Blocked(frame, line) is { } taken ? taken : Refuse(line, null);

    // Settings that matter, in sections that do not.
    private static string? Exception(string section, ImmutableArray<string> words) =>
        (section, words) switch
        {
            ("system settings", ["set", "opmode", "transparent"]) => "transparent mode is not modelled",
            ("system settings", ["set", "central-nat", "enable"]) =>
                "translation apart from the policies is not modelled",
            ("system settings", ["set", "ngfw-mode", "policy-based"]) => "policies of this mode are not modelled",
            ("vpn ssl settings", ["set", "source-interface", ..]) => "what comes through a tunnel is not modelled",
            _ => null,
        };

    private Action<ConfigurationLine>? Blocked(Frame frame, ConfigurationLine line)
    {
        RefuseBegin(frame);
        return frame.Problem is not null ? Refuse(line, frame.Problem)
            : frame.Class is { } lineClass ? Ignore(line, lineClass)
            : null;
    }

    private Action<ConfigurationLine> Ignore(ConfigurationLine line, string lineClass)
    {
        account.Ignore(line, lineClass);
        return below => account.Ignore(below, lineClass);
    }

    private Action<ConfigurationLine> Refuse(ConfigurationLine line, string? why)
    {
        if (frames.TryPeek(out Frame? frame))
        {
            RefuseBegin(frame);
        }

        account.Refuse(line, why);
        return below => account.Refuse(below, why);
    }

    private void RefuseBegin(Frame frame)
    {
        if (frame.Begin is { } begin)
        {
            account.Refuse(begin, frame.Problem);
            frame.Begin = null;
        }
    }

    private void Understood(ConfigurationLine line) => account.Understand();

    private sealed class Frame(string name)
    {
        public string Name { get; } = name;

        /// <summary>The class that all lines are ignored under.</summary>
        public string? Class { get; init; }

        /// <summary>Why all lines are refused.</summary>
        public string? Problem { get; init; }

        /// <summary>The line that begins a section which is refused, until something is in it.</summary>
        public ConfigurationLine? Begin { get; set; }

        public FrozenSet<string>? Keys { get; init; }

        public bool IsTransparent { get; init; }

        public string? Domain { get; set; }

        public FortiObject? Owner { get; init; }

        public FortiObject? Current { get; set; }
    }
}
