using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>What takes one block back: the market before it, and what its rows held.</summary>
/// <param name="Block">The block that this takes back.</param>
/// <param name="DigestBefore">The state hash that must come out.</param>
/// <param name="MarketBefore">Null when the block was the first.</param>
/// <param name="CountBefore">Rows before; later ones go.</param>
/// <param name="Rows">Positions with the rows that they held.</param>
internal sealed record UndoRecord(
    BlockRef Block,
    StateDigest DigestBefore,
    Market? MarketBefore,
    int CountBefore,
    IReadOnlyList<KeyValuePair<int, ClusterRow>> Rows)
{
    private const int ChecksumLength = 16;
    private const string What = "undo record";

    /// <summary>Encodes what <paramref name="revision"/> changed; rows that only accrued follow from the market before, however many.</summary>
    public static byte[] Encode(RowRevision revision, Market after, Market? before, StateDigest digestBefore)
    {
        byte version = StateVersion.Of(after);
        IReadOnlyList<int> changed = version == StateVersion.Plain
            ? revision.Changed
            : [.. revision.Changed.Where(position => !Accruals.IsAllThatDiffers(revision.Before(position), revision[position]))];
        using StateWriter writer = new(version);
        writer.Byte(version);
        writer.UInt64(after.Block.Number);
        writer.Text(after.Block.Hash);
        writer.Digest(digestBefore);
        writer.Bool(before is not null);
        if (before is not null)
            MarketFormat.Write(writer, before, after);
        writer.Number(revision.CountBefore);
        writer.Number(changed.Count);
        foreach (int position in changed)
        {
            writer.Number(position);
            RowDelta.Write(writer, revision.Before(position), revision[position]);
        }

        writer.Digest(StateDigest.OfRow(writer.ToArray()));
        return writer.ToArray();
    }

    /// <summary>Decodes against the state at the end of the block.</summary>
    /// <exception cref="InvalidDataException">These are not an undo record's bytes, or not for these rows.</exception>
    public static UndoRecord Decode(ReadOnlyMemory<byte> bytes, NetworkRules rules, Market after, IReadOnlyList<ClusterRow> rows)
    {
        if (bytes.Length <= ChecksumLength)
            throw new InvalidDataException($"These {bytes.Length} bytes are not an {What}.");
        ReadOnlyMemory<byte> body = bytes[..^ChecksumLength];
        StateDigest checksum = StateReader.ReadAll(bytes[^ChecksumLength..], What, static reader => reader.Digest());
        if (checksum != StateDigest.OfRow(body.Span))
            throw new InvalidDataException($"The {What} is damaged: its checksum does not match.");
        return StateReader.ReadAll(body, What, reader => Decode(reader, rules, after, rows));
    }

    private static UndoRecord Decode(StateReader reader, NetworkRules rules, Market after, IReadOnlyList<ClusterRow> rows)
    {
        reader.Version = StateVersion.Check(reader.Byte(), What);
        BlockRef block = new(reader.UInt64(), reader.Text());
        StateDigest digest = reader.Digest();
        if (block != after.Block.Ref)
            return new(block, digest, null, rows.Count, Skip(reader));
        Market? before = reader.Bool() ? MarketFormat.Read(reader, rules, after) : null;
        int countBefore = reader.Number();
        if (countBefore > rows.Count)
            throw new InvalidDataException($"The {What} asks for {countBefore} rows; there are {rows.Count}.");
        var restored = new KeyValuePair<int, ClusterRow>[reader.Count()];
        for (int i = 0; i < restored.Length; i++)
        {
            int position = reader.Number();
            if (position >= countBefore)
                throw new InvalidDataException($"The {What} names row {position}, which does not exist.");
            restored[i] = new(position, RowDelta.Read(reader, rows[position]));
        }

        return new(block, digest, before, countBefore, restored);
    }

    /// <summary>Another block's record can't be read against these rows; the caller refuses it by its block.</summary>
    private static KeyValuePair<int, ClusterRow>[] Skip(StateReader reader)
    {
        while (!reader.IsAtEnd)
            reader.Byte();
        return [];
    }
}
