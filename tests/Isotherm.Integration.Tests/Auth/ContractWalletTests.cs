using System.Text;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Integration.Tests.Network;
using Isotherm.Server;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Storage.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Integration.Tests.Auth;

/// <summary>ERC-1271 on a real node: a contract wallet signs in, and no longer when its answer changes.</summary>
public sealed class ContractWalletTests : IAsyncDisposable
{
    private const ulong Chain = 31_337;

    private static readonly AbiFunction NewWallet = AbiFunction.Parse("function OwnedWallet(address owner)");
    private static readonly AbiFunction SetLocked = AbiFunction.Parse("function setLocked(bool locked)");
    private static readonly AbiFunction TransferOwnership = AbiFunction.Parse("function transferOwnership(address owner)");

    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-1271-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("locked")]
    [InlineData("sold")]
    public async Task A_contract_wallet_signs_in_by_its_owners_signature_until_its_answer_changes(string change)
    {
        await using var node = await LocalNode.StartAsync(Ct);
        var (owner, buyer) = (node.Accounts[1], node.Accounts[2]);
        var wallet = (await node.CreateAsync(node.Accounts[0], [Artifact.Creation("OwnedWallet", NewWallet, owner)], Ct))[0];
        await using var accounts = SqliteAccounts.Open(_directory, _time);
        using var chains = new FollowedChains([(Chain, [node.Http])], [], _time);
        var links = new LiveLinks(_time);
        var lazy = new Lazy<IAccountStore>(() => accounts);
        var signIn = new SignIn(lazy, chains, links, _time);

        Assert.Equal(SignInReasons.WalletSaysNo, await ReasonAsync(signIn, node, wallet, buyer));
        Assert.Equal(SignInReasons.Signer, await ReasonAsync(signIn, node, buyer, owner)); // no contract there
        var started = Assert.IsType<SignInResult.Started>(await AttemptAsync(signIn, node, wallet, owner));
        Assert.Equal($"eip155:{Chain}:{WalletAddress.Of(Hex.Decode(wallet))}", started.Session.Account);
        var finder = new CallerFinder(lazy, chains, links, new PublicOrigins(new ServerOptions { Manifests = [] }), _time);
        _time.Advance(SessionTimes.WalletCheck);
        Assert.IsType<CallerFinding.Known>(await FindAsync(finder, started.Token));

        var data = change == "locked" ? SetLocked.Encode(true) : TransferOwnership.Encode(buyer);
        Assert.Equal(1, await node.SucceededAsync(await node.MineAsync([new Transaction(owner, wallet, Hex.Encode(data), 200_000)], Ct), Ct));

        Assert.IsType<CallerFinding.Known>(await FindAsync(finder, started.Token)); // believed for so long
        _time.Advance(SessionTimes.WalletCheck);
        Assert.IsType<CallerFinding.Nobody>(await FindAsync(finder, started.Token));
        Assert.Equal(SignInReasons.WalletSaysNo, await ReasonAsync(signIn, node, wallet, owner));
        Assert.Equal(change == "sold" ? null : SignInReasons.WalletSaysNo, await ReasonAsync(signIn, node, wallet, buyer));
    }

    [Fact]
    public async Task A_key_wallet_needs_no_node_and_a_contract_wallet_cannot_be_asked_without()
    {
        await using var accounts = SqliteAccounts.Open(_directory, _time);
        LocalNode node = await LocalNode.StartAsync(Ct);
        using var chains = new FollowedChains([(Chain, [new Uri("http://127.0.0.1:9")])], [], _time);
        var signIn = new SignIn(new Lazy<IAccountStore>(() => accounts), chains, new LiveLinks(_time), _time);
        await using (node)
        {
            Assert.IsType<SignInResult.Started>(await AttemptAsync(signIn, node, node.Accounts[3], node.Accounts[3]));
            Assert.Equal(SignInReasons.WalletUnreachable, await ReasonAsync(signIn, node, node.Accounts[3], node.Accounts[4]));
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static Task<CallerFinding> FindAsync(CallerFinder finder, string token)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = $"{SessionCookie.PlainName}={token}";
        return finder.FindAsync(http);
    }

    private async Task<string?> ReasonAsync(SignIn signIn, LocalNode node, string wallet, string signer) =>
        (await AttemptAsync(signIn, node, wallet, signer) as SignInResult.Refused)?.Refusal.Reason;

    private async Task<SignInResult> AttemptAsync(SignIn signIn, LocalNode node, string wallet, string signer)
    {
        var nonce = (await signIn.BeginAsync(Ct))!.Value.Nonce;
        var text = $"localhost:5080 wants you to sign in with your Ethereum account:\n{WalletAddress.Of(Hex.Decode(wallet))}\n\n\n"
            + $"URI: http://localhost:5080\nVersion: 1\nChain ID: {Chain}\nNonce: {nonce}\nIssued At: {_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        var signature = (await node.AskAsync("personal_sign", [Hex.Encode(Encoding.UTF8.GetBytes(text)), signer], Ct)).GetString()!;
        return await signIn.CompleteAsync(new SignInAttempt(text, signature, null, "a test", "127.0.0.1"), [new PublicOrigin("http", "localhost:5080")], Ct);
    }
}
