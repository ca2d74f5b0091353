using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

public sealed class OwnThresholds
{
    [Fact]
    public void Zones_under_other_thresholds_are_those_that_exact_ratios_give_and_leave_the_picture_as_it_is()
    {
        HashSet<Zone> met = [];
        for (int seed = 1; seed <= 40; seed++)
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            Random random = new(seed);
            for (int block = 0; block < 25; block++)
            {
                (Block next, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                state.Apply(next, facts);
                NetworkPicture picture = state.Picture!;
                BigInteger lower = random.Next(3) == 0 ? 0 : random.Next(40_000);
                BigInteger upper = lower + (random.Next(3) == 0 ? 0 : random.Next(40_000));
                Market market = picture.Market with { WarningBps = upper, CriticalBps = lower };

                Zone[] zones = state.ZonesUnder(upper, lower);

                Assert.Equal(picture.Rows.Select(row => Ratio.Of(row.Terms, market).Zone), zones);
                Assert.Same(picture, state.Picture);
                Assert.All(picture.Rows.Select((row, place) => (row.Terms.Id, place)), one => Assert.Equal(one.place, state.RowOf(one.Id)));
                met.UnionWith(zones);
            }

            PictureClaims.Assert(state.Picture!);
            Assert.Null(state.RowOf(new ClusterId(BigInteger.One << 255)));
        }

        Assert.Superset(new HashSet<Zone> { Zone.Green, Zone.Yellow, Zone.Red, Zone.Unknown, Zone.Exempt, Zone.Liquidated }, met);
    }
}
