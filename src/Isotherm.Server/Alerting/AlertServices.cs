using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Outbound;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Alerting;

/// <summary>Puts rules, channels and delivery together.</summary>
internal static class AlertServices
{
    /// <summary>Adds them. Rules are read before the networks start: to be called before those are added as a service.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<ISecretBox>(static provider => provider.GetRequiredService<SecretBox>());
        services.AddSingleton(static provider => new Lazy<IRuleStore>(
            () => new SqliteRules((SqliteAccounts)provider.GetRequiredService<Lazy<IAccountStore>>().Value, provider.GetRequiredService<TimeProvider>()),
            LazyThreadSafetyMode.PublicationOnly));
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<IRuleBooks>(static provider => provider.GetRequiredService<AlertDesk>());
        services.AddSingleton<IChannelDirectory>(static provider => provider.GetRequiredService<AlertDesk>());
        services.AddHostedService<AlertDeskService>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<ServerOutbox>();
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<INoticeBoard>(static provider => provider.GetRequiredService<NoticeBoard>());
        services.AddSingleton(new OutboundPolicy { Allowed = options.AllowedTargets });
        services.AddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<OutboundDialer>();
        services.AddSingleton<OutboundHttp>();
        services.AddSingleton(new SenderOptions { PublicAddress = PublicAddress(options) });
        services.AddSingleton<ChannelSender>();
        services.AddSingleton<IChannelSender>(static provider => provider.GetRequiredService<ChannelSender>());
        services.AddSingleton<ChannelTester>();
        services.AddSingleton<BackTests>();
        services.AddSingleton(new DeliveryLimits());
        services.AddSingleton(static provider => new DeliveryPump(
            provider.GetRequiredService<ServerOutbox>(),
            provider.GetRequiredService<IChannelDirectory>(),
            provider.GetRequiredService<IChannelSender>(),
            static body => MessageJson.Read(body.Span),
            provider.GetRequiredService<DeliveryLimits>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared,
            provider.GetRequiredService<ILogger<DeliveryPump>>()));
        services.AddHostedService<DeliveryService>();
        services.AddSingleton<DeadManService>();
        services.AddHostedService(static provider => provider.GetRequiredService<DeadManService>());
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DeliveryPruning>(provider, options));
        return services;
    }

    private static Uri PublicAddress(ServerOptions options) =>
        new(options.PublicUrls.Count > 0 ? options.PublicUrls[0].ToString() : $"http://localhost:{options.Port}");
}
