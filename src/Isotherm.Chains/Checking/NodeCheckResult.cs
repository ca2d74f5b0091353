namespace Isotherm.Chains.Checking;

/// <summary>How asking a node about a manifest ended.</summary>
public abstract record NodeCheckResult
{
    private NodeCheckResult()
    {
    }

    /// <summary>The node answered.</summary>
    /// <param name="Node">Scheme, host and port.</param>
    /// <param name="Head">Its head's number; null where it is of another chain.</param>
    /// <param name="Findings">What does not fit, in the order of the manifest's lines; empty where all does.</param>
    public sealed record Answered(string Node, ulong? Head, IReadOnlyList<ManifestFinding> Findings) : NodeCheckResult;

    /// <summary>The node gave no usable answers, which says nothing about the manifest.</summary>
    /// <param name="Message">One sentence, without the endpoint's path.</param>
    public sealed record Unanswered(string Message) : NodeCheckResult;
}
