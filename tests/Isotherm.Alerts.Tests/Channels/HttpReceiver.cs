using System.Collections.Concurrent;
using System.Net;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Isotherm.Alerts.Tests.Channels;

/// <summary>A real web server on loopback that keeps what it gets and answers as it is told.</summary>
internal sealed class HttpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpReceiver(WebApplication app, Uri url) => (_app, Url) = (app, url);

    public sealed record Got(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers);

    public Uri Url { get; }

    public ConcurrentQueue<Got> Requests { get; } = new();

    public Func<HttpContext, int, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<HttpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        HttpReceiver? receiver = null;
        app.Run(context => receiver!.TakeAsync(context));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return receiver = new HttpReceiver(app, new Uri(address));
    }

    public OutboundPolicy Policy(TimeSpan? timeout = null) => Sample.Local($"127.0.0.1:{Url.Port}") with { RequestTimeout = timeout ?? TimeSpan.FromSeconds(10) };

    /// <summary>A sender whose services are this receiver.</summary>
    public ChannelSender Sender(TimeProvider? time = null, TimeSpan? timeout = null, INoticeBoard? notices = null)
    {
        var dialer = new OutboundDialer(Policy(timeout), new SystemResolver(), TimeProvider.System);
        var options = Sample.Options with { TelegramApi = Url, PagerDutyApi = Url };
        return new ChannelSender(new OutboundHttp(dialer, TimeProvider.System), dialer, notices ?? new NoticeBoard(), options, time ?? TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new Got(context.Request.Path + context.Request.QueryString, body.ToArray(), headers));
        await Answer(context, Requests.Count);
    }
}
