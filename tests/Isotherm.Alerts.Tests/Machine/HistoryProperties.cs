using CsCheck;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

/// <summary>Random histories with rewinds and restarts, against a slow and obvious reference.</summary>
public sealed class HistoryProperties
{
    private const int Clusters = 3;

    private static readonly int[] Levels = [9_000, 11_949, 11_999, 12_000, 12_100, 12_199, 12_200, 13_000, 15_000, 15_001, 20_000];

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (12, Gen.Select(Gen.Int[1, Clusters], AnyOf.These(Levels)).Select(Act (one) => new Act.Move(one.Item1, one.Item2))),
        (10, Gen.Int[1, 30].Select(Act (seconds) => new Act.Block(seconds))),
        (3, Gen.Int[1, 4].Select(Act (depth) => new Act.Rewind(depth))),
        (1, Gen.Int[150, 220].Select(Act (price) => new Act.Price(price))),
        (1, Gen.Bool.Select(Act (isStale) => new Act.Stale(isStale))),
        (1, Gen.Int[1, Clusters].Select(Act (cluster) => new Act.Queue(cluster))),
        (1, Gen.Int[1, 40].Select(Act (seconds) => new Act.Clock(seconds))),
        (1, Gen.Const<Act>(new Act.Restart())));

    private abstract record Act
    {
        internal sealed record Move(int Cluster, int Bps) : Act;

        internal sealed record Block(int Seconds) : Act;

        internal sealed record Rewind(int Depth) : Act;

        internal sealed record Price(int Cents) : Act;

        internal sealed record Stale(bool IsStale) : Act;

        internal sealed record Queue(int Cluster) : Act;

        internal sealed record Clock(int Seconds) : Act;

        internal sealed record Restart : Act;
    }

    [Fact]
    public void What_is_judged_after_any_history_is_what_a_replay_of_the_canonical_blocks_judges() =>
        Gen.Select(Acts.Array[1, 60], Gen.Int[0, 3], Gen.Int[0, 3], AnyOf.These(0, 12)).Sample((acts, pending, hold, wait) =>
        {
            var rules = Book(pending, hold, wait);
            Desk desk = new(new SmallNetwork(Clusters), rules);
            desk.Block();
            foreach (var act in acts)
                Do(desk, act);

            AlertFold replay = new(Desk.Context, new(1, rules, []), []);
            foreach (var view in desk.Network.Chain)
                replay.Extend(view, send: false, desk.Network.Now);
            Assert.Equal(replay.Judgement(), desk.Fold.Judgement());
        }, iter: 400);

    [Fact]
    public void Extending_and_rewinding_leaves_the_judgement_as_it_was() =>
        Acts.Array[1, 40].Sample(acts =>
        {
            Desk desk = new(new SmallNetwork(Clusters), Book(1, 1, 0));
            desk.Block();
            foreach (var act in acts)
            {
                if (act is not Act.Block)
                {
                    Do(desk, act);
                    continue;
                }

                var before = desk.Fold.Judgement();
                Do(desk, act);
                desk.Rewind(1);
                Assert.Equal(before, desk.Fold.Judgement());
                Do(desk, act);
            }
        }, iter: 200);

    [Fact]
    public void A_restart_at_any_point_changes_nothing_that_is_told() =>
        Gen.Select(Acts.Array[1, 50], AnyOf.These(0, 12)).Sample((acts, wait) =>
        {
            Desk one = new(new SmallNetwork(Clusters), Book(1, 1, wait));
            Desk other = new(new SmallNetwork(Clusters), Book(1, 1, wait));
            one.Block();
            other.Block();
            foreach (var act in acts)
            {
                other.Restart();
                Do(one, act);
                Do(other, act);
            }

            Assert.Equal(string.Join('\n', one.Sent.Select(Line)), string.Join('\n', other.Sent.Select(Line)));
            Assert.Equal(one.Sent.Select(Text), other.Sent.Select(Text));
            Assert.Equal(
                one.Stored.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + Convert.ToHexString(pair.Value.Span)),
                other.Stored.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + Convert.ToHexString(pair.Value.Span)));
        }, iter: 200);

    [Fact]
    public void What_was_told_of_a_level_is_what_the_canonical_ratios_say() =>
        Gen.Select(Acts.Array[1, 60], Gen.Int[0, 2], Gen.Int[0, 2]).Sample((acts, pending, hold) =>
        {
            var rule = Desk.Rule("level", new RuleKind.RatioBelow(new RatioLevel.Own(12_000))) with { PendingBlocks = pending, HoldBlocks = hold };
            Desk desk = new(new SmallNetwork(Clusters), rule);
            desk.Block();
            Dictionary<string, (string AlertId, bool IsOpen)> told = [];
            Dictionary<string, int> transitions = [];
            foreach (var act in acts)
            {
                var already = desk.Sent.Count;
                var openBefore = told.Where(pair => pair.Value.IsOpen).Select(pair => pair.Key).ToHashSet();
                Do(desk, act);
                foreach (var message in desk.Sent.Skip(already))
                    Hear(message, told, transitions);

                var open = told.Where(pair => pair.Value.IsOpen).Select(pair => pair.Key).ToHashSet();
                var expected = Enumerable.Range(1, Clusters).Where(id => IsFiring(desk.Network.Chain, id, pending, hold)).Select(id => $"{id}").ToHashSet();
                if (act is Act.Rewind)
                    expected.IntersectWith(openBefore);
                Assert.True(open.SetEquals(expected) || act is not (Act.Block or Act.Rewind), $"{act}: told {string.Join(',', open)}, expected {string.Join(',', expected)}");
            }
        }, iter: 400);

    private static void Hear(AlertMessage message, Dictionary<string, (string AlertId, bool IsOpen)> told, Dictionary<string, int> transitions)
    {
        Assert.Equal(transitions.GetValueOrDefault(message.AlertId) + 1, message.Transition);
        transitions[message.AlertId] = message.Transition;
        if (message.Kind is MessageKind.Blind or MessageKind.Sighted || (message.Kind == MessageKind.Retract && !told.Values.Any(one => one.AlertId == message.AlertId)))
            return;
        var cluster = Assert.Single(message.Subjects).Cluster;
        var isOpen = told.TryGetValue(cluster, out var known) && known.IsOpen;
        // Never two open for one subject, and nothing ends that did not begin.
        Assert.Equal(message.Kind != MessageKind.Fire, isOpen);
        Assert.True(!isOpen || known.AlertId == message.AlertId);
        told[cluster] = (message.AlertId, message.Kind == MessageKind.Fire);
    }

    /// <summary>By the definition, over the whole chain: a firing that began and is not over since.</summary>
    private static bool IsFiring(IReadOnlyList<SmallView> chain, int cluster, int pending, int hold)
    {
        var isFiring = false;
        List<(int Block, bool? IsBelow, bool IsClear)> seen = [];
        for (var i = 0; i < chain.Count; i++)
        {
            var reading = Ratio.Of(chain[i].Rows[cluster - 1], chain[i].Market);
            var isUnknown = reading.Zone == Zone.Unknown;
            seen.Add((i, isUnknown ? null : reading.Ratio < Level(12_000), !isUnknown && (reading.Ratio is null || reading.Ratio >= Level(12_200))));
            if (!isFiring)
            {
                // Below now, and for so many blocks before; blocks that nobody could judge do not break it.
                var run = seen.AsEnumerable().Reverse().TakeWhile(one => one.IsBelow is null or true).Reverse().SkipWhile(one => one.IsBelow is null).ToList();
                isFiring = seen[^1].IsBelow == true && run.Count > pending;
            }
            else
            {
                var clear = seen.AsEnumerable().Reverse().TakeWhile(one => one.IsClear).Count();
                isFiring = clear <= hold;
            }
        }

        return isFiring;
    }

    private static System.Numerics.BigInteger Level(int bps) => bps * System.Numerics.BigInteger.Pow(10, 14);

    private static string Line(AlertMessage message) => $"{message.Id} {message.Block.Number} {message.Rule} {message.Kind} {message.Headline}";

    private static string Text(AlertMessage message) => System.Text.Encoding.UTF8.GetString(MessageJson.Write(message));

    private static Rule[] Book(int pending, int hold, int wait) =>
    [
        .. new Rule[]
        {
            Desk.Rule("queue", new RuleKind.Queue(QueueStages.All)),
            Desk.Red() with { PendingBlocks = pending, HoldBlocks = hold },
            Desk.Rule("sudden", new RuleKind.SuddenRed(3)) with { HoldBlocks = hold },
            Desk.Rule("yellow", new RuleKind.PersistentYellow(20)),
            Desk.Rule("zone", new RuleKind.InZone([Zone.Green])) with { Owner = "you", PendingBlocks = pending },
            Desk.Rule("drift", new RuleKind.Drift(1_000, 3)) with { HoldBlocks = hold },
            Desk.Rule("price", new RuleKind.PriceStale()) with { PendingBlocks = pending },
            Desk.Rule("protocol", new RuleKind.ProtocolChange(ProtocolTopics.All)),
            Desk.Rule("late", new RuleKind.DataLate(DataState.Stale)) with { Owner = "you" },
        }.Select(rule => rule with { GroupWaitSeconds = wait }),
    ];

    private static void Do(Desk desk, Act act)
    {
        var network = desk.Network;
        switch (act)
        {
            case Act.Move move:
                network.Set(move.Cluster, move.Bps);
                break;
            case Act.Block block:
                desk.Block(block.Seconds, network.Chain.Count % 7 == 0 ? [new Fact.ThresholdsSet(15_000, 12_000)] : []);
                break;
            case Act.Rewind rewind when network.Chain.Count > rewind.Depth:
                desk.Rewind(rewind.Depth);
                break;
            case Act.Price price:
                network.Price = price.Cents * 1_000_000;
                break;
            case Act.Stale stale:
                network.IsPriceStale = stale.IsStale;
                break;
            case Act.Queue queue when network.Rows[queue.Cluster - 1].IsQueued:
                network.Change(queue.Cluster, terms => terms with { IsQueued = false, FlaggedAt = 0, Deadline = 0 });
                break;
            case Act.Queue queue:
                network.Flag(queue.Cluster, 60);
                break;
            case Act.Clock clock:
                desk.Clock(network.Now.AddSeconds(clock.Seconds));
                break;
            case Act.Restart:
                desk.Restart();
                break;
        }
    }
}
