using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Whether a block may follow the head.</summary>
internal static class Admission
{
    private const int HashLength = 66;

    /// <exception cref="FoldException">It may not.</exception>
    public static void Check(Block block, Market? before)
    {
        BlockHeader header = block.Header;
        BlockHeader? head = before?.Block;
        if (!IsHash(header.Hash))
            throw new FoldException($"'{header.Hash}' is no block hash", "0x and 64 lower-case hex digits", header.Ref);
        if (header.Timestamp < 0)
            throw new FoldException($"the block's time is {header.Timestamp}", "unix seconds", header.Ref);
        if (head is not null && header.ParentHash != head.Hash)
            throw new FoldException($"its parent is {header.ParentHash}", $"the head, {head.Ref}", header.Ref);
        if (head is not null && header.Number != head.Number + 1)
            throw new FoldException($"its number is {header.Number}", $"one above the head, {head.Ref}", header.Ref);
        if (before?.Accrual is not null && header.Timestamp < head!.Timestamp)
            throw new FoldException($"its time is {header.Timestamp}", $"{head.Timestamp} or later, since rewards accrue by time", header.Ref);
    }

    private static bool IsHash(string text)
    {
        if (text.Length != HashLength || !text.StartsWith("0x", StringComparison.Ordinal))
            return false;
        foreach (char digit in text.AsSpan(2))
        {
            if (!char.IsAsciiHexDigitLower(digit))
                return false;
        }

        return true;
    }
}
