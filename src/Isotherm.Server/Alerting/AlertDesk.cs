using System.Text;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Rules;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Alerting;

/// <summary>
/// What accounts ask to be told, and where, kept in memory beside the store: networks' folds and the delivery pump read it, the API
/// changes it. A change is stored first and seen then.
/// </summary>
internal sealed partial class AlertDesk : IRuleBooks, IChannelDirectory, IDisposable
{
    private readonly Lazy<IRuleStore> _store;
    private readonly ISecretBox _box;
    private readonly ILogger<AlertDesk> _log;
    private readonly SemaphoreSlim _loading = new(1);
    private volatile DeskState? _state;

    public AlertDesk(Lazy<IRuleStore> store, ISecretBox box, ILogger<AlertDesk> log) => (_store, _box, _log) = (store, box, log);

    /// <inheritdoc />
    public RuleBook? Current => _state?.Book;

    /// <summary>All of it; read first where that has not been done.</summary>
    /// <exception cref="AccountsRefusedException">The accounts can't be read.</exception>
    public async ValueTask<DeskState> StateAsync(CancellationToken ct) => _state ?? await LoadAsync(ct);

    /// <summary>Reads all of it anew.</summary>
    /// <exception cref="AccountsRefusedException">The accounts can't be read.</exception>
    public async Task<DeskState> LoadAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            var settings = await _store.Value.ReadAsync(ct);
            return _state = DeskState.Of(settings, _box, id => UnreadRule(id));
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Makes a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="from">Where the request came from, for the audit log; so in all that follow.</param>
    /// <param name="ct">Cancels what is not stored yet.</param>
    public Task<KeepResult> AddAsync(Rule rule, string from, CancellationToken ct) =>
        ChangeAsync(store => store.AddRuleAsync(Stored(rule), DeskNotes.Made(rule, from), ct));

    /// <summary>Replaces a rule.</summary>
    public Task<KeepResult> ReplaceAsync(Rule rule, string from, CancellationToken ct) =>
        ChangeAsync(store => store.ReplaceRuleAsync(Stored(rule), DeskNotes.Changed(rule, _state?.Rule(rule.Id)?.Rule, from), ct));

    /// <summary>Deletes a rule.</summary>
    public Task<bool> DeleteRuleAsync(string owner, string id, string from, CancellationToken ct) =>
        ChangeAsync(store => store.DeleteRuleAsync(owner, id, new AuditNote(AuditActions.RuleDeleted, owner, id, from), ct));

    /// <summary>Makes a channel.</summary>
    public Task<KeepResult> AddAsync(Channel channel, string from, CancellationToken ct) =>
        ChangeAsync(store => store.AddChannelAsync(Stored(channel), DeskNotes.Made(channel, from), ct));

    /// <summary>Replaces a channel; one that the server turned off is on again if the new one is.</summary>
    public Task<KeepResult> ReplaceAsync(Channel channel, string from, CancellationToken ct) =>
        ChangeAsync(store => store.ReplaceChannelAsync(Stored(channel), DeskNotes.Changed(channel, Find(channel.Id), from), ct));

    /// <summary>Deletes a channel.</summary>
    public Task<bool> DeleteChannelAsync(string owner, string id, string from, CancellationToken ct) =>
        ChangeAsync(store => store.DeleteChannelAsync(owner, id, new AuditNote(AuditActions.ChannelDeleted, owner, id, from), ct));

    /// <summary>Silences a rule.</summary>
    public Task<KeepResult> SnoozeAsync(string owner, StoredSnooze snooze, string from, CancellationToken ct) =>
        ChangeAsync(store => store.SnoozeAsync(owner, snooze, DeskNotes.Snoozed(owner, snooze, from), ct));

    /// <summary>Ends a snooze.</summary>
    public Task<bool> WakeAsync(string owner, string rule, string? cluster, string from, CancellationToken ct) =>
        ChangeAsync(store => store.WakeAsync(owner, rule, cluster, new AuditNote(AuditActions.SnoozeEnded, owner, rule, from, DeskNotes.Of(cluster)), ct));

    /// <inheritdoc />
    public Channel? Find(string id) => _state?.Channel(id)?.Channel;

    /// <inheritdoc />
    public async ValueTask DisableAsync(string id, string why, CancellationToken ct)
    {
        await _store.Value.DisableChannelAsync(id, why, ct);
        await LoadAsync(ct);
        ChannelOff(id, why);
    }

    /// <inheritdoc />
    public void Dispose() => _loading.Dispose();

    private static StoredRule Stored(Rule rule) => new(rule.Id, rule.Owner, rule.Network, Encoding.UTF8.GetString(RuleJson.Write(rule)));

    private StoredChannel Stored(Channel channel)
    {
        var closed = ChannelSeal.Close(channel, _box);
        return new StoredChannel(channel.Id, channel.Owner, Encoding.UTF8.GetString(closed.Open.Span), closed.Sealed);
    }

    private async Task<T> ChangeAsync<T>(Func<IRuleStore, ValueTask<T>> change)
    {
        var result = await change(_store.Value);
        await LoadAsync(CancellationToken.None); // it is stored: it must be seen whoever has gone meanwhile
        return result;
    }

    [LoggerMessage(1401, LogLevel.Error, "Alert rule {Rule} can't be read by this version; it judges nothing")]
    private partial void UnreadRule(string rule);

    [LoggerMessage(1402, LogLevel.Warning, "Channel {Channel} was turned off: {Why}")]
    private partial void ChannelOff(string channel, string why);
}
