namespace Isotherm.Chains.Following;

/// <summary>What a trouble means.</summary>
internal enum TroubleKind
{
    /// <summary>The node gave no usable answer.</summary>
    Unreachable,

    /// <summary>The node's answers do not fit together: it lags, reorganises or errs.</summary>
    Inconsistent,

    /// <summary>The node answers well, but what it says cannot be followed.</summary>
    Refused,
}
