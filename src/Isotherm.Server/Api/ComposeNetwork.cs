using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>A network's present state as a body. Not pure: it is about now.</summary>
internal static class ComposeNetwork
{
    /// <summary>The network now.</summary>
    public static async Task<NetworkBody> OfAsync(NetworkRuntime network, TimeProvider time, CancellationToken ct)
    {
        var (definition, view, chain) = (network.Definition, network.View, network.Chain);
        var picture = view.Published?.Picture;
        var identity = view.Journal?.Identity;
        return new NetworkBody
        {
            Id = definition.Id,
            Name = definition.Name,
            ChainId = definition.IsReplay ? null : identity?.ChainId ?? chain.ChainId,
            GenesisHash = identity?.GenesisHash ?? chain.GenesisHash,
            Contracts = definition.Contracts,
            Token = Compose.Token(definition.Rules),
            Head = picture is null ? null : Compose.Block(picture.Market.Block),
            Confirmed = await ConfirmedAsync(view, ct),
            Safe = chain.Safe,
            Finalized = chain.Finalized,
            Status = Freshness.Status(network, time),
            Problem = network.Problem,
            Thresholds = picture is null ? null : Compose.Thresholds(picture.Market),
            Counts = picture is null ? null : Compose.Counts(picture.Counts),
            Queued = picture?.Counts.Queued,
            Latency = new LatencyBody(Ms(view.Latency.Source), Ms(view.Latency.Commit), Ms(view.Latency.Publish)),
            Endpoints = chain.Endpoints,
            Backfill = chain.Backfill,
            BlockTime = definition.Rules.BlockTimeSeconds,
            Confirmations = definition.Rules.Confirmations,
            Seq = view.Published?.Seq ?? 0,
            JournalId = identity?.JournalId,
            Revised = view.Revised,
            Audit = ComposeAudit.Summary(network),
            Simulation = definition.Simulation,
            Replay = chain.Replay,
        };
    }

    private static async Task<BlockBody?> ConfirmedAsync(NetworkView view, CancellationToken ct) =>
        view is { Journal: { } journal, Published.Confirmed: { } number } && await journal.BlockAsync(number, ct) is { } block
            ? Compose.Block(block.Block.Header)
            : null;

    private static double? Ms(TimeSpan? span) => span is { } known ? Math.Round(known.TotalMilliseconds, 3) : null;
}
