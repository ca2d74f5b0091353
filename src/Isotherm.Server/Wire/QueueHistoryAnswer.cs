namespace Isotherm.Server.Wire;

/// <summary>A page of the queue's history, newest first.</summary>
/// <param name="Events">At most <c>limit</c>.</param>
/// <param name="Next">Pass as <c>after</c> for the next, older page; null at the end.</param>
internal sealed record QueueHistoryAnswer(IReadOnlyList<QueueEventBody> Events, string? Next);
