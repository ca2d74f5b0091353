using Isotherm.Chains.Schedules;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Schedules;

public sealed class RequirementScheduleTests
{
    private const int Announced = 200;
    private const int From = 300;

    private static readonly ClassId H100 = new(1);
    private static readonly ClassId Rtx = new(2);

    private static readonly RequirementSchedule Schedule = new(
    [
        new RequirementVersion(100, null, null, [new(H100, "H100", 20, 10_000), new(Rtx, "RTX", 20, 10_000)]),
        new RequirementVersion(From, Announced, null, [new(H100, "H100", 20, 12_000), new(Rtx, "RTX", 20, 10_000)]),
    ]);

    [Fact]
    public void The_first_block_gets_the_version_in_force_whole() =>
        Assert.Equal(
            [
                new Fact.ClassDefined(H100, "H100"), new Fact.DemandSet(H100, 10_000), new Fact.RequirementSet(H100, 20),
                new Fact.ClassDefined(Rtx, "RTX"), new Fact.DemandSet(Rtx, 10_000), new Fact.RequirementSet(Rtx, 20),
            ],
            Schedule.Facts(null, 150));

    [Fact]
    public void An_announcement_schedules_what_differs_and_its_day_applies_it()
    {
        var scheduled = Assert.IsType<Fact.ChangeScheduled>(Assert.Single(Schedule.Facts(199, 200)));
        Assert.Equal((0, 1, 12_000, 300), (scheduled.Kind, (int)scheduled.Subject, (int)scheduled.A, (int)scheduled.EffectiveAt));

        Assert.Equal([new Fact.DemandSet(H100, 12_000), new Fact.ChangeApplied(scheduled.Change)], Schedule.Facts(299, 300));
    }

    [Fact]
    public void A_block_that_jumps_over_announcement_and_day_applies_without_announcing() =>
        Assert.Equal([new Fact.DemandSet(H100, 12_000)], Schedule.Facts(150, 301));

    [Fact]
    public void A_network_that_begins_after_the_announcement_announces_in_its_first_block()
    {
        Assert.Single(Schedule.Facts(null, 250).OfType<Fact.ChangeScheduled>());
        Assert.Single(Schedule.Facts(250, 300).OfType<Fact.ChangeApplied>());
    }

    [Fact]
    public void However_blocks_fall_each_change_is_announced_before_it_is_applied_and_ends_the_same()
    {
        for (var step = 1; step <= 260; step++)
        {
            var facts = new List<Fact>();
            long? parent = null;
            for (var time = 120; time <= 420; parent = time, time += step)
            {
                facts.AddRange(Schedule.Facts(parent, time));
                facts.AddRange(Schedule.Facts(time, time)); // a block in the same second as its parent
            }

            var announced = facts.OfType<Fact.ChangeScheduled>().Select(f => f.Change).ToArray();
            var applied = facts.OfType<Fact.ChangeApplied>().Select(f => f.Change).ToArray();
            Assert.True(announced.Length <= 1, $"step {step}");
            Assert.Equal(parent >= From ? announced : [], applied);
            Assert.Equal(parent >= From ? 12_000 : 10_000, facts.OfType<Fact.DemandSet>().Last(f => f.Class == H100).DemandBps);
            Assert.Single(facts.OfType<Fact.DemandSet>(), f => f.Class == Rtx);
        }
    }

    [Fact]
    public void What_is_in_force_is_the_last_version_that_has_begun()
    {
        Assert.Null(Schedule.At(H100, 99));
        Assert.Equal(10_000, Schedule.At(H100, 299)!.DemandBps);
        Assert.Equal(12_000, Schedule.At(H100, 300)!.DemandBps);
    }
}
