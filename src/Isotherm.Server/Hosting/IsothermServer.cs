using System.IO.Compression;
using Isotherm.Alerts.Delivery;
using Isotherm.Server.Alerting;
using Isotherm.Server.Api;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Api;
using Isotherm.Server.Auth.Wire;
using Isotherm.Server.Observability;
using Isotherm.Server.Streaming;
using Isotherm.Server.Wire;
using Isotherm.Storage;
using Isotherm.Storage.Accounts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Scalar.AspNetCore;

namespace Isotherm.Server.Hosting;

/// <summary>Puts the server together: services, then the pipeline in the order in which a request meets it.</summary>
internal static class IsothermServer
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(6); // deliveries under way have four of them

    /// <summary>A server over these networks, not started.</summary>
    /// <param name="options">How it is set.</param>
    /// <param name="manifests">Its networks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">What else takes its log, from the first line on; null for nothing else.</param>
    public static WebApplication Build(ServerOptions options, NetworkManifests manifests, TimeProvider time, Action<ILoggingBuilder>? log = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => KestrelLimits.Apply(kestrel, options));
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // that its keys lie unencrypted is our decision: docs/sign-in.md
        log?.Invoke(builder.Logging);
        AddServices(builder.Services, options, manifests, time);
        var app = builder.Build();
        app.Services.GetRequiredService<ServerMeter>().Watch(
            app.Services.GetRequiredService<NetworkDirectory>().All, app.Services.GetRequiredService<ViewerGate>(), app.Services.GetRequiredService<DeliveryPump>(), time);
        Pipeline(app, options);
        return app;
    }

    private static void AddServices(
        IServiceCollection services, ServerOptions options, NetworkManifests manifests, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton<ServerMeter>();
        services.AddSingleton<HeatmapCache>();
        services.AddSingleton(provider => new ViewerGate(options.MaxViewers, provider.GetRequiredService<ServerMeter>()));
        services.AddSingleton(provider => new NetworkDirectory(
            [.. manifests.Networks.Select(definition => ActivatorUtilities.CreateInstance<NetworkRuntime>(provider, definition))], manifests.Refused));
        services.AddAuth(options, manifests, time);
        services.AddAlerts(options);
        services.AddHostedService<NetworkService>();
        services.AddHostedService<HeartbeatService>();
        services.AddSingleton<ColumnsAhead>();
        services.AddHostedService(static provider => provider.GetRequiredService<ColumnsAhead>());
        services.Configure<HostOptions>(static host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (ShutdownTime, true));
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default));
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.TypeInfoResolverChain.Insert(1, AuthJson.Default));
        services.AddApiDescription();
        services.AddResponseCompression(static compression =>
        {
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, BodyFormat.Csv, BodyFormat.Columns, "application/problem+json", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddOpenTelemetry().ConfigureResource(static resource => resource.AddService("isotherm")).WithMetrics(static metrics => metrics.AddMeter(ServerMeter.Name).AddPrometheusExporter());
    }

    private static void Pipeline(WebApplication app, ServerOptions options)
    {
        app.UseTrustedProxies(options.TrustedProxies);
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = static http => Problems.Of(http.Features.Get<IExceptionHandlerFeature>()?.Error).ExecuteAsync(http),
            SuppressDiagnosticsCallback = static failed => failed.Exception is JournalRefusedException or AccountsRefusedException or BadHttpRequestException, // said once, by the network; or the client's own
        });
        app.UseStatusCodePages(static pages => Problems.ByStatus(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext));
        app.UseResponseCompression();
        app.UsePage(options.Web, ActivatorUtilities.CreateInstance<EarlyHeatmap>(app.Services, options.SignIn));
        app.UseHeadRequests();
        app.UseRouting();
        app.UseCallers();
        app.UseRateLimiter();
        app.UseGate(options.SignIn);
        var api = app.MapGroup("/api/v1").WithTags("API");
        api.MapNetworks();
        api.MapHeatmap();
        api.MapStream();
        api.MapClusters();
        api.MapQueue();
        api.MapQueueHistory();
        api.MapTransitions();
        api.MapThresholds();
        api.MapAudit();
        api.MapPlanning();
        api.MapTime();
        api.MapLeadTime();
        api.MapAuth();
        api.MapAlerts();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs", static docs =>
            docs.WithTitle("Isotherm API").WithNonce().DisableDefaultFonts().DisableAgent().HideDeveloperTools());
    }
}
