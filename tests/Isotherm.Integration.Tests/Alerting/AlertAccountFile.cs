using System.Text;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Isotherm.Alerts.Rules;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Storage.Accounts;
using Isotherm.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Isotherm.Integration.Tests.Alerting;

/// <summary>The accounts of a server that is to be started: one account with a key, a webhook, and a rule about clusters below critical.</summary>
internal static class AlertAccountFile
{
    public const string Owner = "eip155:1:0x00000000000000000000000000000000000000Aa";

    /// <summary>Writes it.</summary>
    /// <returns>The API key.</returns>
    public static async Task<string> WriteAsync(string directory, HookReceiver receiver, CancellationToken ct)
    {
        await using SqliteAccounts accounts = SqliteAccounts.Open(directory, TimeProvider.System);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        StoredSession session = new() { Id = Token.Id(), Account = Owner, CreatedAt = now, LastSeenAt = now, ExpiresAt = now.AddDays(1), EndsAt = now.AddDays(1), Agent = "test" };
        await accounts.StartSessionAsync(session, Token.Hash(Token.Session()), null, new AuditNote(AuditActions.SignedIn, Owner), ct);
        string key = Token.Key();
        StoredKey stored = new() { Id = Token.Id(), Account = Owner, Name = "test", Hint = Token.Hint(key), Scopes = Scopes.All, CreatedAt = now };
        Assert.True(await accounts.AddKeyAsync(stored, Token.Hash(key), new AuditNote(AuditActions.KeyMade, Owner), ct));

        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes($$$"""{"name":"hook","kind":"webhook","settings":{"url":"{{{receiver.Url}}}"}}""");
        Channel channel = ChannelJson.Parse(body, "hook", Owner, null, new OutboundPolicy { Allowed = AllowList.Parse([receiver.Target]) }).Channel!;
        SealedChannel closed = ChannelSeal.Close(channel, Box(directory));
        SqliteRules rules = new(accounts, TimeProvider.System);
        Assert.Equal(KeepResult.Kept, await rules.AddChannelAsync(new StoredChannel(channel.Id, Owner, Encoding.UTF8.GetString(closed.Open.Span), closed.Sealed), new AuditNote(AuditActions.ChannelMade, Owner, channel.Id), ct));
        Rule rule = new()
        {
            Id = "red",
            Owner = Owner,
            Network = "demo",
            Name = "red",
            Kind = new RuleKind.RatioBelow(RatioLevel.Critical),
            GroupWaitSeconds = 0,
            Channels = [channel.Id],
        };
        Assert.Equal(KeepResult.Kept, await rules.AddRuleAsync(new StoredRule(rule.Id, Owner, rule.Network, Encoding.UTF8.GetString(RuleJson.Write(rule))), new AuditNote(AuditActions.RuleMade, Owner, rule.Id), ct));
        return key;
    }

    private static SecretBox Box(string directory)
    {
        ServiceCollection services = new();
        services.AddDataProtection().SetApplicationName("Isotherm");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeyRing(directory));
        return new SecretBox(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>());
    }
}
