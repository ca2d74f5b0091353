namespace Isotherm.Engine;

/// <summary>Members of a market that differ between two pictures.</summary>
[Flags]
public enum MarketMembers
{
    /// <summary>Nothing differs.</summary>
    None = 0,

    /// <summary>Number, hash or time of the block.</summary>
    Block = 1,

    /// <summary>The base fee.</summary>
    BaseFee = 2,

    /// <summary>The token feed's reading.</summary>
    TokenPrice = 4,

    /// <summary>The native feed's reading.</summary>
    NativePrice = 8,

    /// <summary>Either threshold.</summary>
    Thresholds = 16,

    /// <summary>The grace period.</summary>
    GracePeriod = 32,

    /// <summary><c>freshSince</c>.</summary>
    FreshSince = 64,

    /// <summary>Any class.</summary>
    Classes = 128,

    /// <summary>Any announced change.</summary>
    Scheduled = 256,

    /// <summary>The index by which rewards accrue, or its rate.</summary>
    Accrual = 512,
}
