using Isotherm.Chains.Evm;

namespace Isotherm.Server.Auth.Wallets;

/// <summary>The chains of this server's networks, asked through the networks' own endpoints, and those that an option adds without any.</summary>
internal sealed class FollowedChains : IWalletChains, IDisposable
{
    private const ulong Mainnet = 1;

    private static readonly JsonRpcOptions Limits = new() { Timeout = TimeSpan.FromSeconds(5), MaxResponseBytes = 256 * 1024 };

    private readonly SortedDictionary<ulong, JsonRpcClient[]> _nodes = [];

    /// <summary>Makes the clients; nothing is sent yet.</summary>
    /// <param name="followed">Chains and their networks' endpoints, in order of preference; a chain may come more than once.</param>
    /// <param name="more">Chain ids that the operator allows beside them; where there is neither, it is Ethereum's.</param>
    /// <param name="time">The clock of timeouts.</param>
    public FollowedChains(IEnumerable<(ulong Chain, IReadOnlyList<Uri> Nodes)> followed, IEnumerable<ulong> more, TimeProvider time)
    {
        foreach (var chain in followed.GroupBy(static one => one.Chain, static one => one.Nodes))
            _nodes[chain.Key] = [.. chain.SelectMany(static nodes => nodes).Distinct().Select(node => new JsonRpcClient(node, Limits, time))];
        foreach (var id in more)
            _nodes.TryAdd(id, []);
        if (_nodes.Count == 0)
            _nodes.Add(Mainnet, []);
        Ids = [.. _nodes.Keys];
    }

    /// <inheritdoc />
    public IReadOnlyList<ulong> Ids { get; }

    /// <inheritdoc />
    public async Task<WalletAnswer> AskAsync(ulong chain, byte[] address, byte[] hash, byte[] signature, CancellationToken ct)
    {
        var nodes = _nodes[chain];
        foreach (var node in nodes)
        {
            var answer = await ContractWallet.AskAsync(node, address, hash, signature, ct);
            if (answer != WalletAnswer.Unreachable)
                return answer;
        }

        return nodes.Length == 0 ? WalletAnswer.NoContract : WalletAnswer.Unreachable;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var node in _nodes.Values.SelectMany(static nodes => nodes))
            node.Dispose();
    }
}
