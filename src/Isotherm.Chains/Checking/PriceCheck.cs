using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Feeds;
using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Checking;

/// <summary>Asks the token for its symbol and the feeds for an answer that could be used at the head.</summary>
internal sealed class PriceCheck(Manifest manifest, EvmNode node)
{
    private static readonly AbiFunction Symbol = AbiFunction.Parse("function symbol() view returns (string symbol)");

    public async Task<IReadOnlyList<ManifestFinding>> RunAsync(EvmHeader head, CancellationToken cancellation)
    {
        var findings = new List<ManifestFinding>();
        await SymbolAsync(findings, cancellation).ConfigureAwait(false);
        await FeedAsync("token", manifest.TokenFeed, head, findings, cancellation).ConfigureAwait(false);
        await FeedAsync("native", manifest.NativeFeed, head, findings, cancellation).ConfigureAwait(false);
        return findings;
    }

    private async Task SymbolAsync(List<ManifestFinding> findings, CancellationToken cancellation)
    {
        if (!manifest.Contracts.TryGetValue("token", out var token))
        {
            return;
        }

        var result = await node.Rpc.CallAsync("eth_call", [new { to = token, data = Hex.Encode(Symbol.Encode()) }, "latest"], cancellation).ConfigureAwait(false);
        if (result.ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryDecode(text.GetString(), out var bytes)
            && Symbol.Decode(bytes) is AbiDecoded.Values values && FactText.Clean((string)values.Items[0]) is var symbol && symbol != manifest.Rules.TokenSymbol)
        {
            findings.Add(new ManifestFinding(manifest.Source.Problem("/token/symbol", $"found '{manifest.Rules.TokenSymbol}'; the token at {token} calls itself '{symbol}'"), true));
        }
    }

    private async Task FeedAsync(string name, FeedSpec? feed, EvmHeader head, List<ManifestFinding> findings, CancellationToken cancellation)
    {
        if (feed is null)
        {
            return;
        }

        if (feed.EventAddress != feed.Address)
        {
            var code = await node.Rpc.CallAsync("eth_getCode", [feed.EventAddress, "latest"], cancellation).ConfigureAwait(false);
            if (code.ValueOrNull is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: <= 3 })
            {
                findings.Add(new ManifestFinding(manifest.Source.Problem($"/feeds/{name}/aggregator", $"{node.Name} has no contract at {feed.EventAddress}; expected what emits AnswerUpdated there"), false));
            }
        }

        var call = FeedSource.ViewCall(feed, head.Hash);
        var answer = await node.Rpc.CallAsync(call.Method, call.Parameters, cancellation).ConfigureAwait(false);
        if (FeedSource.Read(feed, answer) is FeedView.Read read && Complaint(read.Reading, head) is { } complaint)
        {
            findings.Add(new ManifestFinding(manifest.Source.Problem($"/feeds/{name}", $"the feed at {feed.Address} {complaint}"), true));
        }
    }

    private string? Complaint(FeedReading? reading, EvmHeader head)
    {
        var at = $"at block {head.Number}";
        return FeedVerdicts.Judge(reading, head.Header.Timestamp, manifest.Rules.MaxAgeSeconds) switch
        {
            FeedVerdict.Valid => null,
            FeedVerdict.Missing => $"gives no answer {at}; expected latestRoundData() to give one",
            FeedVerdict.NotPositive => $"answers {reading!.Value} {at}; expected a price above 0",
            FeedVerdict.TooLarge => $"answers {reading!.Value} {at}; expected a price below 2^96",
            FeedVerdict.FromTheFuture => $"says that its answer is of second {reading!.UpdatedAt}, later than block {head.Number} itself; expected {head.Header.Timestamp} at most",
            _ => $"has an answer of {head.Header.Timestamp - reading!.UpdatedAt} s ago {at}; expected at most {manifest.Rules.MaxAgeSeconds} (maxAge)",
        };
    }
}
