namespace Isotherm.Integration.Tests.Parity;

/// <summary>What a stretch of the history is like. A hundred blocks hold each of them once.</summary>
internal enum Season
{
    /// <summary>Prices near 1, all is well.</summary>
    Calm,

    /// <summary>Prices well below; flags.</summary>
    Crash,

    /// <summary>No price updates while time passes in long steps: stale prices, deadlines run out.</summary>
    Outage,

    /// <summary>The price is back, still low: recovery window, then liquidations.</summary>
    Return,

    /// <summary>Prices rise, cures, newcomers.</summary>
    Recovery,
}
