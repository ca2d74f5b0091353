using System.Security.Cryptography;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>
/// <c>ledgerHash</c>: SHA-256, as lower-case hex, of these rows one after the other; each begins as its stateHash row does
/// (docs/protocol.md), integers little-endian, texts as u32 length and UTF-8 bytes.
/// Globals, if there is a block; then, where rewards accrue, <c>06</c>, u256 index, u256 rate, i64 at; then <c>05</c>, u256 id, i64 kind, u256 subject, u256 a, u256 b, u256 effectiveAt for each
/// announced change by id; then the class rows by id; then, by cluster id, the tile row, u8 flags (1 queued, 2 liquidated, 4 disputed),
/// the last known part once more for a ratio that is kept while only gas is unknown, texts name, region, operator, followed by
/// the cluster's active nodes by id, each <c>04</c>, u256 id, u256 GPUs, u256 collateral, u256 rewards; or, for one with shares, <c>07</c>, the same, u256 settled,
/// u256 shares, u256 entry.
/// </summary>
internal static class LedgerHasher
{
    public static string Hash(Market? market, IReadOnlyList<ClusterRow> rows)
    {
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (market is not null)
            Append(sha, market);
        foreach (ClusterRow row in rows.OrderBy(static row => row.Terms.Id))
            Append(sha, row);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static void Append(IncrementalHash sha, Market market)
    {
        Span<byte> buffer = stackalloc byte[RowBytes.Longest];
        RowBytes globals = new(buffer);
        StateHasher.Write(ref globals, market);
        sha.AppendData(globals.Written);
        if (market.Accrual is { } accrual)
        {
            RowBytes row = new(buffer);
            row.Byte(6);
            row.Word(accrual.Index);
            row.Word(accrual.Rate);
            row.Int64(accrual.At);
            sha.AppendData(row.Written);
        }

        foreach (ScheduledChange change in market.Scheduled)
        {
            RowBytes row = new(buffer);
            row.Byte(5);
            row.Word(change.Id);
            row.Int64(change.Kind);
            row.Word(change.Subject);
            row.Word(change.A);
            row.Word(change.B);
            row.Word(change.EffectiveAt);
            sha.AppendData(row.Written);
        }

        foreach (GpuClass gpuClass in market.Classes)
        {
            RowBytes row = new(buffer);
            StateHasher.Write(ref row, gpuClass);
            sha.AppendData(row.Written);
        }
    }

    private static void Append(IncrementalHash sha, ClusterRow row)
    {
        Span<byte> buffer = stackalloc byte[RowBytes.Longest];
        RowBytes tile = new(buffer);
        StateHasher.Write(ref tile, row.Terms, row.QueueState);
        tile.Byte((byte)((row.Terms.IsQueued ? 1 : 0) | (row.Terms.IsLiquidated ? 2 : 0) | (row.Terms.IsDisputed ? 4 : 0)));
        StateHasher.Write(ref tile, row.Remembered);
        sha.AppendData(tile.Written);
        Append(sha, row.Terms.Name);
        Append(sha, row.Terms.Region);
        Append(sha, row.Terms.Operator);
        foreach (NodeTerms node in row.Nodes)
        {
            RowBytes bytes = new(buffer);
            bytes.Byte(node.Accrual is null ? (byte)4 : (byte)7);
            bytes.Word(node.Id.Value);
            bytes.Word(node.Gpus);
            bytes.Word(node.Collateral);
            bytes.Word(node.Rewards);
            if (node.Accrual is { } accrual)
            {
                bytes.Word(accrual.Settled);
                bytes.Word(accrual.Shares);
                bytes.Word(accrual.Entry);
            }

            sha.AppendData(bytes.Written);
        }
    }

    private static void Append(IncrementalHash sha, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        sha.AppendData(BitConverter.GetBytes((uint)utf8.Length));
        sha.AppendData(utf8);
    }
}
