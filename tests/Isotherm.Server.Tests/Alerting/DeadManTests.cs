using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Testing;

namespace Isotherm.Server.Tests.Alerting;

public sealed class DeadManTests
{
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_watcher_is_asked_while_blocks_come_and_hears_nothing_once_they_stay_away()
    {
        await using var watcher = new HookReceiver();
        await using var server = await LiveServer.StartAsync(configure: options => options with
        {
            AllowedTargets = AllowList.Parse([watcher.Target]),
            DeadManUrl = new Secret(watcher.Url),
            DeadManEvery = TimeSpan.FromSeconds(10),
        });
        await server.MineAsync(World.Three());
        Assert.Empty(watcher.Calls); // its newest block is old

        while (server.Chain.Head.Timestamp < server.Time.GetUtcNow().ToUnixTimeSeconds())
            server.Chain.Mine();
        for (var blocks = 0; watcher.Calls.Length < 3; blocks++)
        {
            Assert.True(blocks < 1_000, "The watcher was not asked.");
            server.Time.Advance(Block);
            await server.MineAsync();
        }

        var stale = server.Time.GetUtcNow().AddSeconds(20);
        await server.AdvanceUntilAsync(() => server.Time.GetUtcNow() >= stale);
        var asked = watcher.Calls.Length;
        await server.AdvanceUntilAsync(() => server.Time.GetUtcNow() >= stale.AddSeconds(120));
        Assert.Equal(asked, watcher.Calls.Length);
    }

    [Fact]
    public async Task A_watcher_hears_nothing_while_a_manifest_is_refused()
    {
        await using var watcher = new HookReceiver();
        await using var server = await LiveServer.StartAsync(
            configure: options => options with
            {
                AllowedTargets = AllowList.Parse([watcher.Target]),
                DeadManUrl = new Secret(watcher.Url),
                DeadManEvery = TimeSpan.FromSeconds(10),
            },
            refused: [new RefusedManifest("bad.json", [], [])]);
        await server.MineAsync(World.Three());
        while (server.Chain.Head.Timestamp < server.Time.GetUtcNow().ToUnixTimeSeconds())
            server.Chain.Mine();
        for (var blocks = 0; blocks < 60; blocks++)
        {
            server.Time.Advance(Block);
            await server.MineAsync();
        }

        Assert.Empty(watcher.Calls);
    }
}
