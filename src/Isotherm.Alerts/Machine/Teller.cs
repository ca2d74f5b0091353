using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>
/// Messages are the difference between what is judged and what was told. Compares the two for entries that changed or that are held
/// back, and gathers subjects that begin together into incidents.
/// </summary>
internal sealed class Teller(EpisodeTable table, TellerState state)
{
    private readonly Dictionary<string, IncidentDraft> _drafts = new(StringComparer.Ordinal);
    private readonly List<IncidentDraft> _order = [];
    private readonly Dictionary<string, IncidentDraft?> _gathering = new(StringComparer.Ordinal);
    private readonly List<(Entry Entry, Watch Watch, QueueStages Stage)> _alone = [];

    /// <summary>Everything that is to be said now.</summary>
    internal List<AlertMessage> Tell()
    {
        var held = new HashSet<Entry>();
        RuleRun? run = null;
        foreach (var entry in table.Touched.Order(Entry.Order).ToList())
        {
            if (entry.Run != run)
                JoinAlone();
            run = entry.Run;
            if (!Settle(entry))
                held.Add(entry);
        }

        JoinAlone();
        table.Touched.Clear();
        table.Touched.UnionWith(held);
        List<AlertMessage> messages = [];
        foreach (var draft in _order)
            Conclude(draft, messages);
        foreach (var due in table.Waiting.Select(id => table.Incident(id)!).Where(one => one.DueAt <= state.NowMilliseconds).OrderBy(one => one.DueAt).ThenBy(one => one.AlertId, StringComparer.Ordinal).ToList())
            TellDue(due, messages);
        return messages;
    }

    /// <summary>Brings one entry's telling up to its judgement.</summary>
    /// <returns>False when it must be looked at again.</returns>
    private bool Settle(Entry entry)
    {
        var watch = entry.Judged;
        var isOpen = watch is { IsOpen: true };
        // An orphaned end and new beginning: it went on all the time, and what was told stands.
        if (state.IsRewind && isOpen && entry.Spoken.IsOpen)
            table.Tell(entry, entry.Spoken with { FiredIn = watch!.Fired!.Block.Hash });
        if (entry.Spoken.IsOpen && (!isOpen || entry.Spoken.FiredIn != watch!.Fired!.Block.Hash))
        {
            if (!isOpen && !state.IsRewind && (entry.Key.IsHappening || (entry.Spoken.Stage == QueueStages.Liquidated && table.MembersOf(entry.Spoken.AlertId).Count > 1)))
                CloseSilently(entry);
            else
                Leave(entry);
        }

        if (!isOpen)
            return true;
        return entry.Spoken.IsOpen ? GoOn(entry, watch!) : Begin(entry, watch!);
    }

    private bool Begin(Entry entry, Watch watch)
    {
        // What comes back by a rewind is told with the next block, if it still holds then.
        if (state.IsRewind || state.View is null)
            return false;
        if (!state.IsLive)
        {
            if (watch.Phase != Phase.Happened)
                return false;
            table.Tell(entry, entry.Spoken with { AlertId = "", IsOpen = true, FiredIn = watch.Fired!.Block.Hash, Stage = watch.Stage });
            return true;
        }

        var stage = StageToTell(entry, watch);
        if (entry.Run.Rule.Kind is RuleKind.Queue && stage == QueueStages.None)
            return true;
        if (IsHeldBack(entry) || IsSnoozed(entry))
            return false;
        Join(entry, watch, stage);
        return true;
    }

    private bool GoOn(Entry entry, Watch watch)
    {
        if (entry.Spoken.AlertId.Length == 0 || state.IsRewind || state.View is null)
            return entry.Spoken.AlertId.Length == 0;
        if (!state.IsLive)
            return false;
        var isSnoozed = IsSnoozed(entry);
        var stage = StageToTell(entry, watch);
        var isNews = stage != QueueStages.None && IsNews(entry.Spoken.Stage, stage);
        var isOver = entry.Spoken.IsSnoozed && !isSnoozed;
        if (entry.Spoken.IsSnoozed != isSnoozed)
            table.Tell(entry, entry.Spoken with { IsSnoozed = isSnoozed });
        if (!isSnoozed && (isNews || isOver) && DraftOf(entry.Spoken.AlertId) is { } draft)
        {
            table.Tell(entry, entry.Spoken with { Stage = stage == QueueStages.None ? entry.Spoken.Stage : stage });
            draft.News.Add(entry);
        }

        return !isSnoozed;
    }

    private void Join(Entry entry, Watch watch, QueueStages stage)
    {
        var told = entry.Spoken;
        var mayReopen = told.AlertId.Length > 0 && state.Number <= told.KeptUntil && (told.IsRetracted || told.FiredIn == watch.Fired!.Block.Hash);
        var draft = mayReopen ? DraftOf(told.AlertId) : null;
        draft ??= Gathering(entry);
        if (draft is null && entry.Run.Rule.GroupWaitSeconds == 0 && entry.Cluster is not null)
            _alone.Add((entry, watch, stage));
        else
            Join(draft ?? New(entry, watch, GroupOf(entry)), entry, watch, stage);
    }

