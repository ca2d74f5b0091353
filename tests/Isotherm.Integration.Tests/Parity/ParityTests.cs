using System.Diagnostics;
using System.Globalization;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>
/// Isotherm against the contract on a real node: over a seeded history with reorganisations, at each block that arrives, what
/// Isotherm says of every cluster is what the contract's views say at that block's hash. <c>ISOTHERM_SEED</c> and
/// <c>ISOTHERM_BLOCKS</c> choose another history.
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    private const int UsualSeed = 20_260;
    private const int UsualBlocks = 500;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_cluster_equals_the_contract_at_every_block_and_a_replay_after_every_reorganisation()
    {
        Coverage coverage = await RunAsync(Setting("ISOTHERM_SEED", UsualSeed), Setting("ISOTHERM_BLOCKS", UsualBlocks), tokenFeedDecimals: 8);

        Assert.True(coverage.Blocks >= UsualBlocks, $"{coverage.Blocks} blocks");
        Assert.True(coverage.Reorganisations >= 20, $"{coverage.Reorganisations} reorganisations");
        Assert.InRange(coverage.DeepestReorganisation, 30, 32);
        Assert.Equal(Enum.GetValues<Zone>(), coverage.Zones.Keys);
        Assert.Equal(Enum.GetValues<QueueState>(), coverage.QueueStates.Keys);
        Assert.DoesNotContain(coverage.Events, e => e.Value == 0);
        Assert.Superset(
            new HashSet<FeedVerdict> { FeedVerdict.Valid, FeedVerdict.NotPositive, FeedVerdict.TooLarge, FeedVerdict.Stale, FeedVerdict.FromTheFuture },
            coverage.TokenVerdicts.Keys.ToHashSet());
        Assert.Equal([-1, 0, 1], coverage.AtCritical.Keys);
        Assert.True(coverage.QueuedAtCritical > 0, "no queued cluster was exactly at critical");
        Assert.True(coverage.GasUnknown > 0, "gas was never unknown alone");
    }

    [Fact]
    public async Task Prices_of_18_decimals_agree_with_the_contract_too()
    {
        Coverage coverage = await RunAsync(Setting("ISOTHERM_SEED", UsualSeed) + 100, 60, tokenFeedDecimals: 18);

        Assert.True(coverage.Reorganisations >= 3, $"{coverage.Reorganisations} reorganisations");
        Assert.True(coverage.Zones.Count >= 4, $"zones: {string.Join(", ", coverage.Zones.Keys)}");
    }

    private async Task<Coverage> RunAsync(int seed, int blocks, int tokenFeedDecimals)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Coverage coverage = new(seed);
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        ReferenceNetwork network = await ReferenceNetwork.DeployAsync(node, tokenFeedDecimals, Ct);
        Manifest manifest = network.Manifest();
        coverage.Expect(manifest);
        using DataDirectory data = new();
        await using FollowedNetwork followed = await FollowedNetwork.OpenAsync(manifest, data.Path, Ct);
        Comparison comparison = new(network, coverage);
        History history = new(network, followed, seed, coverage)
        {
            OnStep = step => step is ChainStep.Extend ? comparison.HoldAsync(followed.Picture!, Ct) : Task.CompletedTask,
            OnReorganised = () => followed.EqualsReplayAsync(manifest, Ct),
        };
        try
        {
            await history.PlayAsync(blocks, Ct);
        }
        finally
        {
            output.WriteLine(coverage.ToString());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F1} s"));
        }

        return coverage;
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : usual;
}
