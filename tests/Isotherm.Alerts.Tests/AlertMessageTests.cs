using Isotherm.Alerts.Messages;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests;

public sealed class AlertMessageTests
{
    [Fact]
    public void A_message_is_named_by_its_episode_and_its_transition()
    {
        var fire = Message(1);

        Assert.Equal("0123456789abcdef0123456789abcdef-1", fire.Id);
        Assert.NotEqual(fire.Id, (fire with { Transition = 2, Kind = MessageKind.Resolve }).Id);
    }

    private static AlertMessage Message(int transition) => new()
    {
        AlertId = "0123456789abcdef0123456789abcdef",
        Transition = transition,
        Kind = MessageKind.Fire,
        Severity = AlertSeverity.Critical,
        Network = "demo",
        NetworkName = "Demo",
        TokenSymbol = "GPU",
        TokenDecimals = 18,
        Rule = "r1",
        RuleName = "Red",
        Headline = "Cluster 1 is below 1.2.",
        Block = new BlockRef(1, "0x00"),
        BlockTimestamp = 1_700_000_000,
        Subjects = [],
        SubjectCount = 0,
        Owner = "a1",
        Channels = ["c1"],
    };
}