    private void Join(IncidentDraft draft, Entry entry, Watch watch, QueueStages stage)
    {
        var told = entry.Spoken;
        draft.Joined.Add(entry);
        table.Tell(entry, new Member { AlertId = draft.Incident.AlertId, IsOpen = true, FiredIn = watch.Fired!.Block.Hash, Stage = stage, WokenBps = told.WokenBps, Slot = told.Slot });
    }

    /// <summary>Clusters that begin at once under a rule that does not group: an incident each, or one for all of them in a storm.</summary>
    private void JoinAlone()
    {
        foreach (var aspect in _alone.GroupBy(static one => one.Entry.Key.IsBlind))
        {
            var all = aspect.ToList();
            var storm = all.Count > AlertFold.MostAlone ? New(all[0].Entry, all[0].Watch, AllOf(all[0].Entry)) : null;
            foreach (var (entry, watch, stage) in all)
                Join(storm ?? New(entry, watch, GroupOf(entry)), entry, watch, stage);
        }

        _alone.Clear();
    }

    private IncidentDraft? Gathering(Entry entry)
    {
        if (entry.Run.Rule.GroupWaitSeconds == 0)
            return null;
        var group = GroupOf(entry);
        if (_gathering.TryGetValue(group, out var draft))
            return draft;
        var open = table.LastOpenOf(group);
        return _gathering[group] = open is not null && open.GathersUntil > state.NowMilliseconds ? DraftOf(open.AlertId) : null;
    }

    private IncidentDraft New(Entry entry, Watch watch, string group)
    {
        var alertId = Identity.AlertId(state.Context.Network, entry.Run.Rule.Id, group, entry.Key.Text, watch.Fired!.Block);
        // The same firing again, after all that was told of it was forgotten.
        for (var again = 1; table.Incident(alertId) is not null || _drafts.ContainsKey(alertId); again++)
            alertId = Identity.AlertId(state.Context.Network, entry.Run.Rule.Id, $"{group}+{again}", entry.Key.Text, watch.Fired.Block);
        var draft = new IncidentDraft(
            new Incident { AlertId = alertId, Rule = entry.Run.Rule.Id, RuleName = entry.Run.Rule.Name, Group = group, First = watch.Fired }, entry.Run, entry.Key.IsBlind, isFresh: true);
        _drafts.Add(alertId, draft);
        _order.Add(draft);
        if (entry.Run.Rule.GroupWaitSeconds > 0)
            _gathering[group] = draft;
        return draft;
    }

    private IncidentDraft? DraftOf(string alertId)
    {
        if (_drafts.TryGetValue(alertId, out var draft))
            return draft;
        if (table.Incident(alertId) is not { } incident || state.RunOf(incident.Rule) is not { } run)
            return null;
        draft = new(incident, run, incident.Group.Contains("/blind/", StringComparison.Ordinal), isFresh: incident.IsClosed);
        _drafts.Add(alertId, draft);
        _order.Add(draft);
        return draft;
    }

    private void Leave(Entry entry)
    {
        var told = entry.Spoken;
        if (told.AlertId.Length > 0 && DraftOf(told.AlertId) is { } draft)
            draft.Left.Add(entry);
        table.Tell(entry, told.AlertId.Length == 0 ? null : told with { IsOpen = false, IsRetracted = state.IsRewind, IsSnoozed = false, KeptUntil = state.Number + AlertFold.ReopenBlocks });
    }

    /// <summary>The memory of what happened fades; nobody is told that it is over. Who was liquidated alone is told of once more, so that no incident stays open elsewhere.</summary>
    private void CloseSilently(Entry entry)
    {
        var told = entry.Spoken;
        table.Tell(entry, null);
        if (table.Incident(told.AlertId) is { } incident && table.MembersOf(told.AlertId).Count == 0)
            table.Put(incident with { IsClosed = true, DueAt = 0, KeptUntil = state.Number });
    }

