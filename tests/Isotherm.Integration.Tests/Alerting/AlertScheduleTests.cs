using System.Globalization;
using System.Text.Json;
using Isotherm.Alerts.Messages;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;
using Isotherm.Storage.Alerting;
using Isotherm.Storage.Sqlite;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Alerting;

/// <summary>
/// Schedules of falling prices, reorganisations, SIGKILL of the real server and a receiver that fails, hangs and resets. Every message
/// that the journal holds arrives, twice only under the same id with the same body, of one rule in order; and what is told last is true.
/// <c>ISOTHERM_SCHEDULES</c> and <c>ISOTHERM_SEED</c> choose more and others.
/// </summary>
public sealed class AlertScheduleTests(ITestOutputHelper output)
{
    private const int UsualSchedules = 30;
    private const int UsualSeed = 20_263;
    private const int SchedulesPerJournal = 15;
    private const int DeepestReorganisations = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly HookManner[] Manners = [.. Enum.GetValues<HookManner>().Where(manner => manner != HookManner.IsGone)]; // what turns a channel off loses by design

    private int _schedules;
    private int _kills;
    private int _messages;
    private int _again;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_alert_is_lost_whatever_is_killed_or_fails()
    {
        long started = TimeProvider.System.GetTimestamp();
        int seed = Setting("ISOTHERM_SEED", UsualSeed);
        int schedules = Setting("ISOTHERM_SCHEDULES", UsualSchedules);
        while (_schedules < schedules)
            await PlayAsync(new Dice(seed + _schedules), Math.Min(SchedulesPerJournal, schedules - _schedules));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"0 lost in {_schedules} schedules, seed {seed}: {_kills} kills, {_messages} messages, {_again} arrived again under their id, 0 out of order, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s"));
    }

    private async Task PlayAsync(Dice dice, int schedules)
    {
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        for (int i = 0; i < DeepestReorganisations; i++)
            await network.AnswerAsync(SmallNetwork.Usd(8), Ct); // no reorganisation may take the clusters themselves
        await using HookReceiver receiver = new();
        using DataDirectory data = new();
        string manifest = Path.Combine(data.Path, "manifest.json");
        await File.WriteAllTextAsync(manifest, network.Contracts.ManifestText(), Ct);
        string key = await AlertAccountFile.WriteAsync(Path.Combine(data.Path, "journals"), receiver, Ct);
        ServerProcess Start() => ServerProcess.Start([manifest], data.Path, more: ["--allow-target", receiver.Target, "--public-url", "https://isotherm.example"]);

        ServerProcess server = Start();
        try
        {
            await server.HealthyAtAsync((await node.HeadAsync(Ct)).Hash, Ct);
            for (int i = 0; i < schedules; i++, _schedules++)
            {
                for (int step = dice.Between(3, 7); step > 0; step--)
                    await StepAsync(dice, network, receiver, server);
                if (!dice.Percent(70))
                    continue;
                await server.DisposeAsync(); // SIGKILL
                _kills++;
                await StepAsync(dice, network, receiver, null);
                server = Start();
            }

            receiver.Manner = HookManner.Takes;
            string head = await network.AnswerAsync(SmallNetwork.Usd(8) * dice.Between(40, 59) / 100, Ct);
            await server.HealthyAtAsync(head, Ct);
            await SettledAsync(server, key);
        }
        finally
        {
            await server.DisposeAsync();
        }

        await JudgeAsync(Path.Combine(data.Path, "journals", "demo"), receiver);
    }

    private static async Task StepAsync(Dice dice, SmallNetwork network, HookReceiver receiver, ServerProcess? server)
    {
        switch (dice.Between(0, 9))
        {
            case 0:
                receiver.Manner = dice.Of(Manners);
                break;
            case 1:
                receiver.Manner = HookManner.Takes;
                break;
            case 2:
                await network.Contracts.Node.ReorganiseAsync(dice.Between(1, 2), [], Ct);
                break;
            case 3:
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Between(1, 200)), TimeProvider.System, Ct);
                break;
            default:
                string head = await network.AnswerAsync(SmallNetwork.Usd(8) * (dice.Percent(50) ? dice.Between(40, 59) : dice.Between(65, 120)) / 100, Ct);
                if (server is not null && dice.Percent(70))
                    await server.HealthyAtAsync(head, Ct); // the others come in heaps, of which only what holds at the end is told
                break;
        }
    }

    // Patience counts from when all that waits is due: after many failures that is minutes away.
    private static async Task SettledAsync(ServerProcess server, string key)
    {
        DateTimeOffset due = TimeProvider.System.GetUtcNow();
        while (true)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/alerts/deliveries?network=demo&state=waiting&limit=200");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
            using HttpResponseMessage response = await server.SendAsync(request, Ct);
            string body = await response.Content.ReadAsStringAsync(Ct);
            Assert.True(response.IsSuccessStatusCode, body);
            JsonElement[] waiting = [.. JsonDocument.Parse(body).RootElement.GetProperty("deliveries").EnumerateArray()];
            if (waiting.Length == 0)
                return;
            due = waiting.Select(delivery => delivery.GetProperty("dueAt").GetDateTimeOffset()).Append(due).Max();
            Assert.True(TimeProvider.System.GetUtcNow() < due + Patience, $"It still waits: {string.Join('\n', waiting)}\n{await server.GetAsync("/metrics", Ct)}\n{server.Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }
    }

    private async Task JudgeAsync(string journalDirectory, HookReceiver receiver)
    {
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(journalDirectory, "demo", TimeProvider.System, Ct);
        List<StoredDelivery> deliveries = [];
        long? before = null;
        do
        {
            OutboxPage<StoredDelivery> page = await journal.Outbox.DeliveriesAsync(new OutboxQuery(AlertAccountFile.Owner, before, OutboxQuery.MaxLimit), Ct);
            deliveries.AddRange(page.Rows);
            before = page.Next;
        }
        while (before is not null);
        deliveries.Reverse();

        if (deliveries.Count == 0)
            Assert.Fail(await WhyNothingAsync(journal));
        Assert.All(deliveries, delivery => Assert.Equal(DeliveryState.Delivered, delivery.State));
        ILookup<string, HookCall> taken = receiver.Taken.ToLookup(call => call.Id);
        Assert.All(deliveries, delivery => Assert.True(taken.Contains(delivery.Message.Id), $"{delivery.Id} is lost"));
        HashSet<string> known = [.. deliveries.Select(delivery => delivery.Message.Id)];
        Assert.All(receiver.Calls, call => Assert.Contains(call.Id, known));
        Assert.All(receiver.Calls.GroupBy(call => call.Id), same => Assert.Single(same.Select(call => call.Body).Distinct()));
        Assert.Equal(deliveries.Select(delivery => delivery.Message.Id), taken.OrderBy(same => same.First().Place).Select(same => same.Key));
        foreach (string cluster in Enumerable.Range(1, SmallNetwork.Clusters).Select(id => id.ToString(CultureInfo.InvariantCulture)))
        {
            AlertMessage last = deliveries.Select(delivery => MessageJson.Read(delivery.Message.Body.Span)).Last(message => message.Subjects.Any(subject => subject.Cluster == cluster));
            Assert.True(last.Kind is MessageKind.Fire or MessageKind.Update, $"cluster {cluster} is red, and the last word about it is {last.Kind}");
        }

        _messages += deliveries.Count;
        _again += receiver.Calls.Length - known.Count;
    }

    private static async Task<string> WhyNothingAsync(SqliteJournal journal)
    {
        IReadOnlyList<StoredEpisode> episodes = await journal.EpisodesAsync(Ct);
        List<string> entries = [];
        await foreach (Storage.StoredEntry entry in journal.ReadAsync(0, Ct))
        {
            entries.Add(entry.Entry is Storage.JournalEntry.BlockEntry block
                ? $"{entry.Sequence}: block {block.Block.Header.Ref.Number}, price {block.Block.TokenPrice?.Value}, {string.Join(' ', block.Transitions.Select(t => $"{t.Cluster}:{t.FromZone}>{t.ToZone}"))}"
                : $"{entry.Sequence}: {entry.Entry}");
        }

        return $"nothing was told; {episodes.Count} episodes ({string.Join(", ", episodes.Select(e => $"{e.Key}={Convert.ToHexString(e.State.Span)}"))})\n{string.Join('\n', entries.TakeLast(60))}";
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : usual;
}
