using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Feeds;

/// <summary>Readings of Chainlink-style feeds (AggregatorV3Interface) by view call and by event.</summary>
internal static class FeedSource
{
    public static readonly AbiEvent AnswerUpdated = AbiEvent.Parse("event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)");
    private static readonly AbiFunction LatestRound = AbiFunction.Parse("function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)");
    private static readonly AbiFunction Decimals = AbiFunction.Parse("function decimals() view returns (uint8 decimals)");

    /// <summary><c>latestRoundData()</c> at a block's hash (EIP-1898).</summary>
    public static RpcCall ViewCall(FeedSpec feed, string blockHash) =>
        new("eth_call", new { to = feed.Address, data = Hex.Encode(LatestRound.Encode()) }, new { blockHash });

    /// <summary><c>decimals()</c> of a feed or token at the head.</summary>
    public static RpcCall DecimalsCall(string address) => new("eth_call", new { to = address, data = Hex.Encode(Decimals.Encode()) }, "latest");

    /// <summary>The decimals that a feed or token answered; null when it answered none.</summary>
    public static int? ReadDecimals(RpcResult result) =>
        result.ValueOrNull is { ValueKind: System.Text.Json.JsonValueKind.String } value && Hex.TryDecode(value.GetString(), out var bytes) && Decimals.Decode(bytes) is AbiDecoded.Values values
            ? (int)(BigInteger)values.Items[0] : null;

    /// <summary>Reads the answer to <see cref="ViewCall"/>.</summary>
    public static FeedView Read(FeedSpec feed, RpcResult result)
    {
        switch (result)
        {
            case RpcResult.Failed failed:
                return new FeedView.Failed(failed.Message);
            case RpcResult.Refused refused when ExecutionFault.Is(refused):
                return new FeedView.Read(null);
            case RpcResult.Refused refused:
                return new FeedView.StateGone($"{refused.Message} ({refused.Code})");
        }

        if (result.ValueOrNull is not { ValueKind: System.Text.Json.JsonValueKind.String } value || !Hex.TryDecode(value.GetString(), out var bytes))
        {
            return new FeedView.Failed("eth_call answered no data");
        }

        // No code at the address answers 0x: no reading, which is a fact about the chain and not a failure.
        return new FeedView.Read(LatestRound.Decode(bytes) is AbiDecoded.Values v ? Reading(feed, v["answer"], v["updatedAt"], v["roundId"]) : null);
    }

    /// <summary>The feed after a block's logs: the last round in them, else <paramref name="before"/>.</summary>
    public static FeedReading? After(FeedSpec feed, FeedReading? before, IReadOnlyList<EvmLog> logs)
    {
        for (var i = logs.Count - 1; i >= 0; i--)
        {
            if (logs[i].Address == feed.EventAddress && logs[i].Topic == AnswerUpdated.Topic
                && AnswerUpdated.Decode(logs[i].Topics, logs[i].Data) is AbiDecoded.Values v)
            {
                return Reading(feed, v["current"], v["updatedAt"], v["roundId"]);
            }
        }

        return before;
    }

    private static FeedReading Reading(FeedSpec feed, object answer, object updatedAt, object round) =>
        new((BigInteger)answer, feed.Decimals, (long)BigInteger.Min((BigInteger)updatedAt, long.MaxValue), (BigInteger)round);
}
