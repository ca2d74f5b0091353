namespace Isotherm.Demo.World;

/// <summary>Prices as a function of the world's clock. They always come home: a crash is followed by a recovery to the same level.</summary>
internal sealed class PricePath(Dice dice)
{
    /// <summary>The level the token's price returns to; USD × 10^8.</summary>
    public const long TokenHome = 20_000_000;

    /// <summary>The level the native token's price returns to; USD × 10^8.</summary>
    public const long NativeHome = 300_000_000_000;

    /// <summary>Ticks from one calm to the next.</summary>
    public const int Cycle = 240;

    private const int DriftStart = 100;
    private const int CrashStart = 140;
    private const int TroughStart = 144;
    private const int RecoveryStart = 156;
    private const int RecoveryEnd = 200;

    // The first crash comes after 80 ticks rather than 140, so that a newcomer need not wait.
    private const int Lead = 60;

    // Scripted: long enough between outages that they stay rare, and never in the first cycles.
    private const int OutagePeriod = 960;
    private const int OutageStart = 800;

    /// <summary>The regime at a tick.</summary>
    public static PriceRegime RegimeAt(long tick) => ((tick + Lead) % Cycle) switch
    {
        < DriftStart => PriceRegime.Calm,
        < CrashStart => PriceRegime.Drift,
        < TroughStart => PriceRegime.Crash,
        < RecoveryStart => PriceRegime.Trough,
        < RecoveryEnd => PriceRegime.Recovery,
        _ => PriceRegime.Calm,
    };

    /// <summary>Whether the token's feed is silent by script: a little longer than prices stay valid, once in a long while.</summary>
    /// <param name="tick">The world's clock.</param>
    /// <param name="pace">The length of a block.</param>
    /// <param name="maxAgeSeconds">After so long a price is stale.</param>
    public static bool IsOutage(long tick, Pace pace, int maxAgeSeconds) =>
        tick % OutagePeriod >= OutageStart && tick % OutagePeriod < OutageStart + pace.BlocksIn(maxAgeSeconds + 20);

    /// <summary>The token's price; USD × 10^8.</summary>
    public long TokenAt(long tick)
    {
        var noise = 1 + (0.012 * dice.Noise(tick, 24, Topic.SlowPrice)) + (0.003 * dice.Noise(tick, 3, Topic.FastPrice));
        return (long)(TokenHome * LevelAt(tick + Lead) * noise);
    }

    /// <summary>The native token's price; USD × 10^8.</summary>
    public long NativeAt(long tick) => (long)(NativeHome * (1 + (0.03 * dice.Noise(tick, 60, Topic.NativePrice))));

    private double LevelAt(long clock)
    {
        var cycle = Math.DivRem(clock, Cycle, out var at);
        var drift = dice.Between(0.94, 0.99, Topic.DriftEnd, cycle);
        var trough = drift * (1 - dice.Between(0.17, 0.23, Topic.CrashDepth, cycle));
        return at switch
        {
            < DriftStart => 1,
            < CrashStart => Along(1, drift, at - DriftStart, CrashStart - DriftStart),
            < TroughStart => Along(drift, trough, at - CrashStart + 1, TroughStart - CrashStart),
            < RecoveryStart => trough,
            < RecoveryEnd => Along(trough, 1, at - RecoveryStart, RecoveryEnd - RecoveryStart),
            _ => 1,
        };
    }

    private static double Along(double from, double to, long step, int steps) => from + ((to - from) * step / steps);
}
