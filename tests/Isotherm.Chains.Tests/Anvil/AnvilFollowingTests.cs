using Isotherm.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Chains.Tests.Anvil;

public sealed class AnvilFollowingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_real_node_the_steps_replay_to_its_chain_through_reorganisations(bool announced)
    {
        await using var chain = await AnvilChain.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await chain.StakeAsync(i % 5, i + 1);
        }

        await using var follower = new ChainFollower(chain.Manifest(announced), new ChainFollowerOptions { PollInterval = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, NullLogger<ChainFollower>.Instance);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await using var steps = follower.FollowAsync([], null, limit.Token).GetAsyncEnumerator(limit.Token);
        var held = new List<(BlockRef Block, Fact[] Facts)>();
        await ReplayAsync(chain, steps, held);

        foreach (var depth in new[] { 1, 3, 32, 2, 7 })
        {
            await chain.ReorganiseAsync(depth, depth, 1000 + depth);
            await chain.StakeAsync(depth, depth);
            await ReplayAsync(chain, steps, held);
        }

        await chain.AskAsync("anvil_rollback", 9);
        await ReplayAsync(chain, steps, held);
        await chain.StakeAsync(4, 44);
        await ReplayAsync(chain, steps, held);
        Assert.Null(follower.Status.Problem);
        Assert.Equal(31337UL, follower.Status.ChainId);
    }

    [Fact]
    public async Task A_node_that_stops_and_returns_lower_is_followed_again()
    {
        var dump = Path.Combine(Directory.CreateTempSubdirectory("isotherm-dump-").FullName, "state.json");
        var first = await AnvilChain.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await first.StakeAsync(i, i + 1);
        }

        var state = (await first.AskAsync("anvil_dumpState")).GetString()!;
        var (manifest, port) = (first.Manifest(announced: true), first.Port);
        await using var follower = new ChainFollower(manifest, new ChainFollowerOptions { PollInterval = TimeSpan.FromMilliseconds(20), MaxRetryAfter = TimeSpan.FromMilliseconds(100) }, TimeProvider.System, NullLogger<ChainFollower>.Instance);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await using var steps = follower.FollowAsync([], null, limit.Token).GetAsyncEnumerator(limit.Token);
        var held = new List<(BlockRef Block, Fact[] Facts)>();
        await first.StakeAsync(1, 99);
        await first.StakeAsync(2, 98);
        await ReplayAsync(first, steps, held);
        Assert.Equal(12, held.Count);
        await first.DisposeAsync();

        var next = steps.MoveNextAsync().AsTask();
        while (follower.Status.Problem is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        Assert.Contains("cannot be reached", follower.Status.Problem, StringComparison.Ordinal);
        Assert.False(next.IsCompleted);
        await File.WriteAllTextAsync(dump, ToStateFile(state), limit.Token);
        await using var second = await AnvilChain.StartAsync("--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--load-state", dump);
        Assert.True(await next);
        Assert.Equal(new ChainStep.Rewind(held[9].Block), steps.Current);
        Directory.Delete(Path.GetDirectoryName(dump)!, recursive: true);
    }

    // anvil_dumpState answers the gzipped state as hex; --load-state takes the JSON.
    private static string ToStateFile(string hex)
    {
        using var zipped = new System.IO.Compression.GZipStream(new MemoryStream(Isotherm.Chains.Evm.Hex.Decode(hex)), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(zipped);
        return reader.ReadToEnd();
    }

    private static async Task ReplayAsync(AnvilChain chain, IAsyncEnumerator<ChainStep> steps, List<(BlockRef Block, Fact[] Facts)> held)
    {
        var truth = await chain.TruthAsync();
        while (held.Count != truth.Count || held[^1].Block != truth[^1].Block)
        {
            Assert.True(await steps.MoveNextAsync());
            switch (steps.Current)
            {
                case ChainStep.Rewind rewind:
                    held.RemoveAll(h => h.Block.Number > rewind.To.Number);
                    Assert.Equal(rewind.To, held[^1].Block);
                    break;
                case ChainStep.Extend extend:
                    Assert.Equal(held.Count == 0 ? extend.Block.Header.ParentHash : held[^1].Block.Hash, extend.Block.Header.ParentHash);
                    held.Add((extend.Block.Header.Ref, [.. extend.Facts]));
                    break;
            }
        }

        Assert.Equal(truth.Select(t => t.Block), held.Select(h => h.Block));
        Assert.Equal(truth.Select(t => string.Join(';', t.Facts.AsEnumerable())), held.Select(h => string.Join(';', h.Facts.AsEnumerable())));
    }
}
