namespace Isotherm.Server;

/// <summary>The last confirmed block (spec 3.2), and how often one turned out wrong. A value; each step gives the next.</summary>
/// <param name="Confirmations">Blocks below head at which a block is confirmed.</param>
/// <param name="Number">The confirmed block's number; null before there is one.</param>
/// <param name="Revised">Confirmed blocks that were orphaned.</param>
internal readonly record struct ConfirmedMark(int Confirmations, ulong? Number, int Revised)
{
    /// <summary>After a block at this height was applied: confirmed never falls by growth.</summary>
    public ConfirmedMark Extend(ulong head) => this with { Number = Greater(Number, Below(head)) };

    /// <summary>After a rewind to this height: max(head − confirmations, min(previous confirmed, to)).</summary>
    public ConfirmedMark Rewind(ulong to) => Number is not { } before
        ? this with { Number = Below(to) }
        : this with
        {
            Number = Greater(Below(to), Math.Min(before, to)),
            Revised = Revised + (int)(before > to ? before - to : 0),
        };

    /// <summary>After a recording began again from this height: as a rewind, but nothing turned out wrong.</summary>
    public ConfirmedMark Restart(ulong to) => Rewind(to) with { Revised = Revised };

    private ulong? Below(ulong head) => head >= (ulong)Confirmations ? head - (ulong)Confirmations : null;

    private static ulong? Greater(ulong? a, ulong? b) => a is null || b > a ? b : a;
}
