using Isotherm.Server.Auth.Wallets;

namespace Isotherm.Server.Tests.Auth;

/// <summary>Chains that answer as a test wants.</summary>
internal sealed class FakeWalletChains(params ulong[] ids) : IWalletChains
{
    public IReadOnlyList<ulong> Ids => ids;

    public WalletAnswer Answer { get; set; } = WalletAnswer.NoContract;

    public int Asked { get; private set; }

    public Task<WalletAnswer> AskAsync(ulong chain, byte[] address, byte[] hash, byte[] signature, CancellationToken ct)
    {
        Asked++;
        return Task.FromResult(Answer);
    }
}
