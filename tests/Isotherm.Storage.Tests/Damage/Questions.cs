using Isotherm.Domain;
using Isotherm.Storage.Alerting;
using Isotherm.Storage.Encoding;

namespace Isotherm.Storage.Tests.Damage;

/// <summary>Everything that a journal can be asked, with its answers as text. A refusal is an answer that starts with <see cref="Refused"/>.</summary>
internal static class Questions
{
    public const string Refused = "refused: ";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Asks a journal about all that the reference has, in this order.</summary>
    public static async Task<IReadOnlyList<(string Question, string Answer)>> AskAsync(IJournal journal, IReadOnlyList<string> hashes, ulong highest)
    {
        List<(string, string)> answers = [];
        var identity = journal.Identity with { Generation = 0 };
        answers.Add(("identity", $"{identity} {journal.Sequence}"));
        await AskAsync("entries", async () =>
        {
            List<string> all = [];
            await foreach (var entry in journal.ReadAsync(0, Token))
                all.Add($"{entry.Sequence} {entry.CommittedAt:O} {Text(entry.Entry)}");
            return string.Join('\n', all);
        });
        await AskAsync("recent", async () => string.Join('\n', await journal.RecentAsync(1_000, Token)));
        await AskAsync("canonical", async () => string.Join('\n', (await journal.CanonicalAsync(1, highest + 1, Token)).Select(Text)));
        for (ulong number = 0; number <= highest + 1; number++)
            await AskAsync($"block {number}", async () => Text(await journal.BlockAsync(number, Token)));
        foreach (var hash in hashes.Append("0xnone"))
            await AskAsync($"block {hash}", async () => Text(await journal.BlockAsync(hash, Token)));
        await AskAsync("transitions", () => TransitionsAsync(journal, null));
        foreach (var cluster in new[] { 1, 2, 3 })
            await AskAsync($"transitions of {cluster}", () => TransitionsAsync(journal, new ClusterId(cluster)));
        await AskAsync("thresholds", async () => string.Join('\n', await journal.FactsOfKindAsync<Fact.ThresholdsSet>(1_000, Token)));
        await AskAsync("liquidations", async () => string.Join('\n', await journal.FactsOfKindAsync<Fact.Liquidated>(1_000, Token)));
        foreach (var below in new ulong?[] { null, 60, 3 })
        {
            await AskAsync($"snapshot {below}", async () =>
                await journal.LatestSnapshotAsync(below, Token) is { } found ? $"{found.Sequence} {found.Block} {Convert.ToHexString(found.State.Span)}" : "none");
        }

        await AskAsync("episodes", async () =>
            string.Join('\n', (await journal.EpisodesAsync(Token)).Select(e => $"{e.Key} {Convert.ToHexString(e.State.Span)}")));
        await AskAsync("undo of alerts", async () => string.Join('\n', (await journal.AlertUndoAsync(Chain.Ref(40), Token)).Select(u => Convert.ToHexString(u.Span))));
        await AskAsync("waiting", async () =>
            string.Join('\n', (await journal.Outbox.WaitingAsync(1_000, Token)).Select(w => $"{w with { Body = default }} {Convert.ToHexString(w.Body.Span)}")));
        await AskAsync("deliveries", async () => string.Join('\n', (await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 1_000), Token)).Rows.Select(
            d => $"{d with { Message = d.Message with { Body = default }, Attempts = [] }} {Convert.ToHexString(d.Message.Body.Span)} {string.Join(' ', d.Attempts)}")));
        await AskAsync("messages", async () => string.Join('\n', (await journal.Outbox.MessagesAsync(new OutboxQuery("owner", null, 1_000), Token)).Rows.Select(
            m => $"{m with { Body = default }} {Convert.ToHexString(m.Body.Span)}")));
        await AskAsync("first delivered", async () => $"{await journal.Outbox.FirstDeliveredAsync(new ClusterId(9), DateTimeOffset.UnixEpoch, Some.At.AddDays(1), Token):O}");
        return answers;

        async Task AskAsync(string question, Func<Task<string>> ask)
        {
            try
            {
                answers.Add((question, await ask()));
            }
            catch (JournalRefusedException refused)
            {
                answers.Add((question, Refused + refused.Message));
            }
        }
    }

    private static async Task<string> TransitionsAsync(IJournal journal, ClusterId? cluster)
    {
        List<string> rows = [];
        TransitionCursor? after = null;
        do
        {
            var page = await journal.TransitionsAsync(new TransitionQuery(after, 70, cluster), Token);
            rows.AddRange(page.Transitions.Select(t => t.ToString()));
            after = page.Next;
        }
        while (after is not null);
        return string.Join('\n', rows);
    }

    private static string Text(StoredBlock? block) => block is null
        ? "none"
        : $"{block.Sequence} {block.Block} {Convert.ToHexString(FactCodec.Encode(block.Facts))} {Convert.ToHexString(block.Undo.Span)} {block.StateHash} {block.OrphanedBy}";

    private static string Text(JournalEntry entry) => entry is JournalEntry.BlockEntry block
        ? $"{block.Block} {Convert.ToHexString(FactCodec.Encode(block.Facts))} {Convert.ToHexString(block.Undo.Span)} {block.StateHash} {string.Join(' ', block.Transitions)}"
        : entry.ToString();
}
