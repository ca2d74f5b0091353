using System.Numerics;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Writes a history block by block from a seed and the network as it stands. Some transactions may be refused by the contract, on purpose.</summary>
internal interface IScript
{
    /// <summary>The first blocks.</summary>
    IEnumerable<IReadOnlyList<Transaction>> Opening();

    /// <summary>Seconds until the next block.</summary>
    int Gap(int block);

    /// <summary>The transactions of the next block.</summary>
    /// <param name="block">Its place in the history, from 0.</param>
    /// <param name="picture">The network at its parent, or close to it.</param>
    /// <param name="nextTime">Its unix second.</param>
    /// <param name="baseFee">Its base fee, wei per gas.</param>
    IReadOnlyList<Transaction> Block(int block, NetworkPicture picture, long nextTime, BigInteger baseFee);

    /// <summary>How deep the reorganisation before this block is to be; 0 for none.</summary>
    int DepthBefore(int block);

    /// <summary>One way of three to reorganise.</summary>
    int Manner();
}
