using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>
/// Blocks with facts that fit, drawn from a seed: registrations, nodes that come, move and go, amounts (some beyond 2¹²⁸), classes,
/// thresholds, announced changes, the queue, liquidations, price outages, and with every other seed rewards by index × time. The next block depends only on the head's picture and
/// on the random source, so any head can be built upon after an undo.
/// </summary>
internal sealed class RandomHistory(int seed)
{
    private readonly Random _random = new(seed);
    private readonly bool _accrues = seed % 2 == 0;
    private ulong _branch;

    public NetworkRules Rules { get; } = RulesOf(new Random(seed));

    public (Block Block, IReadOnlyList<Fact> Facts) Next(NetworkPicture? head)
    {
        Block block = NextBlock(head);
        RandomFacts facts = new(_random, head, block, _accrues);
        int count = _random.Next(_random.Next(4) == 0 ? 30 : 6);
        if (head is null)
            facts.Found();
        for (int i = 0; i < count; i++)
            facts.Add();
        return (block, facts.Drawn);
    }

    private static NetworkRules RulesOf(Random random)
    {
        NetworkRules rules = Scenario.Rules(
            random.Next(3) == 0 ? GasModel.None : GasModel.Modelled,
            random.Next(3) == 0 ? RequirementUnit.Token : RequirementUnit.Usd);
        return rules with { AccrualDecimals = random.Next(3) switch { 0 => 0, 1 => 3, _ => 18 } };
    }

    private Block NextBlock(NetworkPicture? head)
    {
        Block quiet = Scenario.After(head, ++_branch, _random.Next(1, 9));
        long time = quiet.Header.Timestamp;
        BigInteger? baseFee = _random.Next(12) switch { 0 => null, 1 => BigInteger.Zero, 2 => BigInteger.Pow(10, 20), _ => _random.Next(1, 40) * BigInteger.Pow(10, 9) };
        FeedReading? token = _random.Next(3) == 0 && head is not null ? head.Market.TokenPrice : Reading(time, _random.Next(10_000_000, 30_000_000));
        FeedReading? native = _random.Next(3) == 0 && head is not null ? head.Market.NativePrice : Reading(time, 300_000_000_000);
        return new(quiet.Header with { BaseFee = baseFee }, token, native);
    }

    private FeedReading? Reading(long time, long value) => _random.Next(24) switch
    {
        0 => null,
        1 => new(0, 8, time, 3),
        2 => new(-value, 8, time, 4),
        3 => new(BigInteger.One << 96, 8, time, 5),
        4 => new(value, 8, time - 61, 6),
        5 => new(value, 8, time + 1, 7),
        _ => new(value, 8, time, 8),
    };
}
