using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Following;

/// <summary>Why a turn could not be finished; all of it is retried.</summary>
/// <param name="Kind">What it means for the follower.</param>
/// <param name="Message">One sentence: what, where, what was expected.</param>
internal sealed record Trouble(TroubleKind Kind, string Message)
{
    /// <summary>What a call that should have had an answer met.</summary>
    public static Trouble From(RpcResult result, string node, string what) => result switch
    {
        RpcResult.Failed failed => new Trouble(TroubleKind.Unreachable, failed.Kind == RpcFailure.Malformed ? $"{node}: {what}: {failed.Message}." : $"{failed.Message}."),
        RpcResult.Refused refused => new Trouble(TroubleKind.Inconsistent, $"{node} refused {what}: {refused.Message} ({refused.Code})."),
        _ => new Trouble(TroubleKind.Inconsistent, $"{node} had no answer to {what}."),
    };
}
