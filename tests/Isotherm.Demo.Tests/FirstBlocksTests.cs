using Isotherm.Chains.Manifests;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Tests;

public sealed class FirstBlocksTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Within_ninety_blocks_all_zones_a_flag_a_cure_and_a_liquidation_are_seen_and_calm_is_green()
    {
        await using var season = await Season.StartAsync(1, 300, Stop);
        var seen = new Sightings();
        for (var i = 0; i < 90; i++)
        {
            var sent = await season.NextAsync(Stop);
            Assert.Equal((0, null), (sent.Count.HeldBack, sent.Count.Complaint));
            seen.Note(sent.View, new Script(1, 300, new Pace(Season.BlockSeconds)));
        }

        Assert.True(seen.Green && seen.Yellow && seen.Red, "all three zones");
        Assert.Contains("Flagged", seen.Moves);
        Assert.Contains("Cured", seen.Moves);
        Assert.Contains("Liquidated", seen.Moves);
        Assert.InRange(seen.LeastGreenInCalm, 0.80, 1);
        Assert.InRange(seen.LeastAlive, 280, 300);
        Assert.InRange(seen.MostAlive, 300, 320);
        Assert.InRange(seen.MostBaseFee, 30e9, 120e9);
        Assert.InRange(seen.LeastBaseFee, 15e9, 25e9);
    }

    [Fact]
    public async Task A_small_network_lives_through_two_crashes_in_proportion()
    {
        await using var season = await Season.StartAsync(42, 60, Stop);
        var seen = new Sightings();
        for (var i = 0; i < 340; i++)
        {
            var sent = await season.NextAsync(Stop);
            seen.Note(sent.View, new Script(42, 60, new Pace(Season.BlockSeconds)));
        }

        Assert.InRange(seen.LeastAlive, 56, 60);
        Assert.InRange(seen.MostAlive, 60, 64);
        Assert.InRange(seen.LeastGreenInCalm, 0.75, 1);
        Assert.True(seen.MovesOf("Liquidated") >= 3, $"{seen.MovesOf("Liquidated")} liquidations");
        Assert.True(seen.MovesOf("Cured") >= 3, $"{seen.MovesOf("Cured")} cures");
    }

    [Fact]
    public async Task The_manifest_of_a_deployment_is_valid_and_names_its_contracts()
    {
        await using var season = await Season.StartAsync(3, 25, Stop);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, season.Chain.Manifest(2), Stop);
            var manifest = Assert.IsType<ManifestResult.Valid>(ManifestReader.Read(path)).Manifest;
            Assert.Contains(season.Chain.Network.Settlement, await File.ReadAllTextAsync(path, Stop), StringComparison.Ordinal);
            Assert.Equal("demo", manifest.Id);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
