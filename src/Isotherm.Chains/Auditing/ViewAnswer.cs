using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Chains.Auditing;

/// <summary>What one view said.</summary>
public abstract record ViewAnswer
{
    private ViewAnswer()
    {
    }

    /// <summary>A number.</summary>
    public sealed record Number(BigInteger Value) : ViewAnswer;

    /// <summary>A place in the liquidation queue.</summary>
    /// <param name="Code">The state as the contract numbers it.</param>
    /// <param name="State">What that means; null for a number beyond the manifest's list.</param>
    /// <param name="FlaggedAt">Unix second; null where the view does not tell it.</param>
    /// <param name="Deadline">Unix second; null as above.</param>
    public sealed record Place(BigInteger Code, QueueState? State, BigInteger? FlaggedAt, BigInteger? Deadline) : ViewAnswer;

    /// <summary>The contract's code ran and reverted: it cannot say.</summary>
    /// <param name="Error">The first four bytes of the revert data, 0x-hex; empty without data.</param>
    public sealed record Reverted(string Error) : ViewAnswer;

    /// <summary>The contract answered with bytes that are not of the view's type.</summary>
    /// <param name="What">One clause: what is wrong with them.</param>
    public sealed record Malformed(string What) : ViewAnswer;

    /// <summary>No answer of the contract was to be had (state gone, block orphaned, node down or too slow): neither agreement nor mismatch.</summary>
    /// <param name="Why">One clause, without the endpoint's path or secrets.</param>
    public sealed record Unavailable(string Why) : ViewAnswer;
}
