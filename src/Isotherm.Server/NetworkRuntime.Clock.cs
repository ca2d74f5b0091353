namespace Isotherm.Server;

internal sealed partial class NetworkRuntime
{
    private static readonly TimeSpan TickTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(30); // a chain that is reached has told its head by then

    // Late data, ends of snoozes and of waits; not while what is late is our own catching up.
    private async Task TickAsync(NetworkFold fold, long started, CancellationToken ct)
    {
        if (_view.Published is null || Chain.Backfill is not null || (_lastAtHead < started && _time.GetElapsedTime(started) < SettlingTime))
            return;
        fold.Tick(Freshness.DataState(this, _time), _time.GetUtcNow());
        if (fold.Pending > 0)
            await CommitAsync(fold, ct);
    }
}
