using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

/// <summary>
/// A chain of views: 1 GPU a cluster requires 200 tokens at 2 USD, so <c>Set(id, 12_000)</c> is a ratio of 1.2. Two seconds a block.
/// </summary>
internal sealed class SmallNetwork
{
    internal const long Start = 1_800_000_000;
    internal const string Owner = "0xaa";

    private static readonly BigInteger Token = BigInteger.Pow(10, 18);
    private readonly List<SmallView> _chain = [];
    private List<ClusterTerms> _rows = [];
    private ulong _branch;

    internal SmallNetwork(int clusters, RequirementUnit unit = RequirementUnit.Usd)
    {
        Rules = new()
        {
            NetworkId = "demo",
            TokenSymbol = "GRID",
            TokenDecimals = 18,
            Requirement = unit,
            Gas = GasModel.None,
            MaxAgeSeconds = 60,
            RecoveryWindowSeconds = 0,
            InitialThresholds = new(15_000, 12_000),
            BlockTimeSeconds = 2,
        };
        for (var id = 1; id <= clusters; id++)
            _rows.Add(new() { Id = new(id), Name = $"c-{id}", Region = "eu", Operator = Owner, Class = new(1), Nodes = 1, Gpus = 1, Collateral = Tokens(20_000) });
    }

    internal NetworkRules Rules { get; }

    internal SmallView Head => _chain[^1];

    internal IReadOnlyList<SmallView> Chain => _chain;

    internal BigInteger Price { get; set; } = 200_000_000;

    internal bool IsPriceStale { get; set; }

    internal BigInteger CriticalBps { get; set; } = 12_000;

    internal IReadOnlyList<ClusterTerms> Rows => _rows;

    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(Head.Market.Block.Timestamp);

    internal static BigInteger Tokens(int bps) => 200 * Token * bps / 10_000;

    internal SmallNetwork Set(int cluster, int bps) => Change(cluster, terms => terms with { Collateral = Tokens(bps) });

    internal SmallNetwork Change(int cluster, Func<ClusterTerms, ClusterTerms> change)
    {
        var rows = _rows.ToList();
        rows[cluster - 1] = change(rows[cluster - 1]);
        _rows = rows;
        return this;
    }

    internal SmallNetwork Flag(int cluster, long seconds)
    {
        var at = _chain.Count == 0 ? Start : Head.Market.Block.Timestamp + 2;
        return Change(cluster, terms => terms with { IsQueued = true, FlaggedAt = at, Deadline = at + seconds });
    }

    internal SmallNetwork Add(int id, string owner = Owner)
    {
        _rows = [.. _rows, _rows[0] with { Id = new(id), Name = $"c-{id}", Operator = owner, Collateral = Tokens(20_000), IsQueued = false, FlaggedAt = 0, Deadline = 0 }];
        return this;
    }

    /// <summary>The next block, with what was set.</summary>
    internal SmallView Mine(params Fact[] facts) => Mine(2, facts);

    internal SmallView Mine(long seconds, params Fact[] facts)
    {
        var before = _chain.Count == 0 ? null : Head;
        ulong number = before is null ? 1 : before.Market.Block.Number + 1;
        var time = before is null ? Start : before.Market.Block.Timestamp + seconds;
        var market = new Market
        {
            Rules = Rules,
            Block = new(number, string.Create(CultureInfo.InvariantCulture, $"0x{_branch:x32}{number:x32}"), before?.Market.Block.Hash ?? "0x00", time, 0),
            TokenPrice = new(Price, 8, IsPriceStale ? time - 100 : time, 1),
            WarningBps = 15_000,
            CriticalBps = CriticalBps,
            GracePeriod = 100,
            Classes = [new(new(1), "H100", 40_000_000_000, 10_000)],
            Scheduled = [],
        };
        List<Transition> transitions = [];
        for (var row = 0; row < _rows.Count; row++)
        {
            var now = Ratio.Of(_rows[row], market);
            ClusterReading? was = before is not null && row < before.Count ? Ratio.Of(before.Rows[row], before.Market) : null;
            if (was?.Zone != now.Zone || was?.QueueState != now.QueueState)
                transitions.Add(new(_rows[row].Id, number, time, was?.Zone, now.Zone, was?.QueueState ?? QueueState.None, now.QueueState, now.Ratio));
            if (now.Zone == Zone.Unknown && was is { Ratio: { } ratio })
                Change(row + 1, terms => terms with { LastKnown = new(ratio, was.Zone, number - 1) });
        }

        _chain.Add(new(market, _rows, transitions, facts));
        return Head;
    }

    /// <summary>Orphans the last blocks; what is mined next has other hashes.</summary>
    internal BlockRef Rewind(int depth)
    {
        _chain.RemoveRange(_chain.Count - depth, depth);
        _branch++;
        _rows = [.. Head.Rows];
        return Head.Market.Block.Ref;
    }
}
