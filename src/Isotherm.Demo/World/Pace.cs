namespace Isotherm.Demo.World;

/// <summary>How fast blocks come: turns the seconds of the contract's rules into blocks.</summary>
/// <param name="BlockSeconds">Seconds between two blocks.</param>
internal readonly record struct Pace(int BlockSeconds)
{
    /// <summary>The least number of blocks that lasts at least so long.</summary>
    public int BlocksIn(int seconds) => (seconds + BlockSeconds - 1) / BlockSeconds;
}
