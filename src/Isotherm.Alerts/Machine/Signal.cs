namespace Isotherm.Alerts.Machine;

/// <summary>What a block says to a rule about one subject.</summary>
internal enum Signal : byte
{
    /// <summary>The rule has nothing to say of it: exempt, liquidated, or out of scope by now.</summary>
    Out = 0,

    /// <summary>The condition holds.</summary>
    Enter = 1,

    /// <summary>It does not hold, yet not by enough to be over.</summary>
    Dead = 2,

    /// <summary>It is over.</summary>
    Leave = 3,

    /// <summary>Nothing can be said.</summary>
    Unknown = 4,
}
