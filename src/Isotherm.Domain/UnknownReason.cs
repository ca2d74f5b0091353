namespace Isotherm.Domain;

/// <summary>Why a cluster's ratio can't be stated. Wire names are the camelCase member names.</summary>
public enum UnknownReason
{
    /// <summary>The ratio is known.</summary>
    None,

    /// <summary>The token price is missing, not positive, stale, too large or from the future.</summary>
    TokenPrice,

    /// <summary>Only an input of the gas term is invalid; <c>ratioAtMost</c> is the settlement ratio.</summary>
    Gas,

    /// <summary>Assets are negative, or 2¹²⁸ or more.</summary>
    AssetsOutOfRange,

    /// <summary>Base requirement 2⁶⁴ or more, or GPUs, demand or a threshold 2³² or more, or any of them negative.</summary>
    RequirementOutOfRange,

    /// <summary>The cluster's class has no requirement or demand yet.</summary>
    RequirementMissing,

    /// <summary>It disagrees with the contract (spec 1.6). Goes before all other reasons.</summary>
    Disputed,
}
