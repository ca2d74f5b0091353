using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Delivery;

/// <summary>An endpoint's answer as the delivery log keeps it.</summary>
internal static class AnswerCut
{
    /// <summary>Without the channel's secrets and control characters, at most <see cref="Attempt.AnswerLimit"/> characters.</summary>
    public static string Of(Channel channel, string answer)
    {
        // Secrets first: what is cut in the middle could not be found any more.
        var clean = new string([.. channel.Redact(answer).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]).Trim();
        return clean.Length <= Attempt.AnswerLimit ? clean : clean[..(Attempt.AnswerLimit - 1)] + "…";
    }
}
