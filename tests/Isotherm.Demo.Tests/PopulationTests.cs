using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Tests;

public sealed class PopulationTests
{
    private static readonly Script Script = new(1, 300, new Pace(2));
    private static readonly ClusterPlan[] Founders = [.. Enumerable.Range(1, 300).Select(n => Script.Settlers.Founder(n))];

    [Fact]
    public void Three_hundred_clusters_have_about_three_thousand_nodes_of_eight_classes_in_six_regions()
    {
        Assert.InRange(Founders.Sum(f => f.Gpus.Count), 2_800, 3_200);
        Assert.Equal(Enumerable.Range(1, 8), Founders.Select(f => f.ClassId).Distinct().Order());
        Assert.Equal(6, Founders.Select(f => f.Region).Distinct().Count());
        Assert.All(Founders, f => Assert.All(f.Gpus, g => Assert.InRange(g, 4, 8)));
    }

    [Fact]
    public void Twenty_five_operators_share_them_unevenly()
    {
        var sizes = Founders.GroupBy(f => f.Operator).Select(g => g.Count()).OrderDescending().ToArray();
        Assert.InRange(sizes.Length, 22, Settlers.Operators);
        Assert.True(sizes[0] > 4 * sizes[10], $"the largest has {sizes[0]}, the eleventh {sizes[10]}");
    }

    [Fact]
    public void Names_say_region_and_class() => Assert.Contains(Founders, f => f is { Prefix: "eu-h100", Region: "eu-west", ClassId: 3 });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(99)]
    public void At_least_85_percent_settle_in_green_and_the_rest_in_yellow_or_just_above_critical(ulong seed)
    {
        var natures = Enumerable.Range(0, 2_000).Select(i => Nature.Of(new Dice(seed), $"eu-h100-{i}", replacement: false)).ToArray();
        Assert.InRange(natures.Count(n => n.TargetBps is >= 15_500 and <= 26_000), 1_700, 1_840);
        Assert.All(natures.Where(n => n.Temperament == Temperament.Never), n => Assert.InRange(n.TargetBps, 12_001, 12_900));
        Assert.InRange(natures.Count(n => n.Temperament == Temperament.Never), 40, 120);
        Assert.InRange(natures.Count(n => n.Temperament == Temperament.Late && n.TargetBps < 15_000), 80, 200);
    }

    [Fact]
    public void Who_replaces_the_liquidated_is_of_their_kind_and_opens_above_warning()
    {
        Assert.Equal(Temperament.Never, Script.NatureOf(301, "eu-h100-77").Temperament);
        Assert.Equal(Temperament.Never, Script.NatureOf(1, "eu-h100-01").Temperament);
        Assert.All(Enumerable.Range(0, 1_000), i => Assert.True(Script.Settlers.Newcomer(i, i % 5).OpeningBps > 16_000));
    }
}
