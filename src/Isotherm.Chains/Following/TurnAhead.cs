namespace Isotherm.Chains.Following;

/// <summary>
/// While blocks are behind the head, the next turn is read as the last one's blocks are taken: at most one ahead. The window holds
/// those blocks already, so that it is the same turn as it would be after them.
/// </summary>
internal sealed class TurnAhead(CancellationToken cancellation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private (Endpoint Endpoint, Task<Turn> Turn)? _running;

    /// <summary>Begins to read. Nothing else may read or change what the turn needs until it is taken.</summary>
    public void Start(Endpoint endpoint, Func<CancellationToken, Task<Turn>> read) => _running = (endpoint, Task.Run(() => read(_stop.Token), CancellationToken.None));

    /// <summary>The turn that was begun; null when none was.</summary>
    public async Task<(Endpoint Endpoint, Turn Turn)?> TakeAsync()
    {
        if (_running is not var (endpoint, turn))
        {
            return null;
        }

        _running = null;
        return (endpoint, await turn.ConfigureAwait(false));
    }

    /// <summary>Stops what was begun and not taken, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_running is var (_, turn))
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await ((Task)turn).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // cancelled; TurnAsync turns all else into a value
        }

        _stop.Dispose();
    }
}
