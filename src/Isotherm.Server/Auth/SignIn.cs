using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Messages;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Auth;

/// <summary>Sign-In with Ethereum: a nonce, a message that a wallet signed over it, and a session.</summary>
internal sealed class SignIn(Lazy<IAccountStore> accounts, IWalletChains chains, LiveLinks links, TimeProvider time)
{
    private const int MaxSignatureBytes = 4_096;

    // ERC-6492: what a wallet that does not exist so far puts behind its signature.
    private static readonly byte[] Undeployed = [.. Enumerable.Repeat<byte[]>([0x64, 0x92], 16).SelectMany(static pair => pair)];

    /// <summary>A fresh nonce and its end; null where too many are outstanding.</summary>
    public async Task<(string Nonce, DateTimeOffset ExpiresAt)?> BeginAsync(CancellationToken ct)
    {
        var (nonce, expiresAt) = (Token.Nonce(), time.GetUtcNow() + SignInRules.Lifetime);
        return await accounts.Value.AddNonceAsync(nonce, expiresAt, ct) ? (nonce, expiresAt) : null;
    }

    /// <summary>Checks all there is to check; a nonce that was ours is used up from there on, whatever else is wrong.</summary>
    /// <param name="attempt">What came.</param>
    /// <param name="origins">Where this server's page is.</param>
    /// <param name="ct">Cancels before the session is made.</param>
    public async Task<SignInResult> CompleteAsync(SignInAttempt attempt, IReadOnlyList<PublicOrigin> origins, CancellationToken ct)
    {
        var (message, malformed) = SignInMessageParser.Parse(attempt.Message);
        if (message is null)
            return await RefuseAsync(malformed!, null, attempt, ct);
        var chain = SignInRules.ChainOf(message);
        var address = WalletAddress.Parse(message.Address);
        var account = chain is { } known && address is not null ? AccountId.Of(known, address) : null;
        if (SignInRules.Check(message, origins, chains.Ids, time.GetUtcNow()) is { } refusal)
            return await RefuseAsync(refusal, account, attempt, ct);
        var (signature, form) = SignatureOf(attempt.Signature);
        if (signature is null)
            return await RefuseAsync(form!, account, attempt, ct);
        if (!await accounts.Value.UseNonceAsync(message.Nonce, ct))
            return await RefuseAsync(new(SignInReasons.Nonce, "The nonce was not given out here, was used before, or has expired; ask for a new one."), account, attempt, ct);
        var hash = PersonalMessage.Hash(attempt.Message);
        var (isContract, wrong) = await VerifyAsync(chain!.Value, address!, hash, signature, ct);
        if (wrong is not null)
            return await RefuseAsync(wrong, account, attempt, ct);
        return await StartAsync(account!, message, isContract ? new WalletProof(hash, signature, time.GetUtcNow() + SessionTimes.WalletCheck) : null, attempt, ct);
    }

    private static (byte[]? Signature, SignInRefusal? Refusal) SignatureOf(string text)
    {
        if (!Isotherm.Chains.Evm.Hex.TryDecode(text, out var signature) || signature.Length is 0 or > MaxSignatureBytes)
            return (null, new(SignInReasons.SignatureForm, $"The signature is no 0x-hex of 1 to {MaxSignatureBytes} bytes."));
        return signature.AsSpan().EndsWith(Undeployed)
            ? (null, new(SignInReasons.WalletNotDeployed, "The signature is of a contract wallet that is not deployed (ERC-6492); deploy it, then sign in."))
            : (signature, null);
    }

    private async Task<(bool IsContract, SignInRefusal? Refusal)> VerifyAsync(ulong chain, byte[] address, byte[] hash, byte[] signature, CancellationToken ct)
    {
        var (signer, refusal) = KeySignature.Signer(hash, signature);
        if (signer is not null && signer.AsSpan().SequenceEqual(address))
            return (false, null);
        return await chains.AskAsync(chain, address, hash, signature, ct) switch
        {
            WalletAnswer.Yes => (true, null),
            WalletAnswer.No => (true, new(SignInReasons.WalletSaysNo, "The contract at this address does not say that the signature is its own (ERC-1271).")),
            WalletAnswer.Unreachable => (true, new(SignInReasons.WalletUnreachable, "The chain does not answer, so that it can't be asked whether this address is a contract wallet; try again.")),
            _ => (false, refusal ?? new(SignInReasons.Signer, $"The signature is of {WalletAddress.Of(signer)}; expected {WalletAddress.Of(address)}.")),
        };
    }

    private async Task<SignInResult> StartAsync(string account, SignInMessage message, WalletProof? proof, SignInAttempt attempt, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var ends = now + (proof is null ? SessionTimes.Most : SessionTimes.MostOfContract);
        if (message.ExpirationTime < ends)
            ends = message.ExpirationTime.Value;
        var expires = now + SessionTimes.Idle < ends ? now + SessionTimes.Idle : ends;
        var token = Token.Session();
        var session = new StoredSession
        {
            Id = Token.Id(),
            Account = account,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = expires,
            EndsAt = ends,
            Agent = attempt.Agent,
            Proof = proof,
        };
        var replaced = attempt.ReplacedToken is { } old ? Token.Hash(old) : null;
        var note = new AuditNote(AuditActions.SignedIn, account, session.Id, attempt.From, proof is null ? "By a key." : "By a contract.");
        var (stored, ended) = await accounts.Value.StartSessionAsync(session, Token.Hash(token), replaced, note, ct);
        foreach (var id in ended)
            await links.CutAsync(id);
        return new SignInResult.Started(stored, token);
    }

    private async Task<SignInResult> RefuseAsync(SignInRefusal refusal, string? account, SignInAttempt attempt, CancellationToken ct)
    {
        await accounts.Value.NoteAsync(new AuditNote(AuditActions.SignInRefused, account, Address: attempt.From, Detail: refusal.Reason), ct);
        return new SignInResult.Refused(refusal);
    }
}
