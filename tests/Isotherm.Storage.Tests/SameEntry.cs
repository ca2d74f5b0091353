namespace Isotherm.Storage.Tests;

/// <summary>Compares entries by what they hold: records compare lists and bytes by reference.</summary>
internal static class SameEntry
{
    public static void Assert(JournalEntry expected, JournalEntry actual)
    {
        if (expected is not JournalEntry.BlockEntry block)
        {
            Xunit.Assert.Equal(expected, actual);
            return;
        }

        var other = Xunit.Assert.IsType<JournalEntry.BlockEntry>(actual);
        Xunit.Assert.Equal(block.Block, other.Block);
        Xunit.Assert.Equal(block.Facts, other.Facts);
        Xunit.Assert.Equal(block.Undo.ToArray(), other.Undo.ToArray());
        Xunit.Assert.Equal(block.Transitions, other.Transitions);
        Xunit.Assert.Equal(block.StateHash, other.StateHash);
    }
}
