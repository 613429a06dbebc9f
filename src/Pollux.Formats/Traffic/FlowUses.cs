using Pollux.Twin.Flows;

namespace Pollux.Formats.Traffic;

/// <summary>Uses as bits, for summing up.</summary>
internal static class FlowUses
{
    public const int None = 0;
    public const int Discover = 1 << (int)FlowUse.Discover;
    public const int Login = 1 << (int)FlowUse.Login;
    public const int Read = 1 << (int)FlowUse.Read;
    public const int Write = 1 << (int)FlowUse.Write;
    public const int Control = 1 << (int)FlowUse.Control;
    public const int Program = 1 << (int)FlowUse.Program;
    public const int FileTransfer = 1 << (int)FlowUse.FileTransfer;
    public const int Administer = 1 << (int)FlowUse.Administer;

    public static int Bit(FlowUse use) => 1 << (int)use;
}
