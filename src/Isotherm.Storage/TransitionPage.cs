namespace Isotherm.Storage;

/// <summary>Transitions, newest first.</summary>
/// <param name="Transitions">At most the query's limit.</param>
/// <param name="Next">Where the next, older page begins; null at the end.</param>
public sealed record TransitionPage(IReadOnlyList<StoredTransition> Transitions, TransitionCursor? Next);
