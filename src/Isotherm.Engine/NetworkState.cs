using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine.Kernels;

namespace Isotherm.Engine;

/// <summary>
/// A network as the fold over its blocks (design: "a network is a fold over blocks"). One writer; the pictures that it hands
/// out are immutable and may be read by anyone. Apply and undo are exact inverses.
/// </summary>
/// <param name="rules">What the manifest fixes.</param>
public sealed class NetworkState(NetworkRules rules)
{
    private readonly NetworkRules _rules = rules;
    private readonly Columns _columns = new();
    private readonly Registry _registry = new();
    private ClusterRow[] _rows = [];
    private ZoneInputs? _inputs;
    private StateDigest _marketDigest;
    private StateDigest _digest;

    /// <summary>The network at the end of the head block; null before the first.</summary>
    public NetworkPicture? Picture { get; private set; }

    /// <summary>The row of a cluster in <see cref="Picture"/>; null for one that is not registered.</summary>
    public int? RowOf(ClusterId cluster) => _registry.PositionOf(cluster);

    /// <summary>The row that holds a node in <see cref="Picture"/>; null for one that is not active.</summary>
    public int? RowOf(NodeId node) => _registry.PositionOf(node);

    /// <summary>Exact zones of all rows of <see cref="Picture"/> under other thresholds, by the kernel.</summary>
    /// <param name="warningBps">Above it green; basis points.</param>
    /// <param name="criticalBps">Below it red; at most <paramref name="warningBps"/>. From one to the other, both included, yellow.</param>
    /// <exception cref="InvalidOperationException">There is no block.</exception>
    public Zone[] ZonesUnder(BigInteger warningBps, BigInteger criticalBps)
    {
        Market market = Picture?.Market ?? throw new InvalidOperationException("There is no block whose zones could be told.");
        ZoneInputs inputs = ZoneInputs.Of(market with { WarningBps = warningBps, CriticalBps = criticalBps }, _columns.Classes);
        Zone[] zones = new Zone[_rows.Length];
        ZoneKernels.Chosen.Classify(_columns, inputs, 0, zones.Length, zones);
        return zones;
    }

    /// <summary>Folds the block that follows the head, with its facts in log order. All or nothing.</summary>
    /// <exception cref="FoldException">The block does not follow, or a fact does not fit. The state is untouched.</exception>
    public AppliedBlock Apply(Block block, IReadOnlyList<Fact> facts)
    {
        NetworkPicture? before = Picture;
        Admission.Check(block, before?.Market);
        MarketDraft marketDraft = new(_rules, before?.Market);
        BlockDraft draft = new(_registry, _rows, marketDraft, block.Header);
        foreach (Fact fact in facts)
            draft.Fold(fact);

        Market market = marketDraft.Close(block);
        RowRevision revision = new(_rows, draft.RowCount);
        foreach ((int position, ClusterRow row) in draft.Touched())
            revision.Replace(position, row);
        Accruals.Derive(revision, market);

        WriteColumns(revision);
        ZoneInputs inputs = ZoneInputs.Of(market, _columns.Classes);
        Zone[] zones = Rezone(revision, inputs);
        Aftermath aftermath = new(revision, before, _inputs, market, inputs, zones);
        aftermath.Settle();
        StateDigest digestBefore = _digest;
        Adopt(revision, market, inputs, zones);
        return new(UndoRecord.Encode(revision, market, before?.Market, digestBefore), Picture!, aftermath.Transitions());
    }

    /// <summary>Takes the head block back: the exact inverse of the <see cref="Apply"/> that gave these bytes.</summary>
    /// <exception cref="FoldException">There is no block, or the bytes belong to another one. The state is untouched.</exception>
    /// <exception cref="InvalidDataException">The bytes are damaged. The state is untouched.</exception>
    public void Undo(ReadOnlyMemory<byte> undo)
    {
        if (Picture is not { } after)
            throw new FoldException("there is no block to undo", "a head block", new(0, "none"));
        UndoRecord record = UndoRecord.Decode(undo, _rules, after.Market, _rows);
        if (record.Block != after.Block)
            throw new FoldException($"the undo record is of block {record.Block}", "that of the head", after.Block);

        RowRevision revision = new(_rows, record.CountBefore);
        foreach ((int position, ClusterRow row) in record.Rows)
            revision.Replace(position, row);
        if (record.MarketBefore is { } market)
            DeriveFrom(market, revision);
        StateDigest digest = NextDigest(revision) + (record.MarketBefore is { } m ? StateHasher.Market(m) : default);
        if (digest != record.DigestBefore)
            throw new InvalidDataException($"Undoing block {record.Block} would not give the state before it: {digest}, expected {record.DigestBefore}.");
        WriteColumns(revision);
        Restore(revision, record.MarketBefore);
    }

