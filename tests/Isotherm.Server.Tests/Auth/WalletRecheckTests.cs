using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Storage.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Auth;

/// <summary>A contract wallet's answer can change; the session that rests on it ends then.</summary>
public sealed class WalletRecheckTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Account = AccountId.Of(1, new TestWallet("contract").AddressBytes);

    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-recheck-").FullName;
    private readonly FakeTimeProvider _time = new(Now);
    private readonly FakeWalletChains _chains = new(1) { Answer = WalletAnswer.Yes };
    private readonly SqliteAccounts _accounts;
    private readonly LiveLinks _links;
    private readonly CallerFinder _finder;

    public WalletRecheckTests()
    {
        _accounts = SqliteAccounts.Open(_directory, _time);
        _links = new LiveLinks(_time);
        var options = new ServerOptions { Manifests = [] };
        _finder = new CallerFinder(new Lazy<IAccountStore>(() => _accounts), _chains, _links, new PublicOrigins(options), _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_it_says_yes_it_is_asked_every_five_minutes()
    {
        await StartAsync();
        for (var minute = 0; minute < 20; minute++)
        {
            Assert.IsType<CallerFinding.Known>(await FindAsync());
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, _chains.Asked);
    }

    [Theory]
    [InlineData((int)WalletAnswer.No)]
    [InlineData((int)WalletAnswer.NoContract)]
    public async Task When_it_no_longer_says_yes_the_session_and_its_streams_end(int answer)
    {
        await StartAsync();
        using var link = _links.Open(((CallerFinding.Known)await FindAsync()).Caller);
        _chains.Answer = (WalletAnswer)answer;
        Assert.False(link.Token.IsCancellationRequested);

        _time.Advance(SessionTimes.WalletCheck);

        Assert.True(link.Token.IsCancellationRequested); // it comes back, and is asked
        Assert.IsType<CallerFinding.Nobody>(await FindAsync());
        _chains.Answer = WalletAnswer.Yes;
        Assert.IsType<CallerFinding.Nobody>(await FindAsync());
        Assert.Contains(await _accounts.AuditAsync(Account, null, 10, Ct), line => line.Note.Action == AuditActions.WalletWithdrew);
    }

    [Fact]
    public async Task While_its_chain_is_silent_nobody_is_known_but_the_session_stays()
    {
        await StartAsync();
        _time.Advance(SessionTimes.WalletCheck);
        _chains.Answer = WalletAnswer.Unreachable;

        var finding = await FindAsync();
        Assert.IsType<CallerFinding.WalletSilent>(finding);
        Assert.Equal(503, finding.Refusal!.Body.Status);
        _chains.Answer = WalletAnswer.Yes;
        Assert.IsType<CallerFinding.Known>(await FindAsync());
    }

    [Fact]
    public async Task A_stream_ends_before_its_session_so_that_coming_back_renews_it()
    {
        await StartAsync(proof: false);
        using var link = _links.Open(((CallerFinding.Known)await FindAsync()).Caller);

        _time.Advance(SessionTimes.Idle - SessionTimes.RenewBefore - TimeSpan.FromSeconds(1));
        Assert.False(link.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(link.Token.IsCancellationRequested);
        Assert.Equal(_time.GetUtcNow() + SessionTimes.Idle, ((CallerFinding.Known)await FindAsync()).Caller.Session!.ExpiresAt);
    }

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private Task<CallerFinding> FindAsync()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = $"{SessionCookie.PlainName}=token";
        return _finder.FindAsync(http);
    }

    private async Task StartAsync(bool proof = true)
    {
        var session = new StoredSession
        {
            Id = "s1",
            Account = Account,
            CreatedAt = Now,
            LastSeenAt = Now,
            ExpiresAt = Now + SessionTimes.Idle,
            EndsAt = Now + SessionTimes.Most,
            Agent = "",
            Proof = proof ? new WalletProof(new byte[32], [1], Now + SessionTimes.WalletCheck) : null,
        };
        await _accounts.StartSessionAsync(session, Token.Hash("token"), null, new AuditNote(AuditActions.SignedIn, Account), Ct);
    }
}
