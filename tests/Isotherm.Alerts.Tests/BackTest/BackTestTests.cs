using Isotherm.Alerts.BackTest;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Tests.Machine;

namespace Isotherm.Alerts.Tests.BackTest;

public sealed class BackTestTests
{
    [Fact]
    public void A_rule_over_history_gives_the_firings_and_messages_that_it_would_have_given_live()
    {
        Desk live = new(new SmallNetwork(2), Desk.Red());
        int[] ratios = [16_000, 11_000, 11_500, 12_100, 12_300, 16_000, 10_000];
        foreach (var ratio in ratios)
        {
            live.Network.Set(1, ratio);
            live.Block(10);
        }

        List<int> progress = [];
        var result = BackTestRun.Over(Desk.Context, Desk.Red() with { Enabled = false }, live.Network.Chain, progress.Add, CancellationToken.None);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], progress);
        Assert.Equal(live.Sent.Select(MessageJson.Write), result.Messages.Select(MessageJson.Write));
        Assert.Equal((7, 2, 3), (result.Blocks, result.FiringCount, result.MessageCount));
        Assert.Equal([(2UL, 5UL, 30L), (7UL, null, 0L)], result.Firings.Select(one => (one.From.Number, one.To?.Number, one.Seconds)));
        Assert.Equal(12_000, result.Firings[0].ThresholdBps);
    }

    [Fact]
    public void It_stops_when_asked()
    {
        using CancellationTokenSource stop = new();
        SmallNetwork network = new(1);
        network.Mine();
        network.Mine();

        Assert.Throws<OperationCanceledException>(() => BackTestRun.Over(Desk.Context, Desk.Red(), network.Chain, _ => stop.Cancel(), stop.Token));
    }
}
