using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Storage.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;

namespace Isotherm.Server.Auth;

/// <summary>Puts sign-in, sessions, keys and limits together.</summary>
internal static class AuthServices
{
    /// <summary>Adds them. The accounts' file is opened when it is first asked for.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services, ServerOptions options, NetworkManifests manifests, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton<PublicOrigins>();
        services.AddSingleton<LiveLinks>();
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<CallerStream>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<IWalletChains>(_ => new FollowedChains(
            manifests.Networks.Where(static network => network.ChainId is not null).Select(static network => (network.ChainId!.Value, network.Nodes)), options.SignInChains, time));
        services.AddSingleton<IAccountStore>(_ => SqliteAccounts.Open(options.Data, time));
        services.AddSingleton(static provider => new Lazy<IAccountStore>(provider.GetRequiredService<IAccountStore>, LazyThreadSafetyMode.PublicationOnly));
        services.AddDataProtection().SetApplicationName("Isotherm");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeyRing(options.Data));
        services.AddSingleton<SecretBox>();
        return services.AddRequestLimits(options.RateLimits);
    }

    /// <summary>Believes a reverse proxy that is named about where a request comes from; by default nobody.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<System.Net.IPAddress> proxies)
    {
        if (proxies.Count == 0)
            return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownProxies.Add(proxy);
        app.UseForwardedHeaders(forwarded);
    }
}
