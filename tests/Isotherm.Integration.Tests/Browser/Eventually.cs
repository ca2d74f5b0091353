using System.Diagnostics;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Waits for what another process will do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <summary>Asks until there is nothing to object to; fails with the last objection when the patience is over.</summary>
    /// <param name="what">Completes "waited N s for …".</param>
    /// <param name="objection">Null when it is as it should be.</param>
    /// <param name="seconds">The patience.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task HoldsAsync(string what, Func<Task<string?>> objection, int seconds, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (await objection() is { } last)
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(seconds))
                Assert.Fail($"waited {seconds} s for {what}; last: {last}");
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }
}
