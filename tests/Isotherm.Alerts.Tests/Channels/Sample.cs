using System.Numerics;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Outbound;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Channels;

/// <summary>Messages and channels for tests of delivery.</summary>
internal static class Sample
{
    public const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static SenderOptions Options { get; } = new() { PublicAddress = new Uri("https://isotherm.example.org/") };

    public static BigInteger Ratio(string decimalText)
    {
        Assert.True(FixedPoint.TryParse(decimalText, out var ratio));
        return ratio;
    }

    public static AlertMessage Message(MessageKind kind = MessageKind.Fire, string alert = "0123456789abcdef0123456789abcdef", int transition = 1, params AlertSubject[] subjects) => new()
    {
        AlertId = alert,
        Transition = transition,
        Kind = kind,
        Severity = AlertSeverity.Critical,
        Network = "demo",
        NetworkName = "Demo network",
        TokenSymbol = "GPU",
        TokenDecimals = 18,
        Rule = "red-1",
        RuleName = "Red at once",
        Headline = "Berlin 7 fell below 1.2.",
        Block = new BlockRef(4711, "0x" + new string('a', 64)),
        BlockTimestamp = 1_767_225_600,
        Subjects = subjects.Length > 0 ? subjects : [Subject()],
        SubjectCount = Math.Max(1, subjects.Length),
        Owner = "a1",
        Channels = ["c1"],
    };

    public static AlertSubject Subject(string cluster = "7", string name = "Berlin 7", string op = "0x00000000000000000000000000000000000000aa") => new()
    {
        Cluster = cluster,
        Name = name,
        Operator = op,
        GpuClass = "H100",
        Region = "eu-central",
        Zone = "red",
        Ratio = Ratio("1.199999999999999999"),
        SettlementRatio = Ratio("1.21"),
        ThresholdBps = 12_000,
        Shortfall = BigInteger.Parse("1234500000000000000001"),
        Deadline = 1_767_229_200,
        QueueState = "grace",
        Why = "the token's price fell from 2.00 to 1.80 USD",
        Path = "/?network=demo&cluster=" + cluster,
    };

    public static Channel Channel(ChannelSettings settings, string id = "c1", bool enabled = true) => new(id, "a1", "Ops", settings, enabled);

    public static OutboundPolicy Local(params string[] allowed) => new() { Allowed = AllowList.Parse(allowed) };
}
