namespace Isotherm.Server.Auditing;

/// <summary>How a self-audit chooses and what it remembers.</summary>
internal sealed record AuditOptions
{
    /// <summary>A settlement ratio within this share of critical or warning is near it. Default 0.05.</summary>
    public double NearShare { get; init; } = 0.05;

    /// <summary>Share of a block's clusters that is always taken in turn, so that none is never visited. Default 0.25.</summary>
    public double TurnShare { get; init; } = 0.25;

    /// <summary>From a first disagreement to the second asking that must say the same. Default 250 ms.</summary>
    public TimeSpan ConfirmAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Mismatches kept for reading; the oldest go. Default 100.</summary>
    public int RecentMismatches { get; init; } = 100;
}
