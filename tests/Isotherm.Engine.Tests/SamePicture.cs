namespace Isotherm.Engine.Tests;

/// <summary>Deep equality of pictures, and the claims that hold for every picture.</summary>
internal static class SamePicture
{
    public static void Assert(NetworkPicture? expected, NetworkPicture? actual)
    {
        Xunit.Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
            return;
        Xunit.Assert.Equal(Isotherm.Engine.MarketMembers.None, PictureDiff.Between(expected, actual).Market);
        Xunit.Assert.Equal(expected.Market.Block, actual.Market.Block);
        Xunit.Assert.Equal(expected.StateHash, actual.StateHash);
        Xunit.Assert.Equal(expected.Counts, actual.Counts);
        Xunit.Assert.True(expected.Zones.Span.SequenceEqual(actual.Zones.Span));
        Xunit.Assert.Equal(expected.Rows.Count, actual.Rows.Count);
        for (int i = 0; i < expected.Rows.Count; i++)
        {
            Xunit.Assert.Equal(expected.Rows[i].Terms, actual.Rows[i].Terms);
            Xunit.Assert.Equal(expected.Rows[i].QueueState, actual.Rows[i].QueueState);
            Xunit.Assert.Equal(expected.Rows[i].Remembered, actual.Rows[i].Remembered);
            Xunit.Assert.Equal(expected.Rows[i].Nodes, actual.Rows[i].Nodes);
        }
    }
}
