using Isotherm.Chains.Manifests;
using Isotherm.Chains.Tests.Manifests;
using Isotherm.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Chains.Tests.Following;

/// <summary>A follower on fake nodes, and the replay of what it yields.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ChainFollower _follower;
    private readonly IAsyncEnumerator<ChainStep> _steps;
    private Task<bool>? _next;

    public Rig(FakeNode node, Func<Manifest, Manifest>? change = null, IReadOnlyList<BlockRef>? known = null, string? genesis = null, ChainFollowerOptions? options = null)
        : this([node], change, known, genesis, options)
    {
    }

    public Rig(FakeNode[] nodes, Func<Manifest, Manifest>? change = null, IReadOnlyList<BlockRef>? known = null, string? genesis = null, ChainFollowerOptions? options = null)
    {
        _limit.CancelAfter(TimeSpan.FromSeconds(30));
        var endpoints = nodes.Select((_, i) => new EndpointSpec(new Uri($"http://node{i}.example/key"), null)).ToArray();
        var manifest = DemoManifest.Manifest with { Chain = DemoManifest.Manifest.Chain with { Endpoints = endpoints, BlockTime = TimeSpan.FromMilliseconds(10) } };
        manifest = change?.Invoke(manifest) ?? manifest;
        options ??= new ChainFollowerOptions();
        options = options with
        {
            PollInterval = TimeSpan.FromMilliseconds(1),
            RetryAfter = TimeSpan.FromMilliseconds(1),
            MaxRetryAfter = TimeSpan.FromMilliseconds(2),
            Rpc = options.Rpc with { Handler = uri => nodes[int.Parse(uri.Host.AsSpan(4, 1), System.Globalization.CultureInfo.InvariantCulture)] },
        };
        _follower = new ChainFollower(manifest, options, TimeProvider.System, NullLogger<ChainFollower>.Instance);
        foreach (var block in known ?? [])
        {
            Held.Add(block);
        }

        _steps = _follower.FollowAsync(known ?? [], genesis, _limit.Token).GetAsyncEnumerator(_limit.Token);
    }

    /// <summary>Every step so far.</summary>
    public List<ChainStep> Steps { get; } = [];

    /// <summary>The blocks that a reader of the steps holds now.</summary>
    public List<BlockRef> Held { get; } = [];

    /// <summary>Of the blocks that were extended and not rewound: the step.</summary>
    public Dictionary<string, ChainStep.Extend> Extends { get; } = [];

    public FollowerStatus Status => _follower.Status;

    /// <summary>Takes the next step, checking that it fits on those before.</summary>
    public async Task<ChainStep> StepAsync()
    {
        _next ??= _steps.MoveNextAsync().AsTask();
        Assert.True(await _next);
        _next = null;
        Apply(_steps.Current);
        return _steps.Current;
    }

    /// <summary>Takes steps until the condition holds.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await StepAsync();
        }
    }

    /// <summary>Takes steps until the reader holds the chain's head.</summary>
    public Task ToHeadAsync(FakeChain chain) => UntilAsync(() => Held.Count > 0 && Held[^1].Hash == chain.Head.Hash);

    /// <summary>Lets the follower run without taking a step until its status is as wanted; fails if a step comes instead.</summary>
    public async Task StatusAsync(Func<FollowerStatus, bool> wanted)
    {
        _next ??= _steps.MoveNextAsync().AsTask();
        while (!wanted(Status))
        {
            Assert.False(_next.IsCompleted, $"a step came: {(_next.IsCompletedSuccessfully ? _steps.Current : _next.Exception)}");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, _limit.Token);
        }
    }

    public void AssertHolds(FakeChain chain, ulong from = 1) =>
        Assert.Equal(chain.Canonical.Where(b => b.Number >= from).Select(b => new BlockRef(b.Number, b.Hash)), Held);

    public async ValueTask DisposeAsync()
    {
        await _limit.CancelAsync();
        if (_next is { } pending)
        {
            await pending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await _steps.DisposeAsync();
        await _follower.DisposeAsync();
        _limit.Dispose();
    }

    private void Apply(ChainStep step)
    {
        Steps.Add(step);
        if (step is ChainStep.Rewind rewind)
        {
            Held.RemoveAll(b => b.Number > rewind.To.Number);
            Assert.True(Held.Count == 0 || Held[^1] == rewind.To, $"rewound to {rewind.To}, which the reader does not hold");
            return;
        }

        var extend = (ChainStep.Extend)step;
        Assert.True(Held.Count == 0 || (extend.Block.Header.ParentHash == Held[^1].Hash && extend.Block.Header.Number == Held[^1].Number + 1), $"{extend.Block.Header.Ref} does not follow {Held.LastOrDefault()}");
        Held.Add(extend.Block.Header.Ref);
        Extends[extend.Block.Header.Hash] = extend;
    }
}
