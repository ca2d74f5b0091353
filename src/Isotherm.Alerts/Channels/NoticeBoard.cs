namespace Isotherm.Alerts.Channels;

/// <summary>
/// Notices in memory: the last 200 of each account, at most 1 000 accounts; beyond that the oldest are dropped. The delivery log keeps
/// all of them. Safe to call from any thread.
/// </summary>
public sealed class NoticeBoard : INoticeBoard
{
    /// <summary>Notices kept for an account.</summary>
    public const int PerOwner = 200;

    /// <summary>Accounts kept.</summary>
    public const int Owners = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedList<Notice>> _byOwner = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public ValueTask PostAsync(Notice notice, CancellationToken ct)
    {
        lock (_gate)
        {
            if (!_byOwner.TryGetValue(notice.Owner, out var notices))
            {
                if (_byOwner.Count >= Owners)
                    _byOwner.Remove(_byOwner.MinBy(o => o.Value.First!.Value.At).Key);
                _byOwner.Add(notice.Owner, notices = []);
            }

            if (notices.All(n => n.Id != notice.Id))
                notices.AddFirst(notice);
            if (notices.Count > PerOwner)
                notices.RemoveLast();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>An account's notices, newest first.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="after">Only those put up later; null for all.</param>
    public IReadOnlyList<Notice> Of(string owner, DateTimeOffset? after)
    {
        lock (_gate)
        {
            return _byOwner.TryGetValue(owner, out var notices) ? [.. notices.Where(n => after is null || n.At > after)] : [];
        }
    }
}
