using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Following;

/// <summary>
/// Asks for the logs of a range's parts in their order, one part ahead: the node answers the next one while we read this one. Each
/// of the two has shared texts of its own, since answers are read as they come.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="filters">For each part the parameter of <c>eth_getLogs</c>.</param>
/// <param name="texts">One for each request under way.</param>
/// <param name="cancellation">Ends the requests.</param>
internal sealed class PartsAhead(EvmNode node, IReadOnlyList<object> filters, IReadOnlyList<SharedTexts> texts, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly Queue<Task<(List<EvmLog>? Logs, RpcResult? Result)>> _asked = [];
    private int _next;

    /// <summary>The answer to the next part; to be taken once for each.</summary>
    public async Task<(List<EvmLog>? Logs, RpcResult? Result)> NextAsync()
    {
        while (_asked.Count < texts.Count && _next < filters.Count)
        {
            _asked.Enqueue(node.LogsAsync(filters[_next], texts[_next % texts.Count], _stop.Token));
            _next++;
        }

        return await _asked.Dequeue().ConfigureAwait(false);
    }

    /// <summary>Stops what was asked and not taken, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(_asked)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // cancelled; all else is a value
        _stop.Dispose();
    }
}
