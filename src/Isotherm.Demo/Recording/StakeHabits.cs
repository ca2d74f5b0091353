using Isotherm.Chains.Schedules;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Recording;

/// <summary>What owners and co-stakers do with their stakes. Stakes gather a little above the minimum, since more earns nothing more.</summary>
internal sealed class StakeHabits(Dice dice, RequirementSchedule schedule)
{
    private const long Hour = 3_600;
    private const long Day = 24 * Hour;
    private const int EpochsPerCredit = 6;
    private const int HoursPerClaim = 7 * 24;
    private const double Bps = 10_000;

    /// <summary>What a device must stake under a version of the rules, in base units.</summary>
    public static long Requirement(ClassRequirement rule, Device device) => (long)(rule.Base * rule.DemandBps * device.Processors / 10_000);

    /// <summary>The stake that a device opens with: 1.0–1.6 of the requirement; one founder in fifty waits for a co-staker below it.</summary>
    public long Opening(Device device, long requirement, bool isFounder)
    {
        var unit = dice.Unit(Topic.OpeningRatio, device.Id);
        return isFounder && dice.Unit(Topic.CoStake, device.Id, -1) < 0.02
            ? Share(requirement, 7_200 + (unit * 2_600))
            : Share(requirement, Comfort(unit));
    }

    /// <summary>Adds stake.</summary>
    public static void Stake(Device device, long amount, Effects effects)
    {
        device.Collateral += amount;
        effects.AddCollateral(device, amount);
    }

    /// <summary>One hour of a device.</summary>
    public void Live(Device device, long requirement, int hour, long time, Effects effects)
    {
        if (device.FlaggedAt is { } flaggedAt)
        {
            Mend(device, requirement, flaggedAt, time, effects);
            return;
        }

        Earn(device, requirement, hour, effects);
        Prepare(device, time, effects);
        var lot = dice.Unit(Topic.StakeMove, device.Id, hour);
        switch (lot)
        {
            case < 1 / 20_000.0:
                Leave(device, effects);
                break;
            case < 1 / 2_500.0 when device.CoStake == 0:
                Join(device, requirement, hour, effects);
                break;
            case < 1 / 1_200.0 when device.CoStake > 0:
                Withdraw(device, device.CoStake, effects);
                device.CoStake = 0;
                break;
            case < 1 / 900.0:
                WithdrawOverflow(device, requirement, hour, time, effects);
                break;
        }
    }

    // Six hourly epochs are credited together, each device in an hour of its own; a device that is down or below earns nothing.
    private void Earn(Device device, long requirement, int hour, Effects effects)
    {
        if ((hour + device.Id) % HoursPerClaim == 0 && device.Rewards > 0)
        {
            effects.SubtractRewards(device, device.Rewards);
            device.Rewards = 0;
        }

        if ((hour + device.Id) % EpochsPerCredit == 0 && !device.IsBelow(requirement) && dice.Unit(Topic.Reward, device.Id, hour) < 0.95)
        {
            var amount = Share(requirement, EpochsPerCredit * dice.Between(0.2, 0.6, Topic.Reward, device.Id, -hour));
            device.Rewards += amount;
            effects.AddRewards(device, amount);
        }
    }

    // Whoever prepares stakes for the announced version in an hour of its own, some days before it comes.
    private void Prepare(Device device, long time, Effects effects)
    {
        if (device.Habit != Habit.Prepares || Coming(device, time) is not { } coming)
        {
            return;
        }

        var (from, next) = coming;
        var opensAt = from - (long)(dice.Between(0.1, 24, Topic.Reaction, device.Id) * Day);
        var needed = Requirement(next, device);
        if (time >= opensAt && device.IsBelow(needed))
        {
            Stake(device, Share(needed, Comfort(dice.Unit(Topic.Reaction, device.Id, 1))) - device.Assets, effects);
        }
    }

    // In the queue: some mend it, at an hour of their own; the others are taken off some hours after the deadline, with their stake.
    private void Mend(Device device, long requirement, long flaggedAt, long time, Effects effects)
    {
        var days = device.Habit switch
        {
            Habit.Prepares => dice.Between(0.1, 1, Topic.Reaction, device.Id, flaggedAt),
            Habit.InGrace => dice.Between(1, 6.9, Topic.Reaction, device.Id, flaggedAt),
            _ => dice.Between(Fleet.GraceDays + 0.1, Fleet.GraceDays + 0.6, Topic.Reaction, device.Id, flaggedAt),
        };
        if (time < flaggedAt + (long)(days * Day))
        {
            return;
        }

        if (device.Habit == Habit.Leaves)
        {
            Leave(device, effects);
        }
        else
        {
            var wanted = Share(requirement, Comfort(dice.Unit(Topic.TargetRatio, device.Id, flaggedAt)));
            Stake(device, Math.Max(1, wanted - device.Assets), effects);
        }
    }

    private void Join(Device device, long requirement, int hour, Effects effects)
    {
        device.CoStake = Math.Min(device.Collateral, Share(requirement, dice.Between(1_000, 4_000, Topic.CoStake, device.Id, hour)));
        Stake(device, device.CoStake, effects);
    }

    // What is above the minimum is free at any time; nobody who prepares takes out what the coming version will ask for.
    private void WithdrawOverflow(Device device, long requirement, int hour, long time, Effects effects)
    {
        var needed = device.Habit == Habit.Prepares && Coming(device, time) is { } coming
            ? Math.Max(requirement, Requirement(coming.Next, device))
            : requirement;
        var kept = Share(needed, 10_200 + (1_800 * dice.Unit(Topic.TargetRatio, device.Id, hour)));
        var free = Math.Min(device.Assets - kept, device.Collateral - device.CoStake);
        if (free > Share(needed, 500))
        {
            Withdraw(device, free, effects);
        }
    }

    private static void Withdraw(Device device, long amount, Effects effects)
    {
        device.Collateral -= amount;
        effects.SubtractCollateral(device, amount);
    }

    // The stake stops counting at once: the cooldown is outside of the device.
    private static void Leave(Device device, Effects effects)
    {
        device.IsGone = true;
        device.FlaggedAt = null;
        effects.RemoveNode(device);
    }

    private (long From, ClassRequirement Next)? Coming(Device device, long time)
    {
        foreach (var version in schedule.Versions)
        {
            if (version.From > time && version.Announced <= time && version.Classes.FirstOrDefault(c => c.Class == device.Class) is { } next)
            {
                return (version.From, next);
            }
        }

        return null;
    }

    // 1.0–1.6, denser near the bottom.
    private static double Comfort(double unit) => 10_020 + (Math.Sqrt(unit) * unit * 5_900);

    private static long Share(long amount, double bps) => (long)(amount * (bps / Bps));
}
