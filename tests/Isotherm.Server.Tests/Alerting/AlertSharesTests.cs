using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Domain;
using Isotherm.Server.Alerting;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Alerting;

public sealed class AlertSharesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(World.Genesis);

    [Fact]
    public void What_a_rule_says_goes_through_one_lane_to_each_channel_once_and_later_to_the_second()
    {
        var message = Message() with { Channels = ["mail", "hook", "mail"], EscalateTo = "pager", EscalateAfterSeconds = 90 };

        var kept = Kept(message);

        Assert.Equal(
            [("mail", "red", Now), ("hook", "red", Now), ("pager", "red", Now.AddSeconds(90))],
            kept.Deliveries.Select(static delivery => (delivery.Channel, delivery.Lane, delivery.DueAt)));
        Assert.Null(kept.ExpiresAt);
    }

    [Fact]
    public void A_deadline_ends_a_message_and_hurries_its_second_channel()
    {
        var message = Message() with { EscalateTo = "pager", ExpiresAt = Now.AddSeconds(60).ToUnixTimeSeconds() };

        var kept = Kept(message);

        Assert.Equal(Now.AddSeconds(60), kept.ExpiresAt);
        Assert.Equal(Now.AddSeconds(30), kept.Deliveries[^1].DueAt);
    }

    [Fact]
    public void All_clusters_are_named_and_those_that_are_listed_twice_once()
    {
        var kept = Kept(Message() with { Clusters = ["1", "2", "3"], Subjects = [Subject("2"), Subject("4")], SubjectCount = 4 });

        Assert.Equal(["1", "2", "3", "4"], kept.Clusters);
    }

    private static Storage.Alerting.OutgoingMessage Kept(AlertMessage message) => Assert.Single(AlertShares.Of(new AlertStep([], default, [message]), Now).Messages);

    private static AlertSubject Subject(string cluster) => new()
    {
        Cluster = cluster,
        Name = "n",
        Operator = "0x0",
        GpuClass = "h100",
        Region = "eu",
        Zone = "red",
        QueueState = "none",
        Why = "",
        Path = "/",
    };

    private static AlertMessage Message() => new()
    {
        AlertId = new string('a', 32),
        Transition = 1,
        Kind = MessageKind.Fire,
        Severity = AlertSeverity.Critical,
        Network = "demo",
        NetworkName = "Demo",
        TokenSymbol = "GRID",
        TokenDecimals = 18,
        Rule = "red",
        RuleName = "red",
        Headline = "h",
        Block = new BlockRef(1, "0x1"),
        BlockTimestamp = World.Genesis,
        Subjects = [],
        SubjectCount = 0,
        Owner = "owner",
        Channels = ["hook"],
    };
}
