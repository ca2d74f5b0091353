using System.Collections.Concurrent;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Crash;

/// <summary>
/// The parity tests' history on a node of its own, block after block with reorganisations, for as long as it is asked; and a
/// follower in this process, which is never killed, to say which state each block gives.
/// </summary>
internal sealed class BusyChain : IAsyncDisposable
{
    private const int ReorganiseEvery = 9;
    private const int LongestRest = 120;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, string> _states = new();
    private readonly Task _playing;

    private BusyChain(LocalNode node, ReferenceNetwork network, FollowedNetwork witness, int seed)
    {
        Node = node;
        Network = network;
        Dice dice = new(seed + 9);
        History history = new(node, new Script(network, seed, ReorganiseEvery), witness, new Coverage(seed))
        {
            OnStep = step =>
            {
                if (step is ChainStep.Extend)
                    _states[witness.Picture!.Block.Hash] = witness.Picture.StateHash;
                return Task.CompletedTask;
            },
            OnPause = async _ =>
            {
                _turn.Release();
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Between(5, LongestRest)), TimeProvider.System, _stop.Token);
                await _turn.WaitAsync(_stop.Token);
            },
        };
        Witness = witness;
        _playing = Task.Run(() => PlayAsync(history));
    }

    public LocalNode Node { get; }

    public ReferenceNetwork Network { get; }

    /// <summary>Set by a follower that is never killed. Look only while the chain is held.</summary>
    public FollowedNetwork Witness { get; }

    /// <summary>Begins a new one.</summary>
    public static async Task<BusyChain> StartAsync(int seed, Func<ReferenceNetwork, Manifest> manifest, CancellationToken ct)
    {
        LocalNode node = await LocalNode.StartAsync(ct);
        ReferenceNetwork network = await ReferenceNetwork.DeployAsync(node, 8, ct);
        DataDirectory data = new();
        FollowedNetwork witness = await FollowedNetwork.OpenAsync(manifest(network), data.Path, ct);
        BusyChain chain = new(node, network, witness, seed) { Scratch = data };
        return chain;
    }

    /// <summary>The witness's directory.</summary>
    public required DataDirectory Scratch { private get; init; }

    /// <summary>The state hash that a block gives, if the witness saw that block.</summary>
    public string? StateOf(string blockHash) => _states.GetValueOrDefault(blockHash);

    /// <summary>Lets the history rest, as it stands between two of its steps; <see cref="GoOn"/> ends that.</summary>
    public async Task HoldAsync(CancellationToken ct)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task turn = _turn.WaitAsync(over.Token);
        if (await Task.WhenAny(turn, _playing.WaitAsync(over.Token)) == turn)
            return;
        await over.CancelAsync();
        await _playing.WaitAsync(ct); // it never ends by itself but by a failure
    }

    public void GoOn() => _turn.Release();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _playing.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Witness.DisposeAsync();
        await Node.DisposeAsync();
        _stop.Dispose();
        _turn.Dispose();
        Scratch.Dispose();
    }

    private async Task PlayAsync(History history)
    {
        await _turn.WaitAsync(_stop.Token);
        await history.PlayAsync(int.MaxValue, _stop.Token);
    }
}
