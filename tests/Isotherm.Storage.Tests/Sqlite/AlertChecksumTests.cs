using Dapper;
using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Tests.Sqlite;

public sealed class AlertChecksumTests : IDisposable
{
    private readonly SqliteBackend _backend = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE episode SET state = x'09' WHERE key = 'a'", "episode 'a' does not match")]
    [InlineData("DELETE FROM episode WHERE key = 'a'", "2 episodes were recorded, 1 are there")]
    [InlineData("UPDATE alert_undo SET undo = x'09'", "the alerts' undo of entry 1 does not match")]
    [InlineData("UPDATE message SET body = x'7b7d' WHERE id = 'm1'", "message 'm1' does not match")]
    [InlineData("UPDATE delivery SET due_at = 1 WHERE id = 'm2:hook'", "delivery 'm2:hook' does not match")]
    [InlineData("UPDATE delivery SET state = 1 WHERE id = 'm2:hook'", "2 deliveries are waiting, 1 are there")]
    [InlineData("UPDATE attempt SET status = 500", "attempt 1 of delivery 'm1:hook' does not match")]
    [InlineData("DELETE FROM attempt", "delivery 'm1:hook' had 1 attempts, 0 are there")]
    [InlineData("UPDATE journal SET waiting = 1", "its first row does not match")]
    public async Task An_alert_that_was_changed_or_taken_away_is_noticed(string damage, string named)
    {
        await using (var journal = await _backend.OpenAsync())
        {
            var share = Some.Episodes(("a", 1), ("b", 2)) with { Undo = new byte[] { 3 }, Messages = [Some.Message(1, "hook"), Some.Message(2, "hook")] };
            await journal.AppendAsync([Chain.Block(1) with { Alerts = share }], Token);
            await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Retry, 60), Token);
        }

        await using (var connection = _backend.Connect())
            Assert.Equal(1, await connection.ExecuteAsync(damage));

        var refused = await Assert.ThrowsAsync<JournalRefusedException>(async () =>
        {
            await using var again = await _backend.OpenAsync();
            Assert.NotEmpty(await again.EpisodesAsync(Token));
            Assert.NotEmpty(await again.AlertUndoAsync(Chain.Root, Token));
            Assert.NotEmpty(await again.Outbox.WaitingAsync(10, Token));
            Assert.NotEmpty((await again.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 10), Token)).Rows);
        });

        Assert.Contains($"is damaged ({named}", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _backend.Dispose();
}
