using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Tests.Channels;

namespace Isotherm.Alerts.Tests.Delivery;

public sealed class RollUpTests
{
    [Fact]
    public void Many_clusters_of_one_operator_are_one_sentence_worst_first()
    {
        var messages = Enumerable.Range(1, 30).Select(i => Fire(i, $"1.{i:d2}")).Reverse().ToArray();

        var rolled = RollUp.Of(messages);

        Assert.Equal("30 alerts about 30 clusters of operator 0x00000000000000000000000000000000000000aa: 30 began.", rolled.Headline);
        Assert.Equal(30, rolled.SubjectCount);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{i}"), rolled.Subjects.Select(s => s.Cluster));
        Assert.Equal(MessageKind.Fire, rolled.Kind);
    }

    [Fact]
    public void The_last_word_on_an_episode_counts()
    {
        var fire = Fire(1, "1.1");
        var over = fire with { Kind = MessageKind.Resolve, Transition = 2, Subjects = [fire.Subjects[0] with { Zone = "green", Ratio = Sample.Ratio("1.6") }] };

        var rolled = RollUp.Of([fire, over, Fire(2, "1.15")]);

        Assert.Equal("2 alerts about 2 clusters of operator 0x00000000000000000000000000000000000000aa: 1 began, 1 over.", rolled.Headline);
        Assert.Equal(["2", "1"], rolled.Subjects.Select(s => s.Cluster));
        Assert.Equal("green", rolled.Subjects[1].Zone);
        Assert.Equal(MessageKind.Update, rolled.Kind);
    }

    [Fact]
    public void A_cluster_whose_ratio_is_unknown_comes_last_and_the_worst_severity_and_first_deadline_count()
    {
        var blind = Fire(1, "1.1") with { Severity = AlertSeverity.Warning, ExpiresAt = 500, Subjects = [Fire(1, "1").Subjects[0] with { Ratio = null }] };

        var rolled = RollUp.Of([blind, Fire(2, "1.15") with { ExpiresAt = 900 }]);

        Assert.Equal(["2", "1"], rolled.Subjects.Select(s => s.Cluster));
        Assert.Equal((AlertSeverity.Critical, 500), (rolled.Severity, rolled.ExpiresAt));
    }

    [Fact]
    public void One_message_stays_as_it_is_and_a_roll_up_has_an_id_of_its_own_that_only_its_parts_decide()
    {
        var (a, b) = (Fire(1, "1.1"), Fire(2, "1.2"));

        Assert.Same(a, RollUp.Of([a]));
        Assert.Equal(RollUp.Of([a, b]).Id, RollUp.Of([a, b]).Id);
        Assert.NotEqual(RollUp.Of([a, b]).AlertId, RollUp.Of([b, a]).AlertId);
        Assert.NotEqual(a.AlertId, RollUp.Of([a, b]).AlertId);
    }

    private static AlertMessage Fire(int cluster, string ratio) =>
        Sample.Message(MessageKind.Fire, $"{cluster:x32}", 1, Sample.Subject($"{cluster}") with { Ratio = Sample.Ratio(ratio) });
}
