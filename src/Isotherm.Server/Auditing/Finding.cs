namespace Isotherm.Server.Auditing;

/// <summary>What comparing one cluster gave.</summary>
internal abstract record Finding
{
    private Finding()
    {
    }

    /// <summary>All views agree.</summary>
    public sealed record Agreed : Finding;

    /// <summary>At least one view disagrees.</summary>
    public sealed record Disagreed(IReadOnlyList<Difference> Differences) : Finding;

    /// <summary>A view was not to be had, and no other disagrees: no judgement.</summary>
    public sealed record Unavailable(string Why) : Finding;
}
