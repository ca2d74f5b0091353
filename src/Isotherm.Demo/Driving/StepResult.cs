using Isotherm.Demo.Chain;

namespace Isotherm.Demo.Driving;

/// <summary>What one step of the driver did.</summary>
internal abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>The block after the view's head was planned and its calls sent.</summary>
    public sealed record Sent(WorldView View, IReadOnlyList<PlannedCall> Plan, SendCount Count) : StepResult;

    /// <summary>The head is the one already planned on.</summary>
    public sealed record NothingNew : StepResult;

    /// <summary>The head changed while it was read; the next step starts over.</summary>
    public sealed record ChainMoved : StepResult;
}
