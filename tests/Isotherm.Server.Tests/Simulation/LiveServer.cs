using System.Text.Json.Nodes;
using Isotherm.Server.Hosting;
using Isotherm.Server.Streaming;
using Isotherm.Storage.Sqlite;
using Isotherm.Testing.Canaries;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>The whole server in this process, on a free port, over a simulated chain and a fake clock. Its end fails a test in which a secret was heard.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsDirectory;

    private LiveServer(FakeChain chain, string directory, bool ownsDirectory, FakeTimeProvider time, ServerOptions options, NetworkManifests manifests)
    {
        (Chain, Directory, _ownsDirectory, Time) = (chain, directory, ownsDirectory, time);
        _app = IsothermServer.Build(options, manifests, time, log => log.AddFilter<CanaryLog>("Isotherm", LogLevel.Trace).AddProvider(new CanaryLog(Canaries)));
        Client = NewClient();
    }

    public CanaryWatch Canaries { get; } = new();

    public FakeChain Chain { get; }

    public FakeTimeProvider Time { get; }

    public string Directory { get; }

    public HttpClient Client { get; }

    public NetworkRuntime Network => _app.Services.GetRequiredService<NetworkDirectory>().All[0];

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Deadline => TestContext.Current.CancellationToken;

    public static async Task<LiveServer> StartAsync(
        FakeChain? chain = null,
        string? directory = null,
        Func<ServerOptions, ServerOptions>? configure = null,
        Func<NetworkDefinition, NetworkDefinition>? define = null,
        FakeTimeProvider? clock = null,
        FakeChain? second = null,
        params IReadOnlyList<RefusedManifest> refused)
    {
        chain ??= new FakeChain();
        var data = directory ?? System.IO.Directory.CreateTempSubdirectory("isotherm-server-").FullName;
        var time = clock ?? new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(World.Genesis + 100));
        var definition = new NetworkDefinition
        {
            Rules = World.Rules(),
            Name = "Demo network",
            Contracts = new Dictionary<string, string> { ["settlement"] = "0x5e77" },
            Fingerprint = "manifest-1",
            JournalDirectory = Path.Combine(data, "demo"),
            OpenJournal = async ct => await SqliteJournal.OpenAsync(Path.Combine(data, "demo"), "demo", time, ct),
            OpenChain = _ => chain.Open(),
        };
        var options = new ServerOptions { Manifests = [], Data = data, Port = 0 };
        List<NetworkDefinition> definitions = [define?.Invoke(definition) ?? definition];
        if (second is not null)
        {
            definitions.Add(definition with
            {
                Rules = World.Rules("second"),
                JournalDirectory = Path.Combine(data, "second"),
                OpenJournal = async ct => await SqliteJournal.OpenAsync(Path.Combine(data, "second"), "second", time, ct),
                OpenChain = _ => second.Open(),
            });
        }

        var server = new LiveServer(chain, data, directory is null, time, configure?.Invoke(options) ?? options, new NetworkManifests(definitions, refused));
        await server._app.StartAsync(Deadline);
        server.Client.BaseAddress = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>A client, without cookies of its own, whose requests and answers are watched.</summary>
    public HttpClient NewClient() => new(new CanaryHandler(Canaries, new SocketsHttpHandler { UseCookies = false, UseProxy = false })) { BaseAddress = Client?.BaseAddress };

    /// <summary>Mines and waits until it is published.</summary>
    public async Task<Published> MineAsync(params Domain.Fact[] facts)
    {
        var head = Chain.Mine(facts);
        return await PublishedAsync(p => p.Picture.Block.Hash == head.Hash);
    }

    public async Task<Published> ReorganiseAsync(int depth, params Domain.Fact[][] blocks)
    {
        var head = Chain.Reorganise(depth, blocks);
        return await PublishedAsync(p => p.Picture.Block.Hash == head.Hash);
    }

    public async Task<Published> PublishedAsync(Func<Published, bool> wanted)
    {
        await HubAsync(state => state.Head is { } head && wanted(head));
        return Network.View.Published!;
    }

    /// <summary>Waits for a state of the hub.</summary>
    public async Task HubAsync(Func<HubState, bool> wanted)
    {
        while (Network.Hub.Current is var state && !wanted(state))
            await state.NextAsync(Deadline).WaitAsync(TimeSpan.FromSeconds(20), Deadline);
    }

    /// <summary>Advances the clock a second at a time until something is so.</summary>
    public async Task AdvanceUntilAsync(Func<bool> so)
    {
        for (var i = 0; !so(); i++)
        {
            Assert.True(i < 2_000, "It never came to be so.");
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Deadline); // lets other threads take their turn
        }
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), Deadline);
        var text = await response.Content.ReadAsStringAsync(Deadline);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public Task<HttpResponseMessage> SendAsync(string path, string? accept = null, string? ifNoneMatch = null, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Deadline);
    }

    /// <summary>Opens a stream.</summary>
    public async Task<StreamViewer> ViewAsync(string? since = null, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/networks/demo/stream" + (since is null ? "" : "?since=" + since));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Deadline);
        return await StreamViewer.OpenAsync(response, Deadline);
    }

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Client.Dispose();
        if (_ownsDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
        Canaries.Check();
    }
}
