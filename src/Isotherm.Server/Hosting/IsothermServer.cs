using System.IO.Compression;
using Isotherm.Server.Api;
using Isotherm.Server.Observability;
using Isotherm.Server.Streaming;
using Isotherm.Server.Wire;
using Isotherm.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Scalar.AspNetCore;

namespace Isotherm.Server.Hosting;

/// <summary>Puts the server together: services, then the pipeline in the order in which a request meets it.</summary>
internal static class IsothermServer
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(4);

    /// <summary>A server over these networks, not started.</summary>
    public static WebApplication Build(ServerOptions options, NetworkManifests manifests, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => KestrelLimits.Apply(kestrel, options));
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        AddServices(builder.Services, options, manifests, time);
        var app = builder.Build();
        app.Services.GetRequiredService<ServerMeter>().Watch(
            app.Services.GetRequiredService<NetworkDirectory>().All, app.Services.GetRequiredService<ViewerGate>(), time);
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
        services.AddHostedService<NetworkService>();
        services.AddHostedService<HeartbeatService>();
        services.Configure<HostOptions>(static host => host.ShutdownTimeout = ShutdownTime);
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default));
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
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = static http => Problems.Of(http.Features.Get<IExceptionHandlerFeature>()?.Error).ExecuteAsync(http),
            SuppressDiagnosticsCallback = static failed => failed.Exception is JournalRefusedException, // said once, by the network
        });
        app.UseStatusCodePages(static pages => Problems.ByStatus(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext));
        app.UseResponseCompression();
        app.UsePage(options.Web);
        app.UseHeadRequests();
        app.UseRouting();
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
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs", static docs =>
            docs.WithTitle("Isotherm API").WithNonce().DisableDefaultFonts().DisableAgent().HideDeveloperTools());
    }
}
