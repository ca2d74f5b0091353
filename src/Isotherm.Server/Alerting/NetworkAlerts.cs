using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Pictures;
using Isotherm.Storage;
using Isotherm.Storage.Alerting;

namespace Isotherm.Server.Alerting;

/// <summary>
/// A network's alert rules beside its fold: the same writer, the same entries. What they make of an entry is stored with it; dropped
/// with the fold when a commit fails. Where rules can't be read, nothing is judged and open episodes stay as they are.
/// </summary>
internal sealed class NetworkAlerts
{
    private const ulong RecallBlocks = 64;

    private readonly AlertContext _context;
    private readonly IRuleBooks _books;
    private readonly IReadOnlyList<StoredEpisode> _stored;
    private AlertFold? _fold;
    private RuleBook? _book;

    private NetworkAlerts(AlertContext context, IRuleBooks books, IReadOnlyList<StoredEpisode> stored) =>
        (_context, _books, _stored) = (context, books, stored);

    /// <summary>Goes on from the episodes that the journal holds.</summary>
    public static async Task<NetworkAlerts> LoadAsync(NetworkDefinition definition, IJournal journal, IRuleBooks books, CancellationToken ct)
    {
        var alerts = new NetworkAlerts(ContextOf(definition), books, await journal.EpisodesAsync(ct));
        alerts.Begin();
        return alerts;
    }

    /// <summary>What messages say of a network.</summary>
    public static AlertContext ContextOf(NetworkDefinition definition)
    {
        var rules = definition.Rules;
        var label = definition.Simulation?.Label ?? (definition.IsReplay ? "replay" : null);
        return new AlertContext(rules.NetworkId, definition.Name, rules.TokenSymbol, rules.TokenDecimals, rules.Confirmations, label);
    }

    /// <summary>How all alerts stand, for people; null while rules can't be read.</summary>
    public AlertBoard? Board => _fold?.Board();

    /// <summary>The state of the head, with what rules must know of the blocks before it.</summary>
    /// <param name="journal">The record.</param>
    /// <param name="rules">The network's.</param>
    /// <param name="head">The head's number.</param>
    /// <param name="ct">Cancels the replay.</param>
    /// <exception cref="InvalidDataException">The journal does not replay to the hashes that it holds.</exception>
    public async Task<NetworkState> RecallAsync(IJournal journal, NetworkRules rules, ulong head, CancellationToken ct)
    {
        var back = (ulong)(_fold?.Lookback ?? 0);
        var from = await FirstAsync(journal, head > back ? head - back : 0, head, ct);
        var state = await StateReplay.AtAsync(journal, rules, from, ct);
        _fold?.Recall(new AlertView(state, state.Picture!, null, [], []));
        while (from < head)
        {
            foreach (var stored in await journal.CanonicalAsync(from + 1, Math.Min(head, from + RecallBlocks), ct))
            {
                var before = state.Picture;
                var applied = StateReplay.Apply(state, stored);
                _fold?.Recall(new AlertView(state, applied.Picture, before, applied.Transitions, stored.Facts));
                from = stored.Block.Header.Number;
            }
        }

        return state;
    }

    /// <summary>Takes over rules that changed since the entry before.</summary>
    /// <returns>The entry that says what follows from that; null for nothing.</returns>
    public JournalEntry? TakeRules(DateTimeOffset now)
    {
        Begin();
        if (_fold is null || _books.Current is not { } book || book.Version == _book!.Version)
            return null;
        _book = book;
        return Entry(_fold.SetRules(book, now), now);
    }

    /// <summary>What rules make of a block; null for nothing.</summary>
    public AlertShare? Extend(IAlertView view, bool tell, DateTimeOffset now) => Share(_fold?.Extend(view, tell, now), now);

    /// <summary>What they make of a rewind; null for nothing.</summary>
    /// <param name="to">The block that is head again.</param>
    /// <param name="judged">What takes back the judgements after it, newest first.</param>
    /// <param name="now">Wall-clock time.</param>
    /// <exception cref="InvalidDataException">Judgements have to be taken back, and the rules can't be read.</exception>
    public AlertShare? Rewind(BlockRef to, IReadOnlyList<ReadOnlyMemory<byte>> judged, DateTimeOffset now)
    {
        Begin();
        if (_fold is null && judged.Count > 0)
            throw new InvalidDataException("A reorganisation takes alerts back, but the alert rules can't be read; the accounts' own message says why.");
        return Share(_fold?.Rewind(to, judged, now), now);
    }

    /// <summary>What they make of the time; null for nothing.</summary>
    public JournalEntry? Clock(DataState data, DateTimeOffset now) => Entry(_fold?.Clock(data, now), now);

    // The lowest recorded block from a height on.
    private static async Task<ulong> FirstAsync(IJournal journal, ulong from, ulong head, CancellationToken ct) =>
        from < head && await journal.BlockAsync(from, ct) is null ? (await journal.RecentAsync((int)(head - from), ct))[0].Number : from;

    private void Begin()
    {
        if (_fold is not null || _books.Current is not { } book)
            return;
        _book = book;
        _fold = new AlertFold(_context, book, [.. _stored.Select(static episode => (episode.Key, episode.State))]);
    }

    private static JournalEntry.ClockEntry? Entry(AlertStep? step, DateTimeOffset now) =>
        Share(step, now) is { } share ? new JournalEntry.ClockEntry(now) { Alerts = share } : null;

    private static AlertShare? Share(AlertStep? step, DateTimeOffset now) => step is null or { IsEmpty: true } ? null : AlertShares.Of(step, now);
}
