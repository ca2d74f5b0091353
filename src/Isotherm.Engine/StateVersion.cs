using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Versions of the engine's binary forms. Networks without accrual keep the first one, so that what they stored stays as it is.</summary>
internal static class StateVersion
{
    public const byte Plain = 1;

    /// <summary>With the market's accrual after its lists, and each node's after its amounts.</summary>
    public const byte Accruing = 2;

    public static byte Of(Market? market) => market?.Accrual is null ? Plain : Accruing;

    /// <exception cref="InvalidDataException">The version is of another program.</exception>
    public static byte Check(byte version, string what) => version is Plain or Accruing
        ? version
        : throw new InvalidDataException($"The {what} has version {version}; this program reads {Plain} and {Accruing}.");
}
