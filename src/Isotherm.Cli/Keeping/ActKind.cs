namespace Isotherm.Cli.Keeping;

/// <summary>What a keeper can do, in the order in which it is done within a block.</summary>
internal enum ActKind
{
    /// <summary>Has the contract note its price, so that a recovery window begins on time.</summary>
    TouchPrice,

    /// <summary>Ends a cluster that is due.</summary>
    Liquidate,

    /// <summary>Takes a cluster that recovered out of the queue.</summary>
    Cure,

    /// <summary>Puts a cluster below critical into the queue.</summary>
    Flag,
}
