using Isotherm.Chains.Evm;
using Isotherm.Chains.Feeds;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Following;

/// <summary>Which logs concern a network, and whether a node's answer can be all of them. Not safe for concurrent use.</summary>
internal sealed class LogFilter
{
    /// <summary>Items whose bits are remembered; all are forgotten when there are more.</summary>
    private const int MaxKnownBits = 1 << 16;

    private readonly string[] _addresses;
    private readonly string[] _topics;
    private readonly (string Address, string Topic, BloomBits AddressBits, BloomBits TopicBits)[] _pairs;
    private readonly HashSet<string> _wantedAddresses;
    private readonly HashSet<string> _wantedTopics;
    private readonly Dictionary<string, BloomBits> _bits = new(StringComparer.Ordinal);

    private LogFilter(IEnumerable<(string Address, string Topic)> pairs)
    {
        _pairs = [.. pairs.Distinct().Select(p => (p.Address, p.Topic, BloomBits.Of(Hex.Decode(p.Address)), BloomBits.Of(Hex.Decode(p.Topic))))];
        _addresses = [.. _pairs.Select(p => p.Address).Distinct()];
        _topics = [.. _pairs.Select(p => p.Topic).Distinct()];
        _wantedAddresses = [.. _addresses];
        _wantedTopics = [.. _topics];
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
                : !Matches(log) ? "was not asked for"
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
    public bool Matches(EvmLog log) => _wantedAddresses.Contains(log.Address) && _wantedTopics.Contains(log.Topic);

    private bool InBloom(byte[] bloom, EvmLog log)
    {
        if (!BitsOf(log.Address).MayBeIn(bloom))
        {
            return false;
        }

        foreach (var topic in log.Topics)
        {
            if (!BitsOf(topic).MayBeIn(bloom))
            {
                return false;
            }
        }

        return true;
    }

    // The same addresses, nodes and clusters come again and again, and their Keccak costs more than all else about a log.
    private BloomBits BitsOf(string item)
    {
        if (_bits.TryGetValue(item, out var bits))
        {
            return bits;
        }

        if (_bits.Count >= MaxKnownBits)
        {
            _bits.Clear();
        }

        bits = BloomBits.Of(Hex.Decode(item));
        _bits.Add(item, bits);
        return bits;
    }
}
