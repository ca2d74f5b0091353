using System.Globalization;
using Isotherm.Storage.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Storage.Tests.Accounts;

public sealed class RuleStoreTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-rules-").FullName;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private SqliteAccounts _accounts = null!;

    private SqliteRules Store => new(_accounts, _time);

    private static AuditNote Note { get; } = new("changed", "ann", "it");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _accounts = SqliteAccounts.Open(_directory, _time);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_kept_reads_back_after_a_start_and_each_change_counts_the_version_up()
    {
        Assert.Equal(0, (await Store.ReadAsync(Token)).Version);
        Assert.Equal(KeepResult.Kept, await Store.AddRuleAsync(Rule("r1"), Note, Token));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(KeepResult.Kept, await Store.ReplaceRuleAsync(Rule("r1") with { Body = "{\"b\":2}" }, Note, Token));
        Assert.Equal(KeepResult.Kept, await Store.AddChannelAsync(new StoredChannel("c1", "ann", "{}", new byte[] { 1, 2 }), Note, Token));
        Assert.Equal(KeepResult.Kept, await Store.SnoozeAsync("ann", new StoredSnooze("r1", "7", _time.GetUtcNow().AddHours(1), 11_000), Note, Token));
        await _accounts.DisposeAsync();
        _accounts = SqliteAccounts.Open(_directory, _time);

        var settings = await Store.ReadAsync(Token);

        Assert.Equal(4, settings.Version);
        var rule = Assert.Single(settings.Rules);
        Assert.Equal(("{\"b\":2}", 5.0), (rule.Body, (rule.UpdatedAt - rule.CreatedAt).TotalSeconds));
        Assert.Equal([1, 2], Assert.Single(settings.Channels).Secrets.ToArray());
        Assert.Equal(new StoredSnooze("r1", "7", _time.GetUtcNow().AddHours(1), 11_000), Assert.Single(settings.Snoozes));
    }

    [Fact]
    public async Task Each_change_stands_in_the_audit_log_and_what_changed_nothing_does_not()
    {
        await Store.AddRuleAsync(Rule("r1"), Named("rule made"), Token);
        await Store.ReplaceRuleAsync(Rule("r1"), Named("rule changed"), Token);
        await Store.ReplaceRuleAsync(Rule("r2"), Named("no such rule"), Token);
        await Store.AddChannelAsync(new StoredChannel("c1", "ann", "{}", ReadOnlyMemory<byte>.Empty), Named("channel made"), Token);
        await Store.ReplaceChannelAsync(new StoredChannel("c1", "ann", "{}", ReadOnlyMemory<byte>.Empty), Named("channel changed"), Token);
        await Store.SnoozeAsync("ann", new StoredSnooze("r1", null, null, 9_000), Named("snoozed"), Token);
        await Store.SnoozeAsync("bob", new StoredSnooze("r1", null, null, 9_000), Named("not his"), Token);
        await Store.WakeAsync("ann", "r1", null, Named("woken"), Token);
        await Store.WakeAsync("ann", "r1", null, Named("awake already"), Token);
        await Store.DisableChannelAsync("c1", "it answered 410", Token);
        await Store.DisableChannelAsync("c1", "it answered 410", Token);
        await Store.DeleteRuleAsync("bob", "r1", Named("not his"), Token);
        await Store.DeleteRuleAsync("ann", "r1", Named("rule deleted"), Token);
        await Store.DeleteChannelAsync("ann", "c1", Named("channel deleted"), Token);

        var lines = await _accounts.AuditAsync("ann", null, 100, Token);

        Assert.Equal(
            ["rule made", "rule changed", "channel made", "channel changed", "snoozed", "woken", AuditActions.ChannelDisabled, "rule deleted", "channel deleted"],
            lines.Reverse().Select(static line => line.Note.Action));
        Assert.Equal(new AuditNote(AuditActions.ChannelDisabled, "ann", "c1", Detail: "it answered 410"), lines[2].Note);
        Assert.Equal(new AuditNote("channel deleted", "ann", "it", "10.0.0.1", "detail"), lines[0].Note);

        static AuditNote Named(string action) => new(action, "ann", "it", "10.0.0.1", "detail");
    }

    [Fact]
    public async Task Nobody_changes_what_is_another_accounts()
    {
        await Store.AddRuleAsync(Rule("r1"), Note, Token);
        await Store.AddChannelAsync(new StoredChannel("c1", "ann", "{}", ReadOnlyMemory<byte>.Empty), Note, Token);
        await Store.SnoozeAsync("ann", new StoredSnooze("r1", null, null, 9_000), Note, Token);
        var before = await Store.ReadAsync(Token);

        Assert.Equal(KeepResult.Unknown, await Store.ReplaceRuleAsync(Rule("r1") with { Owner = "bob", Body = "{\"stolen\":1}" }, Note, Token));
        Assert.Equal(KeepResult.Unknown, await Store.ReplaceChannelAsync(new StoredChannel("c1", "bob", "{\"stolen\":1}", ReadOnlyMemory<byte>.Empty), Note, Token));
        Assert.Equal(KeepResult.Unknown, await Store.SnoozeAsync("bob", new StoredSnooze("r1", null, null, 1), Note, Token));
        Assert.False(await Store.DeleteRuleAsync("bob", "r1", Note, Token));
        Assert.False(await Store.DeleteChannelAsync("bob", "c1", Note, Token));
        Assert.False(await Store.WakeAsync("bob", "r1", null, Note, Token));

        var after = await Store.ReadAsync(Token);
        Assert.Equal((before.Version, "{}", 9_000L), (after.Version, after.Rules[0].Body, after.Snoozes[0].WorseThanBps));
    }

    [Fact]
    public async Task A_deleted_rule_takes_its_snoozes_with_it()
    {
        await Store.AddRuleAsync(Rule("r1"), Note, Token);
        await Store.SnoozeAsync("ann", new StoredSnooze("r1", null, null, 9_000), Note, Token);
        Assert.True(await Store.DeleteRuleAsync("ann", "r1", Note, Token));
        Assert.Empty((await Store.ReadAsync(Token)).Snoozes);
        Assert.False(await Store.DeleteRuleAsync("ann", "r1", Note, Token));
    }

    [Fact]
    public async Task A_channel_that_is_turned_off_says_why_until_it_is_replaced()
    {
        await Store.AddChannelAsync(new StoredChannel("c1", "ann", "{}", ReadOnlyMemory<byte>.Empty), Note, Token);
        await Store.DisableChannelAsync("c1", "gone", Token);
        await Store.DisableChannelAsync("c1", "gone again", Token);
        Assert.Equal("gone", (await Store.ReadAsync(Token)).Channels[0].Disabled);
        await Store.ReplaceChannelAsync(new StoredChannel("c1", "ann", "{}", ReadOnlyMemory<byte>.Empty), Note, Token);
        Assert.Null((await Store.ReadAsync(Token)).Channels[0].Disabled);
    }

    [Fact]
    public async Task Beyond_its_limit_an_account_keeps_nothing_more()
    {
        for (var i = 0; i < AlertLimits.Rules; i++)
            await Store.AddRuleAsync(Rule(i.ToString(CultureInfo.InvariantCulture)), Note, Token);
        Assert.Equal(KeepResult.TooMany, await Store.AddRuleAsync(Rule("more"), Note, Token));
        Assert.Equal(KeepResult.Kept, await Store.AddRuleAsync(Rule("other") with { Owner = "bob" }, Note, Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static StoredRule Rule(string id) => new(id, "ann", "demo", "{}");
}
