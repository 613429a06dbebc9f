using Pollux.Diagnostics;

namespace Pollux.Language.Tests;

/// <summary>Compiles MAL held in memory.</summary>
internal static class Compiled
{
    public const string Header = "#id: \"test\"\n#version: \"1.0.0\"\n";

    /// <summary>A language with every part of MAL, without the header.</summary>
    public const string Everything = """
        #note: "Line one\n\"two\" \\ ä"
        category System
          user info: "All parts of MAL."
        {
          abstract asset Node { | own [2^3^2 - (1 + Uniform(0, 2.5))] -> peers.own }
          asset Host extends Node {
            let hosts = peers[Host] \/ (owners /\ owners - peers*)[Host]
            # hardened [Bernoulli(0.4)] -> attack
            & action attack @T1190 @T0800 {C, A} [Exponential(0.1) * Bernoulli(0.5)]
              label info: "Attack"
              ! net.flow (peers.own src, own) sensor [tpr: 0.4, fpr: 0]
              ! quiet
              -> own, hosts().attack
            | effect empty []
            !E none <- peers, owners* -> attack
            | own +> attack
          }
        }
        associations {
          Node [peers] * <-- Link --> 0..1 [owners] Node
            user info: "A cable."
        }
        """;

    /// <summary>Compiles one file named <c>a.mal</c> whose third line is the first of the text.</summary>
    public static Diagnosed<CompiledLanguage> Of(string text) => Files(("a.mal", Header + text));

    /// <summary>Compiles files; the first is the main one.</summary>
    public static Diagnosed<CompiledLanguage> Files(params (string Path, string Text)[] files)
    {
        MemorySourceFiles sources = MemorySourceFiles.Empty;
        foreach ((string path, string text) in files)
        {
            sources = sources.With(path, text);
        }

        return LanguageCompiler.Compile(files[0].Path, CompilerOptions.Default with { Files = sources });
    }

    /// <summary>Compiles the members of one asset <c>A</c>, from line 4 on, that is linked with itself as <c>a</c> and <c>b</c>.</summary>
    public static Diagnosed<CompiledLanguage> Asset(string members) =>
        Of($"category C {{ asset A {{\n{members}\n}} }}\nassociations {{ A [a] * <-- L --> * [b] A }}");

    /// <summary>All diagnostics as <c>line,column code</c>.</summary>
    public static string[] Places(this Diagnosed<CompiledLanguage> compiled) =>
        [
            .. compiled.Diagnostics.Select(diagnostic =>
                $"{diagnostic.Location?.Line},{diagnostic.Location?.Column} {diagnostic.Rule.Code}"
            ),
        ];
}
