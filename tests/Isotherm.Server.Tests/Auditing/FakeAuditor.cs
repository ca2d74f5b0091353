using Isotherm.Chains.Auditing;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Auditing;

/// <summary>A contract that agrees with whatever is published, but for what a test makes it say.</summary>
internal sealed class FakeAuditor : IContractAuditor
{
    public IReadOnlyList<string> Views => ["ratio", "requirement", "queue"];

    public int MostClusters { get; set; } = 85;

    /// <summary>Whose pictures it agrees with.</summary>
    public LiveServer? Server { get; set; }

    /// <summary>What it says instead of the honest statement.</summary>
    public Func<ClusterStatement, ClusterStatement> Says { get; set; } = static honest => honest;

    /// <summary>Runs before each answer.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Every question, in order.</summary>
    public List<(BlockRef Block, ClusterId[] Clusters)> Questions { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>What a contract that agrees would say.</summary>
    public static ClusterStatement Honest(ClusterRow row, Market market)
    {
        var reading = Ratio.Of(row.Terms with { IsDisputed = false }, market);
        var isNothingRequired = reading.Zone is Zone.Exempt or Zone.Liquidated;
        var ratio = isNothingRequired ? (System.Numerics.BigInteger.One << 256) - 1 : reading.SettlementRatio ?? reading.RatioAtMost;
        return new ClusterStatement(
            row.Terms.Id,
            ratio is { } known ? new ViewAnswer.Number(known) : new ViewAnswer.Reverted("0x5c1a3b8d"),
            new ViewAnswer.Number(reading.Requirement!.Value),
            new ViewAnswer.Place((int)reading.QueueState, reading.QueueState, row.Terms.FlaggedAt, row.Terms.Deadline));
    }

    public async Task<ContractAnswers> AskAsync(BlockRef block, IReadOnlyList<ClusterId> clusters, CancellationToken cancellation)
    {
        Questions.Add((block, [.. clusters]));
        await Before(cancellation);
        var picture = await Server!.Network.PictureAtAsync(block.Number, cancellation);
        if (picture?.Block != block)
        {
            var gone = new ViewAnswer.Unavailable("header not found (-32000)");
            return new ContractAnswers([.. clusters.Select(id => new ClusterStatement(id, gone, gone, gone))], 3 * clusters.Count);
        }

        var statements = clusters.Select(id => Says(Honest(picture.Rows.Single(row => row.Terms.Id == id), picture.Market)));
        return new ContractAnswers([.. statements], 3 * clusters.Count);
    }

    public void Dispose() => IsDisposed = true;
}
