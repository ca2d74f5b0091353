namespace Isotherm.Storage.Tests;

public sealed class TransitionCursorTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void A_cursor_reads_back(long sequence, int ordinal)
    {
        var cursor = new TransitionCursor(sequence, ordinal);
        Assert.True(TransitionCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("7.")]
    [InlineData("-7.1")]
    [InlineData("7.1.2")]
    [InlineData("99999999999999999999.1")]
    public void Anything_else_is_refused(string? text) => Assert.False(TransitionCursor.TryParse(text, out _));
}
