using System.Text;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Isotherm.Alerts.Rules;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Storage.Accounts;
using Isotherm.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Isotherm.Bench.Alerts;

/// <summary>The accounts of a server that is to be started: one account whose rules each have a channel that leads to a receiver.</summary>
internal static class AlertAccount
{
    private const string Owner = "eip155:1:0x00000000000000000000000000000000000000Aa";

    /// <summary>Writes <c>accounts.db</c> into a server's data directory.</summary>
    /// <param name="directory">Made when it is not there.</param>
    /// <param name="rules">About clusters below critical.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync(string directory, IReadOnlyList<Told> rules, CancellationToken ct)
    {
        Directory.CreateDirectory(directory);
        await using var accounts = SqliteAccounts.Open(directory, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var session = new StoredSession { Id = Token.Id(), Account = Owner, CreatedAt = now, LastSeenAt = now, ExpiresAt = now.AddDays(1), EndsAt = now.AddDays(1), Agent = "bench" };
        await accounts.StartSessionAsync(session, Token.Hash(Token.Session()), null, new AuditNote(AuditActions.SignedIn, Owner), ct);
        var store = new SqliteRules(accounts, TimeProvider.System);
        foreach (var told in rules)
        {
            var channel = ChannelOf(told);
            var closed = ChannelSeal.Close(channel, Box(directory));
            Check(await store.AddChannelAsync(new StoredChannel(channel.Id, Owner, Encoding.UTF8.GetString(closed.Open.Span), closed.Sealed), new AuditNote(AuditActions.ChannelMade, Owner, channel.Id), ct));
            var rule = new Rule
            {
                Id = told.Name,
                Owner = Owner,
                Network = "demo",
                Name = told.Name,
                Kind = new RuleKind.RatioBelow(RatioLevel.Critical),
                Scope = told.Scope,
                GroupWaitSeconds = told.GroupWaitSeconds,
                Channels = [channel.Id],
            };
            Check(await store.AddRuleAsync(new StoredRule(rule.Id, Owner, rule.Network, Encoding.UTF8.GetString(RuleJson.Write(rule))), new AuditNote(AuditActions.RuleMade, Owner, rule.Id), ct));
        }
    }

    private static Channel ChannelOf(Told told)
    {
        var kind = told.Kind.ToString().ToLowerInvariant();
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes($$$"""{"name":"{{{told.Name}}}","kind":"{{{kind}}}","settings":{"url":"{{{told.Receiver.Url}}}"}}""");
        var reading = ChannelJson.Parse(body, told.Name, Owner, null, new OutboundPolicy { Allowed = AllowList.Parse([told.Receiver.Target]) });
        return reading.Channel ?? throw new InvalidOperationException($"The measurement's channel: {string.Join("; ", reading.Problems)}");
    }

    private static void Check(KeepResult kept)
    {
        if (kept != KeepResult.Kept)
            throw new InvalidOperationException($"The measurement's rule or channel was not kept: {kept}.");
    }

    private static SecretBox Box(string directory)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("Isotherm");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeyRing(directory));
        return new SecretBox(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>());
    }

    /// <summary>A rule and where it tells.</summary>
    /// <param name="Name">Names the rule and its channel.</param>
    /// <param name="Kind">The channel's.</param>
    /// <param name="Receiver">Who gets it.</param>
    /// <param name="Scope">Clusters.</param>
    /// <param name="GroupWaitSeconds">As the rule's.</param>
    internal sealed record Told(string Name, ChannelKind Kind, HookReceiver Receiver, RuleScope Scope, int GroupWaitSeconds);
}
