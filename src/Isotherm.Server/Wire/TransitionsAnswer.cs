namespace Isotherm.Server.Wire;

/// <summary>A page of transitions, newest first.</summary>
/// <param name="Transitions">At most <c>limit</c>.</param>
/// <param name="Next">Pass as <c>after</c> for the next, older page; null at the end.</param>
internal sealed record TransitionsAnswer(IReadOnlyList<TransitionBody> Transitions, string? Next);
