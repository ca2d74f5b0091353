using Isotherm.Chains.Schedules;
using Isotherm.Chains.Tests.Following;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Schedules;

/// <summary>A schedule on a followed chain: the same facts from backfill, at the head, after a restart and after a reorganisation.</summary>
public sealed class ScheduleOnAChainTests
{
    // FakeBlock n is of second 1 700 000 000 + 2 n: the announcement falls in block 6, between 5 and 6, the day in block 9.
    private static readonly RequirementSchedule Schedule = new(
    [
        new RequirementVersion(1_600_000_000, null, null, [new(new ClassId(1), "H100", 20, 10_000)]),
        new RequirementVersion(1_700_000_017, 1_700_000_011, null, [new(new ClassId(1), "H100", 20, 12_000)]),
    ]);

    [Theory]
    [InlineData(16)] // block by block
    [InlineData(0)] // in ranges
    public async Task Dates_fall_in_the_blocks_behind_them(int headDistance)
    {
        var chain = new FakeChain(12);
        await using var rig = Follow(chain, headDistance);
        await rig.ToHeadAsync(chain);

        AssertDated(rig);
    }

    [Fact]
    public async Task A_restart_on_any_block_adds_what_it_would_have_added()
    {
        for (var held = 1; held <= 10; held++)
        {
            var chain = new FakeChain(12);
            await using var rig = new Rig(
                new FakeNode(chain),
                manifest => manifest with { Schedule = Schedule },
                known: [.. chain.Canonical.Skip(1).Take(held).Select(b => new BlockRef(b.Number, b.Hash))]);
            await rig.ToHeadAsync(chain);

            var (set, applied) = (Of<Fact.DemandSet>(rig), Of<Fact.ChangeApplied>(rig));
            Assert.Equal(held < 9 ? [9ul] : [], set);
            Assert.Equal(set, applied);
            Assert.Equal(held < 6 ? [6ul] : [], Of<Fact.ChangeScheduled>(rig));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(12)]
    public async Task A_reorganisation_over_the_dates_gives_them_again(int depth)
    {
        var chain = new FakeChain(12);
        await using var rig = Follow(chain, headDistance: 16);
        await rig.ToHeadAsync(chain);
        chain.Reorganise(depth, depth + 1);
        await rig.ToHeadAsync(chain);

        rig.AssertHolds(chain);
        AssertDated(rig);
    }

    private static Rig Follow(FakeChain chain, int headDistance) => new(
        new FakeNode(chain),
        manifest => manifest with { Schedule = Schedule },
        options: new ChainFollowerOptions { HeadDistance = headDistance });

    private static void AssertDated(Rig rig)
    {
        Assert.Equal([1ul], Of<Fact.ClassDefined>(rig));
        Assert.Equal([6ul], Of<Fact.ChangeScheduled>(rig));
        Assert.Equal([1ul, 9ul], Of<Fact.DemandSet>(rig));
        Assert.Equal([9ul], Of<Fact.ChangeApplied>(rig));
        Assert.All(rig.Held, block => Assert.IsType<Fact.CollateralSet>(rig.Extends[block.Hash].Facts[^1]));
    }

    // The held blocks that bring about a fact of this kind.
    private static ulong[] Of<T>(Rig rig)
        where T : Fact =>
        [.. rig.Held.Where(block => rig.Extends.TryGetValue(block.Hash, out var extend) && extend.Facts.OfType<T>().Any()).Select(block => block.Number)];
}
