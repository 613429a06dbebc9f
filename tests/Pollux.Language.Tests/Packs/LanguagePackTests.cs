using Pollux.Diagnostics;
using Pollux.Language.Packs;
using Pollux.Language.Tests.CoreLanguage;

namespace Pollux.Language.Tests.Packs;

public sealed class LanguagePackTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-pack");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_core_pack_gives_a_step_its_words_and_techniques()
    {
        StepWords? words = CorePack.Get().WordsOfStep("Controller", "programChanged");
        words.ShouldNotBeNull();
        words.Sentence.ShouldBe("The attacker downloads a changed program into the controller.");
        words.Techniques.Select(technique => technique.Id).ShouldBe(["T0843", "T0889", "T0821"]);
        words.Techniques[0].Name.ShouldBe("Program Download");
        words.Techniques[0].Domain.ShouldBe("ics");
    }

    [Fact]
    public void A_subtype_inherits_words_and_may_have_its_own()
    {
        LanguagePack core = CorePack.Get();
        core.WordsOfStep("SafetyController", "programChanged")!.Label.ShouldBe("Changed program downloaded");
        core.WordsOfStep("OperatorStation", "userAccess")!.Label.ShouldBe("Works on the operator screen");
        core.WordsOfStep("Historian", "control")!.Label.ShouldBe("Computer taken over");
        core.WordsOfStep("OperatorStation", "userAccess")!.Techniques.Select(t => t.Id).ShouldContain("T1059");
    }

    [Fact]
    public void The_core_pack_gives_a_defence_its_facts()
    {
        DefenseWords? words = CorePack.Get().WordsOfDefense("SafetyController", "keySwitchRun");
        words.ShouldNotBeNull();
        words.Label.ShouldBe("Controller key switch in RUN");
        words.Mitigations.Select(mitigation => mitigation.Id).ShouldBe(["M0800", "M0801"]);
        words.Requirement.ShouldBe("SR 2.1");
        words.Cost.ShouldBe(CostClass.Low);
        words.CostReason.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_fact_about_a_flaw_can_not_be_chosen_as_a_measure()
    {
        LanguagePack core = CorePack.Get();
        core.WordsOfDefense("RemoteVulnerability", "noWeapon")!.Cost.ShouldBe(CostClass.None);
        core.WordsOfDefense("RemoteVulnerability", "patched")!.Cost.ShouldBe(CostClass.Low);
    }

    [Fact]
    public void Defences_have_no_step_words_and_steps_no_defence_words()
    {
        CorePack.Get().WordsOfStep("Controller", "keySwitchRun").ShouldBeNull();
        CorePack.Get().WordsOfDefense("Controller", "programChanged").ShouldBeNull();
        CorePack.Get().WordsOfStep("Controller", "nothing").ShouldBeNull();
        CorePack.Get().WordsOfStep("Nothing", "lost").ShouldBeNull();
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_pack()
    {
        Diagnosed<LanguagePack> read = LanguagePack.Load(folder.FullName);
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(PackRules.Unreadable);
    }

    [Fact]
    public void A_small_pack_of_its_own_loads()
    {
        WritePack();
        Diagnosed<LanguagePack> read = LanguagePack.Load(folder.FullName);
        read.Diagnostics.ShouldBeEmpty();
        read.Value!.Id.ShouldBe("test.pack");
        read.Value.WordsOfStep("Thing", "broken")!.Label.ShouldBe("broken");
    }

    [Theory]
    [InlineData("id: test.pack", "id: other.pack", "PLX1406")]
    [InlineData("version: 1.0.0", "version: 2.0.0", "PLX1406")]
    [InlineData("title: Test", "", "PLX1402")]
    [InlineData("title: Test", "title: [", "PLX1401")]
    [InlineData("language: main.mal", "language: ../main.mal", "PLX1404")]
    [InlineData("language: main.mal", "language: /etc/main.mal", "PLX1404")]
    [InlineData("tables: {t: table.json}", "tables: table.json", "PLX1401")]
    [InlineData("tables: {t: table.json}", "tables: {t: none.json}", "PLX1400")]
    public void What_is_wrong_with_a_manifest_is_reported(string good, string bad, string code)
    {
        WritePack(manifest: Manifest.Replace(good, bad, StringComparison.Ordinal));
        Diagnosed<LanguagePack> read = LanguagePack.Load(folder.FullName);
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldContain(problem => problem.Rule.Code == code);
    }

    [Fact]
    public void A_manifest_that_is_nested_very_deeply_is_refused_not_followed()
    {
        WritePack(manifest: "tables: " + new string('[', 100_000) + new string(']', 100_000));
        LanguagePack.Load(folder.FullName).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(PackRules.InvalidManifest);
    }

    [Fact]
    public void An_unknown_key_of_a_manifest_is_a_warning_at_its_line()
    {
        WritePack(manifest: Manifest + "colour: red\n");
        Diagnosed<LanguagePack> read = LanguagePack.Load(folder.FullName);
        read.Value.ShouldNotBeNull();
        Diagnostic problem = read.Diagnostics.ShouldHaveSingleItem();
        problem.Rule.ShouldBe(PackRules.UnknownKey);
        problem.Location!.Line.ShouldBe(6);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"techniques\": 1}")]
    [InlineData("{\"techniques\": [1]}")]
    [InlineData(
        "{\"techniques\": [{\"tag\":\"T1\",\"domain\":\"ics\",\"version\":\"1\",\"id\":\"T1\",\"name\":\"N\"}]}"
    )]
    [InlineData(
        "{\"capabilities\": [{\"tag\":\"a\",\"label\":\"b\",\"text\":\"c\"},{\"tag\":\"a\",\"label\":\"b\",\"text\":\"c\"}]}"
    )]
    public void A_table_that_is_none_is_reported(string table)
    {
        WritePack(table: table);
        Diagnosed<LanguagePack> read = LanguagePack.Load(folder.FullName);
        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(PackRules.InvalidTable);
    }

    private const string Manifest =
        "id: test.pack\nversion: 1.0.0\ntitle: Test\nlanguage: main.mal\ntables: {t: table.json}\n";

    private void WritePack(string manifest = Manifest, string table = "{}")
    {
        Write("pack.yaml", manifest);
        Write("table.json", table);
        Write(
            "main.mal",
            "#id: \"test.pack\"\n#version: \"1.0.0\"\ncategory C { asset Thing { | tried -> broken | broken } }\n"
        );
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