    /// <summary>The state as bytes, with version and checksum: the same state gives the same bytes.</summary>
    public byte[] Save() => Save(_rules, Picture);

    /// <summary>The state whose picture this is as bytes, as the state itself would give them. Pictures are immutable: any thread may, at any time.</summary>
    public static byte[] Save(NetworkRules rules, NetworkPicture? picture) => Snapshot.Write(rules, picture?.Market, picture?.Rows ?? []);

    /// <summary>The state that <c>Save</c> wrote.</summary>
    /// <exception cref="InvalidDataException">Not a saved state, of another version or network, or damaged; the message says which.</exception>
    public static NetworkState Load(NetworkRules rules, ReadOnlyMemory<byte> saved)
    {
        (Market? market, ClusterRow[] rows) = Snapshot.Read(rules, saved);
        NetworkState state = new(rules);
        RowRevision revision = new([], rows.Length);
        for (int i = 0; i < rows.Length; i++)
            revision.Replace(i, rows[i]);
        if (market is not null)
            DeriveFrom(market, revision);
        state.WriteColumns(revision);
        state.Restore(revision, market);
        return state;
    }

    /// <summary>SHA-256 over every column and node in id order, 64 lower-case hex digits; the layout is in <see cref="LedgerHasher"/>.</summary>
    public string LedgerHash() => LedgerHasher.Hash(Picture?.Market, _rows);

    /// <summary>What rows do not keep, because it follows from them and the market: accrued rewards first, queue states by them.</summary>
    private static void DeriveFrom(Market market, RowRevision revision)
    {
        Accruals.Derive(revision, market);
        Aftermath.DeriveQueueStates(revision, market);
    }

    private void WriteColumns(RowRevision revision)
    {
        _columns.Resize(revision.Count);
        foreach (int position in revision.Changed)
            _columns.Write(position, revision[position].Terms);
        for (int i = revision.CountBefore; i < revision.Count; i++)
            _columns.Write(i, revision[i].Terms);
    }

    private Zone[] Rezone(RowRevision revision, ZoneInputs inputs)
    {
        Zone[] zones = new Zone[revision.Count];
        if (Picture is null || _inputs?.DecidesAs(inputs) != true)
        {
            ZoneKernels.Chosen.Classify(_columns, inputs, 0, zones.Length, zones);
            return zones;
        }

        Picture.Zones.Span.CopyTo(zones);
        foreach (int position in revision.Changed)
            zones[position] = ScalarZoneKernel.Of(_columns, inputs, position);
        ZoneKernels.Chosen.Classify(_columns, inputs, revision.CountBefore, zones.Length, zones);
        return zones;
    }

    private void Restore(RowRevision revision, Market? market)
    {
        if (market is null)
        {
            Adopt(revision, null, null, []);
            return;
        }

        ZoneInputs inputs = ZoneInputs.Of(market, _columns.Classes);
        Zone[] zones = new Zone[revision.Count];
        ZoneKernels.Chosen.Classify(_columns, inputs, 0, zones.Length, zones);
        Adopt(revision, market, inputs, zones);
    }

    private void Adopt(RowRevision revision, Market? market, ZoneInputs? inputs, Zone[] zones)
    {
        StateDigest rowsDigest = NextDigest(revision);
        StateDigest marketDigest = market is null ? default : StateHasher.Market(market);
        foreach (int position in revision.Changed)
            _columns.Digest[position] = DigestOf(revision[position]);
        for (int i = revision.CountBefore; i < revision.Count; i++)
            _columns.Digest[i] = DigestOf(revision[i]);
        _registry.Follow(revision);
        _rows = revision.Close();
        _inputs = inputs;
        _marketDigest = marketDigest;
        _digest = rowsDigest + marketDigest;
        Picture = market is null ? null : new()
        {
            Market = market,
            Rows = _rows,
            Zones = zones,
            Counts = Tally.Of(zones, _rows),
            StateHash = _digest.ToString(),
        };
    }

    /// <summary>The rows' part of the state hash after the revision: what changed is taken off and added.</summary>
    private StateDigest NextDigest(RowRevision revision)
    {
        StateDigest sum = _digest - _marketDigest;
        foreach (int position in revision.Changed)
            sum = sum - _columns.Digest[position] + DigestOf(revision[position]);
        for (int i = revision.CountBefore; i < revision.Count; i++)
            sum += DigestOf(revision[i]);
        for (int i = revision.Count; i < revision.CountBefore; i++)
            sum -= _columns.Digest[i];
        return sum;
    }

    private static StateDigest DigestOf(ClusterRow row) => StateHasher.Tile(row.Terms, row.QueueState);
}
