using FsCheck;

namespace Pollux.Knowledge.Tests;

/// <summary>Checks a law over many generated cases, the same ones in each run.</summary>
internal static class Law
{
    public static void Holds(Property property, int cases = 500) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20261121UL, 7919UL).WithQuietOnSuccess(true),
            property
        );
}
