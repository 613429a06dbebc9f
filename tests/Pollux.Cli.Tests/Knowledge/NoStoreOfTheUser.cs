using Pollux.Cli.Tests.Knowledge;

[assembly: AssemblyFixture(typeof(NoStoreOfTheUser))]

namespace Pollux.Cli.Tests.Knowledge;

/// <summary>Keeps the knowledge store of whoever runs the tests out of them.</summary>
public sealed class NoStoreOfTheUser
{
    public NoStoreOfTheUser() =>
        Environment.SetEnvironmentVariable(
            "POLLUX_KNOWLEDGE",
            Path.Combine(Path.GetTempPath(), "no-such-pollux-store")
        );
}
