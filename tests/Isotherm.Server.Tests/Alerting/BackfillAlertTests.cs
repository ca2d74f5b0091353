using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Alerting;

public sealed class BackfillAlertTests
{
    private const int Blocks = 201;

    [Fact]
    public async Task What_came_and_went_while_the_server_was_away_is_told_to_nobody_and_what_holds_at_the_end_once()
    {
        var directory = Directory.CreateTempSubdirectory("isotherm-backfill-").FullName;
        try
        {
            var chain = new FakeChain();
            await using (var before = await AlertedServer.StartAsync(chain, directory))
            {
                await before.Server.MineAsync(World.Three());
                await before.AddChannelAsync();
                await before.AddRuleAsync();
                await before.Server.MineAsync();
                await before.DeliveriesAsync(static rows => rows.Count == 1); // the one that is below critical from the start
            }

            for (var i = 0; i < Blocks; i++)
                chain.Mine(World.Collateral(1, (i % 2 == 0 ? 17_000 : 40_000) * World.Token));
            chain.BackfillUntil = chain.Head.Number;
            await using var after = await AlertedServer.StartAsync(chain, directory);
            await after.Server.PublishedAsync(published => published.Picture.Block.Hash == chain.Head.Hash);
            await after.Server.MineAsync();

            var rows = (await after.DeliveriesAsync(static rows => rows.Count > 1))["deliveries"]!.AsArray();
            Assert.Equal(["Fire: 1", "Fire: 3"], rows.Select(static row => $"{row!["message"]!["kind"]}: {row["message"]!["subjects"]![0]!["cluster"]}"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