    private void Conclude(IncidentDraft draft, List<AlertMessage> messages)
    {
        var members = table.MembersOf(draft.Incident.AlertId);
        var incident = draft.Incident with { Told = draft.Incident.Told + draft.Joined.Count };
        var wait = draft.Run.Rule.GroupWaitSeconds * 1_000L;
        if (draft.IsFresh && members.Count > 0)
        {
            incident = incident with { IsClosed = false, Told = Math.Max(members.Count, draft.Incident.Told), GathersUntil = state.NowMilliseconds + wait, DueAt = 0 };
            Say(messages, draft, incident, draft.IsBlind ? MessageKind.Blind : MessageKind.Fire, members);
        }
        else if (members.Count == 0)
        {
            if (!draft.Incident.IsClosed && draft.Left.Count > 0)
            {
                incident = incident with { IsClosed = true, DueAt = 0, KeptUntil = state.Number + AlertFold.ReopenBlocks };
                Say(messages, draft, incident, state.IsRewind ? MessageKind.Retract : draft.IsBlind ? MessageKind.Sighted : MessageKind.Resolve, draft.Left);
            }
        }
        else if (draft.News.Count > 0 || (state.IsRewind && draft.Left.Count > 0))
        {
            Say(messages, draft, incident with { DueAt = 0 }, MessageKind.Update, draft.News.Count > 0 ? draft.News : members);
        }
        else if (draft.Joined.Count > 0 || draft.Left.Count > 0)
        {
            var due = incident.DueAt > 0 ? incident.DueAt : state.NowMilliseconds + wait;
            table.Put(incident with { DueAt = due, GathersUntil = draft.Joined.Count > 0 ? Math.Max(incident.GathersUntil, due) : incident.GathersUntil });
        }
    }

    private void TellDue(Incident incident, List<AlertMessage> messages)
    {
        if (state.View is null || !state.IsLive || state.IsRewind || state.RunOf(incident.Rule) is not { } run)
            return;
        var draft = new IncidentDraft(incident, run, incident.Group.Contains("/blind/", StringComparison.Ordinal), isFresh: false);
        Say(messages, draft, incident with { DueAt = 0 }, draft.IsBlind ? MessageKind.Blind : MessageKind.Update, table.MembersOf(incident.AlertId));
    }

    private void Say(List<AlertMessage> messages, IncidentDraft draft, Incident incident, MessageKind kind, IReadOnlyCollection<Entry> about)
    {
        incident = incident with { Transition = incident.Transition + 1 };
        var composed = Composer.Compose(state, draft, incident, kind, about, table.MembersOf(incident.AlertId).Count);
        messages.Add(composed.Message);
        incident = incident with { Subjects = composed.Message.Subjects };
        var line = new HistoryLine(incident.Transition, kind, composed.Why);
        var kept = incident.History.Count < Incident.MaxHistory ? incident.History : [incident.History[0], .. incident.History.Skip(2)];
        table.Put(incident with { History = [.. kept, line] });
        // The incident may be spoken of again in this step.
        draft.Incident = table.Incident(incident.AlertId)!;
    }

    private static string GroupOf(Entry entry) =>
        AllOf(entry) + (entry.Run.Rule.GroupWaitSeconds == 0 || entry.Cluster is null ? entry.Key.Text : "");

    private static string AllOf(Entry entry) =>
        $"{entry.Run.Rule.Id}/{(entry.Key.IsBlind ? "blind" : entry.Cluster is null ? "network" : "cluster")}/";

    /// <summary>Milestones go forward; what a reorganisation puts before a told one is told again by being reached.</summary>
    private static bool IsNews(QueueStages told, QueueStages stage) =>
        stage != told && (stage > told || told is QueueStages.Blocked or QueueStages.Recovered or QueueStages.Liquidated);

    private static QueueStages StageToTell(Entry entry, Watch watch) =>
        entry.Run.Rule.Kind is RuleKind.Queue queue ? QueueJudge.Spoken(queue.Stages, watch.Stage) : QueueStages.None;

    /// <summary>A graver rule of the same owner speaks of this cluster.</summary>
    private static bool IsHeldBack(Entry entry)
    {
        if (entry.Cluster is not { } cluster || entry.Key.IsBlind)
            return false;
        foreach (var senior in entry.Run.Seniors)
        {
            if (senior.Entries.TryGetValue(cluster, out var graver) && graver.Judged is { IsOpen: true } watch
                && (senior.Rule.Kind is not RuleKind.Queue queue || QueueJudge.Spoken(queue.Stages, watch.Stage) != QueueStages.None))
                return true;
        }

        return false;
    }

    private bool IsSnoozed(Entry entry)
    {
        foreach (var snooze in state.Snoozes)
        {
            if (!snooze.IsOn(entry.Run.Rule.Id, entry.Cluster, state.Now) || (snooze.Until is null && state.IsCritical(entry.Run)))
                continue;
            if (snooze.UntilWorseThanBps is not { } worse || entry.Cluster is null)
                return true;
            if (entry.Spoken.WokenBps == worse)
                continue;
            if (!IsWorse(entry, worse))
                return true;
            table.Tell(entry, entry.Spoken with { WokenBps = worse });
        }

        return false;
    }

    private bool IsWorse(Entry entry, uint bps) =>
        state.View is { } view && view.RowOf(entry.Cluster!.Value) is { } row
        && view.RatioAt(row) is { } ratio && ratio < bps * System.Numerics.BigInteger.Pow(10, 14);
}
