using Isotherm.Chains.Evm;
using Isotherm.Chains.Feeds;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Following;

/// <summary>Which logs concern a network, and whether a node's answer can be all of them.</summary>
internal sealed class LogFilter
{
    private readonly string[] _addresses;
    private readonly string[] _topics;
    private readonly (string Address, string Topic, BloomBits AddressBits, BloomBits TopicBits)[] _pairs;

    private LogFilter(IEnumerable<(string Address, string Topic)> pairs)
    {
        _pairs = [.. pairs.Distinct().Select(p => (p.Address, p.Topic, BloomBits.Of(Hex.Decode(p.Address)), BloomBits.Of(Hex.Decode(p.Topic))))];
        _addresses = [.. _pairs.Select(p => p.Address).Distinct()];
        _topics = [.. _pairs.Select(p => p.Topic).Distinct()];
    }

    /// <summary>The manifest's events, with the rounds of those feeds that <paramref name="feeds"/> picks.</summary>
    public static LogFilter Of(Manifest manifest, Func<FeedSpec, bool> feeds)
    {
        var rounds = new[] { manifest.TokenFeed, manifest.NativeFeed }.OfType<FeedSpec>().Where(feeds).Select(f => (f.EventAddress, FeedSource.AnswerUpdated.Topic));
        return new LogFilter(manifest.Events.Select(e => (e.Address, e.Event.Topic)).Concat(rounds));
    }

    /// <summary>The parameter of <c>eth_getLogs</c> for one block (EIP-234).</summary>
    public object ByHash(string hash) => new { blockHash = hash, address = _addresses, topics = new[] { _topics } };

    /// <summary>The parameter of <c>eth_getLogs</c> for a range, both ends included.</summary>
    public object ByRange(ulong from, ulong to) => new { fromBlock = Hex.Quantity(from), toBlock = Hex.Quantity(to), address = _addresses, topics = new[] { _topics } };

    /// <summary>What is wrong with the logs given for a block; null when nothing is. The logs must be in order.</summary>
    public string? Complaint(EvmHeader header, IReadOnlyList<EvmLog> logs)
    {
        for (var i = 0; i < logs.Count; i++)
        {
            var log = logs[i];
            var complaint = log.Removed ? "is marked as removed"
                : log.BlockHash != header.Hash || log.BlockNumber != header.Number ? $"belongs to block {log.BlockNumber} ({log.BlockHash})"
                : i > 0 && log.Index <= logs[i - 1].Index ? "comes twice"
                : !_addresses.Contains(log.Address) || !_topics.Contains(log.Topic) ? "was not asked for"
                : header.Bloom is { } bloom && !InBloom(bloom, log) ? "is not in the header's bloom"
                : null;
            if (complaint is not null)
            {
                return $"log {log.Index} of block {header.Number} ({header.Hash}) {complaint}";
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the bloom hints at events that the logs lack. A bloom has false positives and some chains' are wrong, so this only
    /// asks for a second look (never skips a block).
    /// </summary>
    public bool MayLackSome(EvmHeader header, IReadOnlyList<EvmLog> logs)
    {
        if (header.Bloom is not { } bloom)
        {
            return false;
        }

        foreach (var (address, topic, addressBits, topicBits) in _pairs)
        {
            if (addressBits.MayBeIn(bloom) && topicBits.MayBeIn(bloom) && !logs.Any(l => l.Topic == topic && l.Address == address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a log of a whole block's receipts would have matched.</summary>
    public bool Matches(EvmLog log) => _addresses.Contains(log.Address) && _topics.Contains(log.Topic);

    private static bool InBloom(byte[] bloom, EvmLog log) => BloomBits.Of(Hex.Decode(log.Address)).MayBeIn(bloom) && log.Topics.All(t => BloomBits.Of(Hex.Decode(t)).MayBeIn(bloom));
}
