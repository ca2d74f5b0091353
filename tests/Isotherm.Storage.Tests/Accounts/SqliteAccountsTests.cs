using Isotherm.Storage.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Storage.Tests.Accounts;

public sealed class SqliteAccountsTests : IAsyncDisposable
{
    private const string Ann = "eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private const string Bob = "eip155:1:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-accounts-").FullName;
    private readonly FakeTimeProvider _time = new(Start);
    private SqliteAccounts _accounts;

    public SqliteAccountsTests() => _accounts = SqliteAccounts.Open(_directory, _time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_thousand_at_once_exactly_one_uses_a_nonce_up()
    {
        Assert.True(await _accounts.AddNonceAsync("nonce1234", Start + Day, Ct));

        var used = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => _accounts.UseNonceAsync("nonce1234", Ct).AsTask()));

        Assert.Equal(1, used.Count(one => one));
    }

    [Fact]
    public async Task A_nonce_is_good_until_its_end_also_after_a_restart_and_never_where_it_was_not_given_out()
    {
        await _accounts.AddNonceAsync("early1234", Start + Day, Ct);
        await _accounts.AddNonceAsync("later1234", Start + Day, Ct);
        await _accounts.AddNonceAsync("third1234", Start + Day, Ct);
        Assert.True(await _accounts.UseNonceAsync("third1234", Ct));
        await ReopenAsync();

        Assert.False(await _accounts.UseNonceAsync("other1234", Ct));
        Assert.False(await _accounts.UseNonceAsync("third1234", Ct));
        Assert.True(await _accounts.UseNonceAsync("early1234", Ct));
        _time.Advance(Day);
        Assert.False(await _accounts.UseNonceAsync("later1234", Ct));
    }

    [Fact]
    public async Task No_more_nonces_are_outstanding_than_are_kept()
    {
        await _accounts.File.RunAsync(
            db => db.Execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @most) INSERT INTO nonce (nonce, expires_at) SELECT 'n' || i, @end FROM n",
                new { most = AccountLimits.Nonces, end = (Start + Day).ToUnixTimeMilliseconds() }),
            Ct);

        Assert.False(await _accounts.AddNonceAsync("beyond1234", Start + Day, Ct));
        _time.Advance(Day);
        Assert.True(await _accounts.AddNonceAsync("beyond1234", Start + Day + Day, Ct));
    }

    [Fact]
    public async Task A_session_slides_with_use_and_ends_in_any_case()
    {
        await StartAsync("s1", 1, ends: Start + (3 * Day));

        _time.Advance(TimeSpan.FromHours(23));
        var used = await _accounts.SessionAsync(Hash(1), Day, Ct);
        Assert.Equal((Start.AddHours(23), Start.AddHours(47)), (used!.LastSeenAt, used.ExpiresAt));
        _time.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await _accounts.SessionAsync(Hash(1), Day, Ct));
        _time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(Start + (3 * Day), (await _accounts.SessionAsync(Hash(1), Day, Ct))!.ExpiresAt);
        _time.Advance(TimeSpan.FromHours(3));
        Assert.Null(await _accounts.SessionAsync(Hash(1), Day, Ct));
    }

    [Fact]
    public async Task A_session_that_is_not_used_ends()
    {
        await StartAsync("s1", 1, ends: Start + (3 * Day));
        _time.Advance(Day);

        Assert.Null(await _accounts.SessionAsync(Hash(1), Day, Ct));
        Assert.False(await _accounts.LivesAsync("s1", Ct));
        Assert.Empty(await _accounts.SessionsAsync(Ann, Ct));
    }

    [Fact]
    public async Task Another_token_another_accounts_session_and_an_ended_one_open_nothing()
    {
        await StartAsync("s1", 1);

        Assert.Null(await _accounts.SessionAsync(Hash(2), Day, Ct));
        Assert.False(await _accounts.EndSessionAsync(Bob, "s1", Note(Bob), Ct));
        Assert.NotNull(await _accounts.SessionAsync(Hash(1), Day, Ct));
        Assert.True(await _accounts.EndSessionAsync(Ann, "s1", Note(Ann), Ct));
        Assert.False(await _accounts.EndSessionAsync(Ann, "s1", Note(Ann), Ct));
        Assert.Null(await _accounts.SessionAsync(Hash(1), Day, Ct));
        Assert.Single(await _accounts.AuditAsync(null, null, 10, Ct), line => line.Note.Action == "noted");
    }

    [Fact]
    public async Task A_sign_in_ends_the_session_it_replaces_and_those_beyond_the_limit()
    {
        await StartAsync("old", 200);
        var replaced = await StartAsync("new", 201, replaces: 200);
        Assert.Equal(["old"], replaced);
        for (var i = 0; i < AccountLimits.Sessions - 1; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.Empty(await StartAsync($"s{i}", (byte)i));
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["new"], await StartAsync("last", 202));
        Assert.Equal(AccountLimits.Sessions, (await _accounts.SessionsAsync(Ann, Ct)).Count);
    }

    [Fact]
    public async Task What_a_contract_wallet_signed_is_kept_with_when_to_ask_again()
    {
        var proof = new WalletProof(Hash(9), [1, 2, 3], Start.AddMinutes(5));
        await StartAsync("s1", 1, proof: proof);
        await _accounts.ProvenAsync("s1", Start.AddMinutes(10), Ct);

        var stored = (await _accounts.SessionAsync(Hash(1), Day, Ct))!.Proof!;

        Assert.Equal(proof.Hash, stored.Hash);
        Assert.Equal(proof.Signature, stored.Signature);
        Assert.Equal(Start.AddMinutes(10), stored.CheckAt);
    }

    [Fact]
    public async Task A_key_is_found_by_its_hash_until_it_expires_or_is_revoked()
    {
        await StartAsync("s1", 1);
        Assert.True(await _accounts.AddKeyAsync(Key("k1", Start + Day), Hash(11), Note(Ann), Ct));
        Assert.True(await _accounts.AddKeyAsync(Key("k2", null), Hash(12), Note(Ann), Ct));

        var key = await _accounts.KeyAsync(Hash(11), Ct);
        Assert.Equal(("k1", Ann, "bot", "iso_abcd", Start + Day), (key!.Id, key.Account, key.Name, key.Hint, key.ExpiresAt));
        Assert.Equal(["read", "alerts:read"], key.Scopes);
        Assert.Null(key.LastUsedAt);
        Assert.Equal(Start, (await _accounts.KeyAsync(Hash(11), Ct))!.LastUsedAt);
        Assert.Null(await _accounts.KeyAsync(Hash(1), Ct));
        _time.Advance(Day);
        Assert.Null(await _accounts.KeyAsync(Hash(11), Ct));
        Assert.Equal(["k1", "k2"], (await _accounts.KeysAsync(Ann, Ct)).Select(one => one.Id).Order());
        Assert.False(await _accounts.RevokeKeyAsync(Bob, "k2", Note(Bob), Ct));
        Assert.True(await _accounts.LivesAsync("k2", Ct));
        Assert.True(await _accounts.RevokeKeyAsync(Ann, "k2", Note(Ann), Ct));
        Assert.Null(await _accounts.KeyAsync(Hash(12), Ct));
        Assert.False(await _accounts.LivesAsync("k2", Ct));
    }

    [Fact]
    public async Task An_account_has_so_many_keys_and_no_more()
    {
        await StartAsync("s1", 1);
        for (var i = 0; i < AccountLimits.Keys; i++)
            Assert.True(await _accounts.AddKeyAsync(Key($"k{i}", null), Hash((byte)i), Note(Ann), Ct));

        Assert.False(await _accounts.AddKeyAsync(Key("beyond", null), Hash(99), Note(Ann), Ct));
        Assert.Equal(AccountLimits.Keys, (await _accounts.AuditAsync(Ann, null, 500, Ct)).Count(line => line.Note.Action == "noted"));
    }

    [Fact]
    public async Task The_setup_code_makes_one_account_the_admin_once()
    {
        await StartAsync("s1", 1);
        await StartAsync("s2", 2, account: Bob);
        await _accounts.SetSetupCodeAsync(Hash(50), Start + Day, Ct);
        await _accounts.SetSetupCodeAsync(Hash(51), Start + Day, Ct);

        Assert.False(await _accounts.BecomeAdminAsync(Ann, Hash(50), "::1", Ct)); // replaced
        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _accounts.BecomeAdminAsync(i % 2 == 0 ? Ann : Bob, Hash(51), "::1", Ct).AsTask()));

        Assert.Equal(1, made.Count(one => one));
        Assert.True(await _accounts.HasAdminAsync(Ct));
        Account?[] both = [await _accounts.AccountAsync(Ann, Ct), await _accounts.AccountAsync(Bob, Ct)];
        Assert.Single(both, who => who!.IsAdmin);
        await _accounts.SetSetupCodeAsync(Hash(52), Start + Day, Ct);
        Assert.False(await _accounts.BecomeAdminAsync(Bob, Hash(52), "::1", Ct)); // there is one
        Assert.Single(await _accounts.AuditAsync(null, null, 100, Ct), line => line.Note.Action == AuditActions.AdminMade);
    }

    [Fact]
    public async Task A_setup_code_expires()
    {
        await StartAsync("s1", 1, ends: Start + (9 * Day));
        await _accounts.SetSetupCodeAsync(Hash(50), Start + Day, Ct);
        _time.Advance(Day);

        Assert.False(await _accounts.BecomeAdminAsync(Ann, Hash(50), null, Ct));
        Assert.False(await _accounts.HasAdminAsync(Ct));
    }

    [Fact]
    public async Task The_log_is_read_newest_first_in_pages_ones_own_or_all()
    {
        await StartAsync("s1", 1);
        await StartAsync("s2", 2, account: Bob);
        for (var i = 0; i < 5; i++)
            await _accounts.NoteAsync(new AuditNote("noted", Ann, $"{i}", "127.0.0.1", "why"), Ct);

        var page = await _accounts.AuditAsync(Ann, null, 3, Ct);
        var rest = await _accounts.AuditAsync(Ann, page[^1].Number, 10, Ct);

        Assert.Equal(["4", "3", "2"], page.Select(line => line.Note.Subject));
        Assert.Equal(["1", "0", "s1"], rest.Select(line => line.Note.Subject));
        Assert.Equal(new AuditLine(page[0].Number, Start, new AuditNote("noted", Ann, "4", "127.0.0.1", "why")), page[0]);
        Assert.Equal(7, (await _accounts.AuditAsync(null, null, 100, Ct)).Count);
    }

    [Fact]
    public async Task The_log_loses_its_oldest_lines_beyond_the_limit()
    {
        await _accounts.NoteAsync(new AuditNote("first", null), Ct);
        await _accounts.File.RunAsync(db => db.Execute("UPDATE sqlite_sequence SET seq = @most WHERE name = 'audit'", new { most = AccountLimits.AuditLines }), Ct);

        await _accounts.NoteAsync(new AuditNote("second", null), Ct);

        Assert.Equal(["second"], (await _accounts.AuditAsync(null, null, 10, Ct)).Select(line => line.Note.Action));
    }

    [Fact]
    public async Task Nothing_secret_is_in_the_file()
    {
        await StartAsync("s1", 1);

        var columns = await _accounts.File.RunAsync(
            db => db.All<string>("SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'"), Ct);

        Assert.DoesNotContain(columns, column => column.EndsWith(".token", StringComparison.Ordinal) || column.EndsWith(".key", StringComparison.Ordinal) || column.EndsWith(".code", StringComparison.Ordinal));
        Assert.Contains("session.token_hash", columns);
    }

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static byte[] Hash(byte seed) => [.. Enumerable.Repeat(seed, 32)];

    private static AuditNote Note(string account) => new("noted", account);

    private static StoredKey Key(string id, DateTimeOffset? expires) => new()
    {
        Id = id,
        Account = Ann,
        Name = "bot",
        Hint = "iso_abcd",
        Scopes = ["read", "alerts:read"],
        CreatedAt = Start,
        ExpiresAt = expires,
    };

    private async Task ReopenAsync()
    {
        await _accounts.DisposeAsync();
        _accounts = SqliteAccounts.Open(_directory, _time);
    }

    private async Task<IReadOnlyList<string>> StartAsync(
        string id, byte token, string account = Ann, DateTimeOffset? ends = null, byte? replaces = null, WalletProof? proof = null)
    {
        var now = _time.GetUtcNow();
        var session = new StoredSession
        {
            Id = id,
            Account = account,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + Day,
            EndsAt = ends ?? now + (9 * Day),
            Agent = "a browser",
            Proof = proof,
        };
        return (await _accounts.StartSessionAsync(session, Hash(token), replaces is { } old ? Hash(old) : null, new AuditNote("signed-in", account, id), Ct)).Ended;
    }
}
