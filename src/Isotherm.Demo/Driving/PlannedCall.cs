namespace Isotherm.Demo.Driving;

/// <summary>A transaction to be, without nonce and fees.</summary>
/// <param name="Account">Number of the sending account, see <see cref="Account"/>.</param>
/// <param name="Target">The contract called.</param>
/// <param name="Data">Call data.</param>
/// <param name="GasLimit">Enough in every case.</param>
/// <param name="GasLikely">What it usually uses: the filler is measured by it.</param>
/// <param name="Rank">Its place in the block.</param>
internal sealed record PlannedCall(int Account, Target Target, byte[] Data, long GasLimit, long GasLikely, Rank Rank);
