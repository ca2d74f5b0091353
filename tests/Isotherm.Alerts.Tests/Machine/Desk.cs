using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Tests.Machine;

/// <summary>A network, a fold over it and a store, the way the one writer puts them together.</summary>
internal sealed class Desk
{
    internal static readonly AlertContext Context = new("demo", "Demo", "GRID", 18);

    private readonly Stack<ReadOnlyMemory<byte>> _undo = new();
    private RuleBook _book;

    internal Desk(SmallNetwork network, params Rule[] rules)
    {
        Network = network;
        _book = new(1, rules, []);
        Fold = new(Context, _book, []);
    }

    internal SmallNetwork Network { get; }

    internal AlertFold Fold { get; private set; }

    internal Dictionary<string, ReadOnlyMemory<byte>> Stored { get; } = new(StringComparer.Ordinal);

    internal List<AlertMessage> Sent { get; } = [];

    internal bool Send { get; set; } = true;

    internal static Rule Red(int groupWait = 0) => Rule("red", new RuleKind.RatioBelow(RatioLevel.Critical)) with { GroupWaitSeconds = groupWait };

    internal static Rule Rule(string id, RuleKind kind) => new()
    {
        Id = id,
        Owner = "me",
        Network = "demo",
        Name = id,
        Kind = kind,
        Channels = ["mail"],
        GroupWaitSeconds = 0,
    };

    /// <summary>Mines and judges a block; gives what was told.</summary>
    internal IReadOnlyList<AlertMessage> Block(params Isotherm.Domain.Fact[] facts) => Block(2, facts);

    internal IReadOnlyList<AlertMessage> Block(long seconds, params Isotherm.Domain.Fact[] facts)
    {
        var view = Network.Mine(seconds, facts);
        var step = Fold.Extend(view, Send, Network.Now);
        _undo.Push(step.Undo);
        return Keep(step);
    }

    internal IReadOnlyList<AlertMessage> Rewind(int depth)
    {
        List<ReadOnlyMemory<byte>> undo = [];
        for (var i = 0; i < depth; i++)
            undo.Add(_undo.Pop());
        return Keep(Fold.Rewind(Network.Rewind(depth), undo, Network.Now));
    }

    internal IReadOnlyList<AlertMessage> Clock(DateTimeOffset now, DataState state = DataState.Live) => Keep(Fold.Clock(state, now));

    internal IReadOnlyList<AlertMessage> Use(RuleBook book)
    {
        _book = book;
        return Keep(Fold.SetRules(book, Network.Now));
    }

    internal IReadOnlyList<AlertMessage> Snooze(params Snooze[] snoozes) => Use(_book with { Version = _book.Version + 1, Snoozes = snoozes });

    /// <summary>Another process goes on from what was stored.</summary>
    internal void Restart() => Fold = Revived();

    internal AlertFold Revived()
    {
        AlertFold fold = new(Context, _book, [.. Stored.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))]);
        foreach (var view in Network.Chain.TakeLast(fold.Lookback + 40))
            fold.Recall(view);
        return fold;
    }

    private IReadOnlyList<AlertMessage> Keep(AlertStep step)
    {
        Assert.Equal(step.Changes.Count, step.Changes.Select(one => one.Key).Distinct(StringComparer.Ordinal).Count());
        foreach (var change in step.Changes)
        {
            Assert.InRange(change.Key.Length, 1, 200);
            if (change.State is { } state)
                Stored[change.Key] = state;
            else
                Stored.Remove(change.Key);
        }

        Sent.AddRange(step.Messages);
        return step.Messages;
    }
}
