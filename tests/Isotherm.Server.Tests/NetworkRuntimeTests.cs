using System.Net;
using Isotherm.Domain;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Server.Tests;

public sealed class NetworkRuntimeTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-runtime-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_at_any_block_goes_on_with_the_same_state()
    {
        var chain = new FakeChain();
        List<string> hashes = [];
        for (var i = 0; i < 8; i++)
        {
            await using var server = await LiveServer.StartAsync(chain, _directory);
            if (i > 0)
            {
                var loaded = await server.PublishedAsync(static _ => true);
                Assert.Equal(hashes[^1], loaded.Picture.StateHash);
                await server.AdvanceUntilAsync(() => chain.Follows.Count > i);
                Assert.Equal(chain.Follows[^1].Known[^1], loaded.Picture.Block);
                Assert.Equal(FakeChain.GenesisHash, chain.Follows[^1].Genesis);
            }

            var facts = i == 0 ? World.Three() : [World.Collateral(1 + (i % 3), (20_000 + (i * 1_000)) * World.Token)];
            hashes.Add((await server.MineAsync(facts)).Picture.StateHash);
        }

        await using var fresh = await LiveServer.StartAsync(chain);
        var replayed = await fresh.PublishedAsync(p => p.Picture.Block.Number == 7);
        Assert.Equal(hashes[^1], replayed.Picture.StateHash);
    }

    [Fact]
    public async Task A_stop_without_a_snapshot_replays_the_journal()
    {
        var chain = new FakeChain();
        string hash;
        await using (var server = await LiveServer.StartAsync(chain, _directory))
        {
            await server.MineAsync(World.Three());
            await server.MineAsync(World.Collateral(2, 1 * World.Token));
            await server.ReorganiseAsync(1, [World.Collateral(2, 2 * World.Token)], []);
            hash = server.Network.View.Published!.Picture.StateHash;
        }

        Snapshots.Delete(Path.Combine(_directory, "demo", "journal.db"));
        await using var again = await LiveServer.StartAsync(chain, _directory);
        Assert.Equal(hash, (await again.PublishedAsync(static _ => true)).Picture.StateHash);

        // A rewind below what this process applied takes its undo data from the journal.
        chain.Reorganise(2, [World.Collateral(2, 3 * World.Token)]);
        var rewound = await again.PublishedAsync(p => p.Picture.Block.Hash == chain.Head.Hash);
        Assert.Equal(3 * World.Token, rewound.Picture.Rows[1].Terms.Collateral);
    }

    [Fact]
    public async Task The_server_stops_within_its_time_and_leaves_a_snapshot_of_the_head()
    {
        var server = await LiveServer.StartAsync(directory: _directory);
        await server.MineAsync(World.Three());
        await server.MineAsync();

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Ct);
        await server.DisposeAsync();

        await using var journal = await SqliteJournal.OpenAsync(Path.Combine(_directory, "demo"), "demo", TimeProvider.System, Ct);
        Assert.Equal(1ul, (await journal.LatestSnapshotAsync(null, Ct))!.Block.Number);
    }

    [Fact]
    public async Task A_block_that_does_not_fit_is_said_not_committed_and_tried_again()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        var seq = server.Network.View.Journal!.Sequence;

        server.Chain.Mine(new Fact.NodeRemoved(new NodeId(999)));
        await server.HubAsync(_ => server.Network.Problem is not null);

        Assert.Contains("999", server.Network.Problem, StringComparison.Ordinal);
        Assert.Equal(seq, server.Network.View.Journal.Sequence);
        Assert.Equal(server.Network.Problem, (string?)(await server.GetAsync("/api/v1/networks/demo"))["problem"]);
        await server.AdvanceUntilAsync(() => server.Chain.Follows.Count >= 3);
        Assert.NotNull(server.Network.Problem);

        var head = server.Chain.Reorganise(1, [World.Collateral(1, 1 * World.Token)]); // the chain heals
        await server.AdvanceUntilAsync(() => server.Network.View.Published!.Picture.Block.Hash == head.Hash);
        Assert.Null(server.Network.Problem);
    }

    [Fact]
    public async Task Backfill_is_committed_in_batches_and_loses_nothing()
    {
        var chain = new FakeChain { BackfillUntil = 600 };
        chain.Mine(World.Three());
        for (var i = 1; i <= 600; i++)
            chain.Mine(World.Collateral(1, (20_000 + i) * World.Token));
        await using var server = await LiveServer.StartAsync(chain);

        var published = await server.PublishedAsync(p => p.Picture.Block.Number == 600);

        Assert.Equal(601, published.Seq);
        Assert.InRange(server.Network.Hub.Current.Recent.Count, 1, 10);
        Assert.Equal("20001" + new string('0', 18), (string)(await server.GetAsync("/api/v1/networks/demo/heatmap?block=1"))["clusters"]![0]!["collateral"]!);
    }

    [Fact]
    public async Task Confirmed_follows_the_rule_of_the_spec_through_a_reorganisation()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        for (var i = 0; i < 5; i++)
            await server.MineAsync();
        Assert.Equal(4ul, server.Network.View.Published!.Confirmed);

        server.Chain.Reorganise(3);
        var rewound = await server.PublishedAsync(p => p.RewindTo == 2);

        Assert.Equal(2ul, rewound.Confirmed); // min(previous 4, to 2), above head − 1
        Assert.Equal(2, server.Network.View.Revised);
        var network = await server.GetAsync("/api/v1/networks/demo");
        Assert.Equal(2, (int)network["revised"]!);
        Assert.Equal(2, (int)network["confirmed"]!["number"]!);
        Assert.Equal(2, (int)(await server.GetAsync("/api/v1/networks/demo/heatmap?block=confirmed"))["block"]!["number"]!);
    }

    [Fact]
    public async Task Ready_means_that_the_head_was_reached_once()
    {
        var chain = new FakeChain { BackfillUntil = 3 };
        await using var server = await LiveServer.StartAsync(chain);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, "/health/ready"));
        await server.AdvanceUntilAsync(() => server.Chain.Follows.Count > 0);
        chain.Mine(World.Three());
        chain.Mine();
        chain.Mine();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, "/health/ready"));

        await server.MineAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));
        server.Chain.Status = server.Chain.Status with { Problem = "The node is down." };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));
    }

    [Fact]
    public async Task A_restart_at_a_head_that_does_not_move_is_ready_without_a_new_block()
    {
        var chain = new FakeChain();
        await using (var server = await LiveServer.StartAsync(chain, _directory))
            await server.MineAsync(World.Three());
        chain.Status = chain.Status with { Following = true, Head = 0 };

        await using var again = await LiveServer.StartAsync(chain, _directory);
        await again.PublishedAsync(static _ => true);
        await again.AdvanceUntilAsync(() => again.Network.IsReady);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again, "/health/ready"));
    }

    [Theory]
    [InlineData(0, "live")]
    [InlineData(6, "live")]
    [InlineData(7, "late")] // over 2 × 2 s + 2 s
    [InlineData(15, "late")]
    [InlineData(16, "stale")] // over 5 × 2 s + 5 s
    public async Task Late_and_stale_are_the_servers_clock_less_the_blocks_time(int age, string status)
    {
        await using var server = await LiveServer.StartAsync();
        for (var i = 0; i <= 50; i++)
            server.Chain.Mine(i == 0 ? World.Three() : []);
        await server.PublishedAsync(p => p.Picture.Block.Number == 50); // its time is the clock's
        server.Time.Advance(TimeSpan.FromSeconds(age));

        Assert.Equal(status, (string)(await server.GetAsync("/api/v1/networks/demo"))["status"]!);
    }

    [Fact]
    public async Task A_journal_that_cant_be_opened_is_a_problem_that_heals()
    {
        await using var taken = await SqliteJournal.OpenAsync(Path.Combine(_directory, "demo"), "demo", TimeProvider.System, Ct);
        await using var server = await LiveServer.StartAsync(directory: _directory);
        await server.AdvanceUntilAsync(() => server.Network.Problem is not null);
        Assert.Contains("'demo'", server.Network.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(_directory, server.Network.Problem, StringComparison.Ordinal);
        Assert.Null((string?)(await server.GetAsync("/api/v1/networks/demo"))["journalId"]);
        await taken.DisposeAsync();

        var head = server.Chain.Mine(World.Three());
        await server.AdvanceUntilAsync(() => server.Network.View.Published?.Picture.Block.Hash == head.Hash);

        Assert.Null(server.Network.Problem);
    }

    [Fact]
    public async Task A_journal_of_another_chain_is_refused_in_one_sentence()
    {
        await using (var journal = await SqliteJournal.OpenAsync(Path.Combine(_directory, "demo"), "demo", TimeProvider.System, Ct))
            await journal.BindAsync(1, FakeChain.GenesisHash, Ct);
        await using var server = await LiveServer.StartAsync(directory: _directory);

        server.Chain.Mine(World.Three());
        await server.AdvanceUntilAsync(() => server.Network.Problem is not null);

        Assert.Contains("31337", server.Network.Problem, StringComparison.Ordinal);
        Assert.Null(server.Network.View.Published);
    }

    [Fact]
    public async Task A_newer_writer_stops_this_one_for_good()
    {
        await using var server = await LiveServer.StartAsync(define: d => d with
        {
            OpenJournal = async ct => new FencedJournal(await d.OpenJournal(ct)),
        });

        server.Chain.Mine(World.Three());
        await server.AdvanceUntilAsync(() => server.Network.Problem is not null);
        var follows = server.Chain.Follows.Count;
        for (var i = 0; i < 100; i++)
            server.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("newer writer", server.Network.Problem, StringComparison.Ordinal);
        Assert.Equal(follows, server.Chain.Follows.Count);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<HttpStatusCode> StatusAsync(LiveServer server, string path)
    {
        using var response = await server.SendAsync(path);
        return response.StatusCode;
    }
}
