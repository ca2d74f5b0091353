using System.Numerics;

namespace Isotherm.Cli.Keeping;

/// <summary>Something that a keeper tells.</summary>
/// <param name="Block">The head's number; null before there is one.</param>
/// <param name="Time">The head's unix second; null as above.</param>
/// <param name="Word">What: <c>ready sent would-send done done-by-another reverted refused waiting held orphaned lost problem</c>.</param>
/// <param name="Words">Why, or how, for people.</param>
internal sealed record KeeperEvent(ulong? Block, long? Time, string Word, string Words)
{
    public Deed? Deed { get; init; }

    /// <summary>The cluster's printed name.</summary>
    public string? Name { get; init; }

    /// <summary>Hash of the transaction.</summary>
    public string? Transaction { get; init; }

    public ulong? Nonce { get; init; }

    /// <summary>Gas: the limit of what was sent, or what was used.</summary>
    public BigInteger? Gas { get; init; }

    /// <summary>Most wei per gas.</summary>
    public BigInteger? MaxFee { get; init; }

    /// <summary>Wei that it cost.</summary>
    public BigInteger? Cost { get; init; }

    /// <summary>What a liquidation took, token base units.</summary>
    public BigInteger? Seized { get; init; }

    /// <summary>What we got of it, token base units.</summary>
    public BigInteger? Bounty { get; init; }
}
