namespace Isotherm.Server.Wire;

/// <summary>One page of what an account was told about one network.</summary>
/// <param name="Messages">Newest first.</param>
/// <param name="Next">For <c>before</c> of the next, older page; null at the end.</param>
internal sealed record AlertHistoryAnswer(IReadOnlyList<AlertMessageBody> Messages, string? Next);
