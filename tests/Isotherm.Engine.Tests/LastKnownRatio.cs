using System.Numerics;
using CsCheck;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

public sealed class LastKnownRatio
{
    private static readonly BigInteger One18 = BigInteger.Pow(10, 18);

    [Fact]
    public void An_outage_keeps_the_ratio_zone_and_block_before_it_until_the_price_returns()
    {
        NetworkState state = Scenario.OneCluster(13_000);

        AppliedBlock outage = state.Apply(Blind(state), []);
        Assert.Equal(Zone.Unknown, state.Zone());
        Assert.Equal(new LastKnown(One18 * 13 / 10, Zone.Yellow, 1), state.Row().Terms.LastKnown);

        state.Apply(Blind(state), [new Fact.CollateralSet(new(1), Scenario.OneGpu)]);
        Assert.Equal(new LastKnown(One18 * 13 / 10, Zone.Yellow, 1), state.Row().Terms.LastKnown);

        state.Next();
        Assert.Equal(Zone.Red, state.Zone());
        Assert.Null(state.Row().Terms.LastKnown);
        Assert.Equal([new(new(1), 2, Scenario.Start + 2, Zone.Yellow, Zone.Unknown, QueueState.None, QueueState.None, null)], outage.Transitions);
    }

    [Fact]
    public void Undoing_the_first_blind_block_takes_the_last_known_ratio_back()
    {
        NetworkState state = Scenario.OneCluster(13_000);
        string ledger = state.LedgerHash();

        state.Undo(state.Apply(Blind(state), []).Undo);

        Assert.Null(state.Row().Terms.LastKnown);
        Assert.Equal(ledger, state.LedgerHash());
    }

    [Fact]
    public void A_newcomer_in_an_outage_has_no_last_known_ratio()
    {
        NetworkState state = Scenario.OneCluster(13_000);

        state.Apply(Blind(state), Scenario.Cluster(2, 2, Scenario.OneGpu));

        Assert.Equal(Zone.Unknown, state.Zone(1));
        Assert.Null(state.Row(1).Terms.LastKnown);
    }

    [Fact]
    public void Red_without_a_gas_price_shows_no_last_known_ratio_yet_keeps_it_for_a_full_outage()
    {
        NetworkState state = Scenario.OneCluster(11_000, GasModel.Modelled);
        BigInteger ratio = Ratio.Of(state.Row().Terms, state.Picture!.Market).Ratio!.Value;

        state.Apply(Scenario.After(state.Picture) with { NativePrice = null }, []);
        Assert.Equal(Zone.Red, state.Zone());
        Assert.Null(state.Row().Terms.LastKnown);

        NetworkState loaded = NetworkState.Load(Scenario.Rules(GasModel.Modelled), state.Save());
        loaded.Apply(Blind(loaded), []);
        Assert.Equal(Zone.Unknown, loaded.Zone());
        Assert.Equal(new LastKnown(ratio, Zone.Red, 1), loaded.Row().Terms.LastKnown);
    }

    [Fact]
    public void Over_random_histories_it_is_the_last_ratio_that_was_known() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            Dictionary<ClusterId, LastKnown> last = [];
            for (int i = 0; i < 40; i++)
            {
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                NetworkPicture picture = state.Apply(block, facts).Picture;
                foreach (ClusterRow row in picture.Rows)
                    Check(row, picture, last);
            }
        },
        iter: 80);

    private static void Check(ClusterRow row, NetworkPicture picture, Dictionary<ClusterId, LastKnown> last)
    {
        ClusterReading reading = Ratio.Of(row.Terms, picture.Market);
        Assert.Equal(reading.Zone == Zone.Unknown ? last.GetValueOrDefault(row.Terms.Id) : null, row.Terms.LastKnown);
        if (reading.Ratio is { } ratio)
            last[row.Terms.Id] = new(ratio, reading.Zone, picture.Block.Number);
        else if (reading.Zone is Zone.Exempt or Zone.Liquidated)
            last.Remove(row.Terms.Id);
    }

    private static Block Blind(NetworkState state) => Scenario.After(state.Picture) with { TokenPrice = null };
}
