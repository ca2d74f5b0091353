using Isotherm.Chains.Schedules;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Recording;

/// <summary>
/// A network of devices that lives an hour at a time: founders and newcomers, rewards and claims, overflow that is withdrawn, co-stakers
/// who come and go, slashing, exits, and the days of grace of those below their requirement. All of it follows from the seed.
/// </summary>
internal sealed class Fleet
{
    /// <summary>Devices at the start.</summary>
    public const int Founders = 300;

    /// <summary>Days in which a device may mend its stake: as long as io.net waits for another co-staker.</summary>
    public const int GraceDays = 7;

    private const long Hour = 3_600;
    private const long Grace = GraceDays * 24 * Hour;
    private const double NewcomersPerHour = 0.02;
    private const double SlashedPerHour = 1 / 60.0;

    private readonly Dice _dice;
    private readonly RequirementSchedule _schedule;
    private readonly DeviceMix _mix;
    private readonly StakeHabits _habits;
    private readonly List<Device> _devices = [];

    public Fleet(ulong seed, RequirementSchedule schedule)
    {
        _dice = new Dice(seed);
        _schedule = schedule;
        _mix = new DeviceMix(_dice, schedule.Versions[0].Classes);
        _habits = new StakeHabits(_dice, schedule);
    }

    /// <summary>Devices that ever were, in id order.</summary>
    public IReadOnlyList<Device> Devices => _devices;

    /// <summary>What happens in one hour.</summary>
    /// <param name="hour">Hours since the start; call with 0, 1, 2, …</param>
    /// <param name="time">Unix second.</param>
    public Effects Live(int hour, long time)
    {
        var effects = new Effects();
        if (hour == 0)
        {
            effects.GracePeriod(Grace);
            for (var i = 0; i < Founders; i++)
            {
                Join(effects, time, isFounder: true);
            }
        }
        else if (_dice.Unit(Topic.Newcomer, hour) < NewcomersPerHour)
        {
            Join(effects, time, isFounder: false);
        }

        foreach (var device in _devices.Where(d => !d.IsGone))
        {
            var requirement = Requirement(device, time);
            if (hour > 0)
            {
                _habits.Live(device, requirement, hour, time, effects);
            }

            if (!device.IsGone)
            {
                Queue(device, requirement, time, effects);
            }
        }

        if (hour > 0 && _dice.Unit(Topic.Penalty, hour) < SlashedPerHour)
        {
            Slash(hour, time, effects);
        }

        return effects;
    }

    /// <summary>What a device must stake, in base units.</summary>
    public long Requirement(Device device, long time) => StakeHabits.Requirement(_schedule.At(device.Class, time)!, device);

    private void Join(Effects effects, long time, bool isFounder)
    {
        var device = _mix.Make(_devices.Count + 1);
        _devices.Add(device);
        effects.Register(device);
        effects.AddNode(device);
        StakeHabits.Stake(device, _habits.Opening(device, Requirement(device, time), isFounder), effects);
    }

    // Whoever is below is flagged in the same hour, and cured in the hour in which the stake suffices again.
    private static void Queue(Device device, long requirement, long time, Effects effects)
    {
        if (device.FlaggedAt is null && device.IsBelow(requirement))
        {
            device.FlaggedAt = time;
            effects.EnterQueue(device, time, time + Grace);
        }
        else if (device.FlaggedAt is not null && !device.IsBelow(requirement))
        {
            device.FlaggedAt = null;
            effects.LeaveQueue(device);
        }
    }

    private void Slash(int hour, long time, Effects effects)
    {
        var present = _devices.Where(d => !d.IsGone).ToList();
        var device = present[_dice.Below(present.Count, Topic.PenaltyTarget, hour)];
        var amount = device.Assets * (5 + _dice.Below(16, Topic.PenaltyTarget, hour, 1)) / 100;
        var fromRewards = Math.Min(device.Rewards, amount);
        var fromCollateral = amount - fromRewards;
        effects.Penalise(device, fromRewards, fromCollateral, _dice.Below(2, Topic.PenaltyTarget, hour, 2) == 0 ? "spoofing" : "inadequate service");
        device.Rewards -= fromRewards;
        device.Collateral -= fromCollateral;
        device.CoStake = Math.Min(device.CoStake, device.Collateral / 2);
        if (fromRewards > 0)
        {
            effects.SubtractRewards(device, fromRewards);
        }

        effects.SubtractCollateral(device, fromCollateral);
        Queue(device, Requirement(device, time), time, effects);
    }
}
