using System.Globalization;
using System.Numerics;
using Isotherm.Domain;
using Isotherm.Storage.Encoding;

namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>block</c>, as selected by <see cref="Columns"/>.</summary>
internal sealed class BlockRow
{
    public const string Columns =
        """
        b.sequence AS Sequence, b.number AS Number, b.hash AS Hash, b.parent_hash AS ParentHash, b.timestamp AS Timestamp,
        b.orphaned_by AS OrphanedBy, b.base_fee AS BaseFee, b.state_hash AS StateHash, b.token_price AS TokenPrice,
        b.native_price AS NativePrice, b.facts AS Facts, b.undo AS Undo, b.checksum AS Checksum
        """;

    public long Sequence { get; init; }

    public long Number { get; init; }

    public required string Hash { get; init; }

    public required string ParentHash { get; init; }

    public long Timestamp { get; init; }

    public long? OrphanedBy { get; init; }

    public string? BaseFee { get; init; }

    public required string StateHash { get; init; }

    public byte[]? TokenPrice { get; init; }

    public byte[]? NativePrice { get; init; }

    public required byte[] Facts { get; init; }

    public required byte[] Undo { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => RowChecksum.ShareOf(OrphanedBy) ^ new RowChecksum()
        .With(Sequence).With(Number).With(Hash).With(ParentHash).With(Timestamp).With(BaseFee).With(StateHash)
        .With(TokenPrice).With(NativePrice).With(Facts).With(Undo).Value;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public StoredBlock ToStored()
    {
        DamagedRowException.Check($"the block of entry {Sequence}", Checksum, ActualChecksum);
        return new StoredBlock(
            Sequence,
            new Block(
                new BlockHeader((ulong)Number, Hash, ParentHash, Timestamp, BaseFee is null ? null : BigInteger.Parse(BaseFee, CultureInfo.InvariantCulture)),
                FeedCodec.Decode(TokenPrice),
                FeedCodec.Decode(NativePrice)),
            FactCodec.Decode(Facts),
            Undo,
            StateHash,
            OrphanedBy);
    }
}
