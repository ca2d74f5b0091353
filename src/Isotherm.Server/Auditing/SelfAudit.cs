using System.Threading.Channels;
using Isotherm.Chains.Auditing;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Observability;

namespace Isotherm.Server.Auditing;

/// <summary>
/// Asks the contract about the published picture, off the writer's path (spec 1.6): the writer offers each head and takes what was
/// found with its next block, and never waits. One block waits at most; a newer one takes its place, and the older is counted as skipped.
/// </summary>
internal sealed partial class SelfAudit : IDisposable
{
    private const int MostConfirmed = 8;

    private readonly string _network;
    private readonly IContractAuditor _auditor;
    private readonly AuditOptions _options;
    private readonly NetworkMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<SelfAudit> _log;
    private readonly Channel<NetworkPicture> _offers;
    private readonly PendingFindings _pending = new();
    private readonly AuditPlan _plan;
    private readonly HashSet<ClusterId> _suspects = [];
    private volatile AuditReport _report = new();
    private bool _disagreed;
    private long _skipped;

    /// <summary>Prepares the audit of a network; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="network">The network's id.</param>
    /// <param name="auditor">Asks the contract; owned from now on.</param>
    /// <param name="options">Limits.</param>
    /// <param name="meter">Takes the counts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public SelfAudit(
        string network, IContractAuditor auditor, AuditOptions options, NetworkMeter meter, TimeProvider time, ILogger<SelfAudit> log)
    {
        (_network, _auditor, _options, _meter, _time, _log) = (network, auditor, options, meter, time, log);
        _plan = new AuditPlan(options);
        _offers = Channel.CreateBounded<NetworkPicture>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Skip());
    }

    /// <summary>Names of the views that are asked.</summary>
    public IReadOnlyList<string> Views => _auditor.Views;

    /// <summary>How it stands.</summary>
    public AuditReport Report => _report with { Skipped = Interlocked.Read(ref _skipped) };

    /// <summary>A head was published. Returns at once.</summary>
    public void Offer(NetworkPicture picture) => _offers.Writer.TryWrite(picture);

    /// <summary>What was found since, as facts of the block that follows <paramref name="head"/>.</summary>
    /// <param name="head">The picture on which they will be folded.</param>
    /// <param name="isCanonical">Whether a block leads there.</param>
    public IReadOnlyList<Fact> Take(NetworkPicture? head, Func<BlockRef, bool> isCanonical) => _pending.Take(head, isCanonical);

    /// <summary>Runs until cancelled; never throws for a fault of a node or of its own.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await AuditAsync(await _offers.Reader.ReadAsync(ct), ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                _meter.Failed();
                Failed(fault, _network);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _auditor.Dispose();

    private async Task AuditAsync(NetworkPicture picture, CancellationToken ct)
    {
        if (_suspects.Count > 0)
            _suspects.IntersectWith(picture.Rows.Select(static row => row.Terms.Id)); // a rewind may have undone a registration
        _suspects.UnionWith(picture.Rows.Where(static row => row.Terms.IsDisputed).Select(static row => row.Terms.Id));
        var rows = _plan.Choose(picture, _suspects, _auditor.MostClusters);
        var answers = await _auditor.AskAsync(picture.Block, [.. rows.Select(row => picture.Rows[row].Terms.Id)], ct);
        var findings = rows.Select((row, i) => AuditComparison.Judge(picture.Rows[row], picture.Market, answers.Clusters[i])).ToArray();
        var calls = answers.Calls + await ConfirmAsync(picture, rows, findings, ct);
        // A node that says nothing at all has not been visited: else its silence would use up the turns.
        var isHeard = findings.Any(static finding => finding is not Finding.Unavailable);
        List<AuditMismatch> begun = [];
        for (var i = 0; i < rows.Count; i++)
        {
            if (isHeard)
                _plan.Visited(rows[i], picture.Block.Number, findings[i] is not Finding.Unavailable);
            Conclude(picture, rows[i], findings[i], begun);
        }

        _plan.Close();
        Publish(picture, findings, calls, begun);
    }

    // A node that mines while it is asked may answer for its head's hash out of the block that comes next. So a first disagreement is
    // believed when it is said again after a while, when that block is done; where one of those asked again takes it back, none of the
    // others is believed at this block.
    private async Task<int> ConfirmAsync(NetworkPicture picture, IReadOnlyList<int> rows, Finding[] findings, CancellationToken ct)
    {
        int[] doubted = [.. Enumerable.Range(0, findings.Length).Where(i => findings[i] is Finding.Disagreed && !_suspects.Contains(picture.Rows[rows[i]].Terms.Id))];
        if (doubted.Length == 0)
            return 0;
        await Task.Delay(_options.ConfirmAfter, _time, ct);
        int[] again = [.. doubted.Take(Math.Min(MostConfirmed, _auditor.MostClusters))];
        var answers = await _auditor.AskAsync(picture.Block, [.. again.Select(i => picture.Rows[rows[i]].Terms.Id)], ct);
        var isTakenBack = false;
        for (var i = 0; i < again.Length; i++)
        {
            var row = picture.Rows[rows[again[i]]];
            findings[again[i]] = AuditComparison.Judge(row, picture.Market, answers.Clusters[i]);
            isTakenBack |= findings[again[i]] is not Finding.Disagreed;
        }

        if (isTakenBack)
        {
            foreach (var i in doubted.Skip(again.Length))
                findings[i] = new Finding.Unavailable("the node took back what it said of other clusters");
        }

        return answers.Calls;
    }

    private void Conclude(NetworkPicture picture, int row, Finding finding, List<AuditMismatch> begun)
    {
        var cluster = picture.Rows[row].Terms.Id;
        switch (finding)
        {
            case Finding.Agreed:
                _suspects.Remove(cluster);
                _pending.Note(picture, row, disagrees: false);
                break;
            case Finding.Disagreed disagreed:
                if (_suspects.Add(cluster))
                {
                    begun.AddRange(disagreed.Differences.Select(difference => new AuditMismatch(picture.Block, cluster, difference)));
                    _plan.Sweep(picture.Block.Number);
                }

                _pending.Note(picture, row, disagrees: true);
                break;
        }
    }

    private void Publish(NetworkPicture picture, Finding[] findings, int calls, List<AuditMismatch> begun)
    {
        var unavailable = findings.OfType<Finding.Unavailable>().ToArray();
        var mismatches = findings.Count(static finding => finding is Finding.Disagreed);
        var tally = new AuditTally(findings.Length, calls, findings.Length - mismatches - unavailable.Length, mismatches, unavailable.Length);
        var before = _report;
        _report = before with
        {
            Block = picture.Market.Block,
            At = _time.GetUtcNow(),
            Last = tally,
            Total = before.Total.Plus(tally),
            Blocks = before.Blocks + 1,
            CoverageBlocks = _plan.Coverage(picture.Block.Number),
            Sweeping = _plan.Sweeping,
            Mismatches = [.. Enumerable.Reverse(begun).Concat(before.Mismatches).Take(_options.RecentMismatches)],
            Trouble = unavailable.Length == 0 ? null : unavailable[^1].Why,
        };
        _meter.Audited(tally);
        if (!_disagreed && begun.Count > 0)
            Mismatch(_network, picture.Block.Number, begun[0].Cluster, begun[0].Difference.View, begun[0].Difference.Ours, begun[0].Difference.Contract);
        else if (_disagreed && _suspects.Count == 0)
            AllClear(_network, picture.Block.Number);
        _disagreed = _suspects.Count > 0;
    }

    private void Skip()
    {
        Interlocked.Increment(ref _skipped);
        _meter.AuditSkipped();
    }
}
