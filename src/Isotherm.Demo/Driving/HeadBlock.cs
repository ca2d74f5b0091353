using System.Numerics;

namespace Isotherm.Demo.Driving;

/// <summary>The header fields that planning needs.</summary>
/// <param name="BaseFee">Wei.</param>
/// <param name="Timestamp">Unix seconds.</param>
internal sealed record HeadBlock(long Number, string Hash, long Timestamp, BigInteger BaseFee, long GasUsed, long GasLimit);
