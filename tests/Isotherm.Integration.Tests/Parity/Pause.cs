namespace Isotherm.Integration.Tests.Parity;

/// <summary>When a follower is level with its node.</summary>
internal enum Pause
{
    /// <summary>A block was taken in.</summary>
    Block,

    /// <summary>Blocks were taken back and no new one has come.</summary>
    Rewind,
}
