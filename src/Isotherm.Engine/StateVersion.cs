using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Versions of the engine's binary forms. Networks without accrual keep the shorter one.</summary>
internal static class StateVersion
{
    /// <summary>Before there was a self-audit; read, never written.</summary>
    public const byte Undisputed = 1;

    /// <summary>With each cluster's dispute after its liquidation.</summary>
    public const byte Plain = 2;

    /// <summary>And with the market's accrual after its lists, and each node's after its amounts.</summary>
    public const byte Accruing = 3;

    public static byte Of(Market? market) => market?.Accrual is null ? Plain : Accruing;

    /// <exception cref="InvalidDataException">The version is of another program.</exception>
    public static byte Check(byte version, string what) => version is >= Undisputed and <= Accruing
        ? version
        : throw new InvalidDataException($"The {what} has version {version}; this program reads {Undisputed} to {Accruing}.");
}
