using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Following;

/// <summary>The endpoints in order of preference: the first healthy one is used, and a preferred one again when it had time to recover.</summary>
internal sealed class EndpointRing : IAsyncDisposable
{
    private readonly Endpoint[] _endpoints;
    private readonly ChainSpec _chain;
    private readonly ChainFollowerOptions _options;
    private readonly TimeProvider _time;
    private int _current;

    public EndpointRing(ChainSpec chain, ChainFollowerOptions options, TimeProvider time)
    {
        _chain = chain;
        _options = options;
        _time = time;
        _endpoints = [.. chain.Endpoints.Select((spec, i) => new Endpoint(i, spec, new JsonRpcClient(spec.Http, options.Rpc, time)))];
    }

    public int Count => _endpoints.Length;

    /// <summary>The endpoint to ask now.</summary>
    public async ValueTask<Endpoint> CurrentAsync()
    {
        var now = _time.GetUtcNow();
        for (var i = 0; i < _current; i++)
        {
            if (now - _endpoints[i].FailedAt >= _options.ReturnAfter)
            {
                await UseAsync(i).ConfigureAwait(false);
                break;
            }
        }

        var current = _endpoints[_current];
        if (current.Heads is null && current.Spec.Ws is { } ws)
        {
            var silence = TimeSpan.FromSeconds(Math.Max(30, 10 * _chain.BlockTime.TotalSeconds));
            current.Heads = new HeadSubscription(ws, silence, _time);
        }

        return current;
    }

    /// <summary>Notes a failure and turns to the next endpoint.</summary>
    public async ValueTask FailedAsync(Endpoint endpoint)
    {
        endpoint.IsVerified = false;
        endpoint.FailedAt = _time.GetUtcNow();
        await UseAsync((endpoint.Index + 1) % _endpoints.Length).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in _endpoints)
        {
            await QuietAsync(endpoint).ConfigureAwait(false);
            endpoint.Rpc.Dispose();
        }
    }

    private async ValueTask UseAsync(int index)
    {
        if (index != _current)
        {
            await QuietAsync(_endpoints[_current]).ConfigureAwait(false);
            _current = index;
        }
    }

    private static async ValueTask QuietAsync(Endpoint endpoint)
    {
        if (endpoint.Heads is { } heads)
        {
            endpoint.Heads = null;
            await heads.DisposeAsync().ConfigureAwait(false);
        }
    }
}
