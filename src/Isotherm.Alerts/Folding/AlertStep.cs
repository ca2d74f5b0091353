using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Folding;

/// <summary>What rules made of one journal entry; all of it commits in that entry's transaction.</summary>
/// <param name="Changes">Episodes that changed, each under its own key, at most once.</param>
/// <param name="Undo">What takes the judgement of this entry back when its block is orphaned; empty where nothing was judged. Opaque.</param>
/// <param name="Messages">To be sent, in order.</param>
public sealed record AlertStep(IReadOnlyList<EpisodeChange> Changes, ReadOnlyMemory<byte> Undo, IReadOnlyList<AlertMessage> Messages)
{
    /// <summary>Nothing changed.</summary>
    public static AlertStep None { get; } = new([], ReadOnlyMemory<byte>.Empty, []);

    /// <summary>Whether nothing has to be stored.</summary>
    public bool IsEmpty => Changes.Count == 0 && Undo.IsEmpty && Messages.Count == 0;
}
