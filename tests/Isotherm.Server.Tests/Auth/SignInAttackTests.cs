using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Storage.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Auth;

/// <summary>Every attack is signed by its wallet, unless the signature is the attack: only the check that it is meant for may refuse it.</summary>
public sealed class SignInAttackTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly TestWallet Wallet = new("the wallet");
    private static readonly PublicOrigin[] Origins = [new("http", "localhost:5080"), new("http", "127.0.0.1:5080"), new("https", "isotherm.example")];

    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-siwe-").FullName;
    private readonly FakeTimeProvider _time = new(Now);
    private readonly SqliteAccounts _accounts;
    private readonly FakeWalletChains _chains = new(1, 31_337);
    private readonly SignIn _signIn;

    public SignInAttackTests()
    {
        _accounts = SqliteAccounts.Open(_directory, _time);
        _signIn = new SignIn(new Lazy<IAccountStore>(() => _accounts), _chains, new LiveLinks(_time), _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_good_messages_sign_in()
    {
        foreach (var (name, change) in Good())
        {
            var text = change(await FreshAsync()).ToString();
            var result = await _signIn.CompleteAsync(Attempt(text, Wallet.Sign(text)), Origins, Ct);
            Assert.True(result is SignInResult.Started { Session.Account: var account } && account.EndsWith(Wallet.Address, StringComparison.Ordinal), $"{name}: {result}");
        }
    }

    [Fact]
    public async Task All_attacks_are_refused_each_with_its_own_reason()
    {
        var attacks = SignInAttacks.OnMessages(Wallet, Now).Select(attack => (attack.Name, attack.Reason, attack.Change, Sign: (Func<string, string>)Wallet.Sign))
            .Concat(SignInAttacks.OnSignatures(Wallet).Select(attack => (attack.Name, attack.Reason, Change: (Func<Siwe, string>)(siwe => siwe.ToString()), attack.Sign)))
            .ToList();

        var wrong = new List<string>();
        foreach (var (name, reason, change, sign) in attacks)
        {
            var text = change(await FreshAsync());
            var result = await _signIn.CompleteAsync(Attempt(text, sign(text)), Origins, Ct);
            if (result is not SignInResult.Refused { Refusal: var refusal } || refusal.Reason != reason)
                wrong.Add($"{name}: {result}; expected {reason}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(attacks.Count >= 200, $"{attacks.Count} attacks");
        Assert.Equal(attacks.Count, attacks.Select(attack => attack.Name).Distinct().Count());
        Assert.Empty(await _accounts.SessionsAsync(AccountId.Of(1, Wallet.AddressBytes), Ct));
        var logged = await _accounts.AuditAsync(null, null, AccountLimits.AuditPage, Ct);
        Assert.Equal(attacks.Count, logged.Count(line => line.Note.Action == AuditActions.SignInRefused));
    }

    [Fact]
    public async Task A_used_an_unknown_and_an_expired_nonce_are_refused()
    {
        var used = (await FreshAsync()).ToString();
        Assert.IsType<SignInResult.Started>(await _signIn.CompleteAsync(Attempt(used, Wallet.Sign(used)), Origins, Ct));
        Assert.Equal(SignInReasons.Nonce, await ReasonAsync(used));
        Assert.Equal(SignInReasons.Nonce, await ReasonAsync((await FreshAsync() with { Nonce = "neverGivenOut1234" }).ToString()));
        var fresh = await FreshAsync();
        Assert.Equal(SignInReasons.Nonce, await ReasonAsync((fresh with { Nonce = fresh.Nonce.ToUpperInvariant() }).ToString()));
        var late = await FreshAsync();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(SignInReasons.Nonce, await ReasonAsync((late with { IssuedAt = Siwe.Time(_time.GetUtcNow()) }).ToString()));
    }

    [Fact]
    public async Task A_wrong_signature_uses_the_nonce_up()
    {
        var text = (await FreshAsync()).ToString();

        Assert.Equal(SignInReasons.Signer, (Assert.IsType<SignInResult.Refused>(await _signIn.CompleteAsync(Attempt(text, new TestWallet("another").Sign(text)), Origins, Ct))).Refusal.Reason);
        Assert.Equal(SignInReasons.Nonce, await ReasonAsync(text));
    }

    [Fact]
    public async Task A_thousand_parallel_posts_of_one_message_make_one_session()
    {
        var text = (await FreshAsync()).ToString();
        var signature = Wallet.Sign(text);

        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => _signIn.CompleteAsync(Attempt(text, signature), Origins, Ct), Ct)));

        Assert.Single(results.OfType<SignInResult.Started>());
        Assert.Equal(999, results.OfType<SignInResult.Refused>().Count(refused => refused.Refusal.Reason == SignInReasons.Nonce));
        Assert.Single(await _accounts.SessionsAsync(AccountId.Of(1, Wallet.AddressBytes), Ct));
    }

    [Theory]
    [InlineData(-9 * 60, true)]
    [InlineData(-11 * 60, true)]
    [InlineData((-11 * 60) - 1, false)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task The_wallets_clock_may_be_so_far_off_and_no_further(int seconds, bool good)
    {
        var text = (await FreshAsync() with { IssuedAt = Siwe.Time(Now.AddSeconds(seconds)) }).ToString();

        Assert.Equal(good ? null : seconds > 0 ? SignInReasons.IssuedLater : SignInReasons.IssuedEarlier, await ReasonAsync(text));
    }

    [Theory]
    [InlineData((int)WalletAnswer.Yes, null)]
    [InlineData((int)WalletAnswer.No, SignInReasons.WalletSaysNo)]
    [InlineData((int)WalletAnswer.Unreachable, SignInReasons.WalletUnreachable)]
    [InlineData((int)WalletAnswer.NoContract, SignInReasons.Signer)]
    public async Task A_contract_wallet_is_asked(int answer, string? reason)
    {
        _chains.Answer = (WalletAnswer)answer;
        var owner = new TestWallet("the contract's owner");
        var text = (await FreshAsync()).ToString();

        var result = await _signIn.CompleteAsync(Attempt(text, owner.Sign(text)), Origins, Ct);

        Assert.Equal(reason, (result as SignInResult.Refused)?.Refusal.Reason);
        if (result is SignInResult.Started { Session: var session })
        {
            Assert.Equal(PersonalMessage.Hash(text), session.Proof!.Hash);
            Assert.Equal(Now + SessionTimes.MostOfContract, session.EndsAt);
            Assert.Equal(Now + SessionTimes.WalletCheck, session.Proof.CheckAt);
        }
    }

    [Fact]
    public async Task A_session_does_not_outlive_its_message()
    {
        var text = (await FreshAsync() with { More = "Expiration Time: " + Siwe.Time(Now.AddHours(1)) }).ToString();

        var started = Assert.IsType<SignInResult.Started>(await _signIn.CompleteAsync(Attempt(text, Wallet.Sign(text)), Origins, Ct));

        Assert.Equal((Now.AddHours(1), Now.AddHours(1)), (started.Session.ExpiresAt, started.Session.EndsAt));
    }

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static SignInAttempt Attempt(string text, string signature) => new(text, signature, null, "a browser", "127.0.0.1");

    private static IEnumerable<(string Name, Func<Siwe, Siwe> Change)> Good()
    {
        yield return ("as it is", siwe => siwe);
        yield return ("no statement", siwe => siwe with { Statement = null });
        yield return ("a statement of all marks", siwe => siwe with { Statement = "a-._~:/?#[]@!$&'()*+,;= 9" });
        yield return ("a statement like a field", siwe => siwe with { Statement = "URI: https://elsewhere" });
        yield return ("its scheme", siwe => siwe with { Head = "http://" + siwe.Head });
        yield return ("another spelling of this machine", siwe => siwe with { Head = siwe.Head.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), Uri = "http://127.0.0.1:5080/" });
        yield return ("the public name", siwe => siwe with { Head = siwe.Head.Replace("localhost:5080", "https://isotherm.example", StringComparison.Ordinal), Uri = "https://isotherm.example/" });
        yield return ("a URI with path, query and fragment", siwe => siwe with { Uri = "http://localhost:5080/a/b?c=d%20e#f" });
        yield return ("the other chain", siwe => siwe with { ChainId = "31337" });
        yield return ("a time without a fraction", siwe => siwe with { IssuedAt = "2026-01-31T12:00:00Z" });
        yield return ("a time with a long fraction", siwe => siwe with { IssuedAt = "2026-01-31T11:59:59.123456789012Z" });
        yield return ("a time with an offset", siwe => siwe with { IssuedAt = "2026-01-31T17:30:00+05:30" });
        yield return ("lower-case letters of a time", siwe => siwe with { IssuedAt = "2026-01-31t12:00:00z" });
        yield return ("an end", siwe => siwe with { More = "Expiration Time: 2026-01-31T12:05:00Z" });
        yield return ("a beginning", siwe => siwe with { More = "Not Before: 2026-01-31T11:00:00Z" });
        yield return ("a request id", siwe => siwe with { More = "Request ID: some:id@1%20" });
        yield return ("an empty request id", siwe => siwe with { More = "Request ID: " });
        yield return ("no resources behind their name", siwe => siwe with { More = "Resources:" });
        yield return ("resources", siwe => siwe with { More = "Resources:\n- https://example.com/a\n- ipfs://bafy\n- urn:x:y\n- http://[::1]:8080/x" });
        yield return ("all of it", siwe => siwe with { More = "Expiration Time: 2026-01-31T12:05:00Z\nNot Before: 2026-01-31T11:59:00Z\nRequest ID: 7\nResources:\n- https://example.com/a" });
    }

    private async Task<Siwe> FreshAsync() => new()
    {
        Address = Wallet.Address,
        Nonce = (await _signIn.BeginAsync(Ct))!.Value.Nonce,
        IssuedAt = Siwe.Time(_time.GetUtcNow()),
    };

    private async Task<string?> ReasonAsync(string text) =>
        (await _signIn.CompleteAsync(Attempt(text, Wallet.Sign(text)), Origins, Ct) as SignInResult.Refused)?.Refusal.Reason;
}
