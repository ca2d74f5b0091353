using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>A viewer as docs/protocol.md asks for one: holds globals and terms, patches them, and checks the state hash after every message.</summary>
internal sealed class StreamViewer : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationToken _ct;

    private StreamViewer(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> events, CancellationToken ct)
    {
        (_response, _events, _ct) = (response, events, ct);
    }

    public HttpResponseMessage Response => _response;

    public ViewerModel Model { get; } = new();

    /// <summary>Event types in order, without heartbeats.</summary>
    public List<string> Seen { get; } = [];

    public string? LastId { get; private set; }

    public JsonNode? LastData { get; private set; }

    public static async Task<StreamViewer> OpenAsync(HttpResponseMessage response, CancellationToken ct)
    {
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        var body = await response.Content.ReadAsStreamAsync(ct);
        return new StreamViewer(response, SseParser.Create(body).EnumerateAsync(ct).GetAsyncEnumerator(ct), ct);
    }

    /// <summary>The next event of any type.</summary>
    public async Task<SseItem<string>> NextAsync()
    {
        Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), _ct), "The stream ended.");
        return _events.Current;
    }

    /// <summary>Reads on to the next event of a type.</summary>
    public async Task<SseItem<string>> NextOfAsync(string type)
    {
        while (true)
        {
            var item = await NextAsync();
            if (item.EventType == type)
                return item;
        }
    }

    /// <summary>Reads on to the stream's end; an end by a cut connection is one too.</summary>
    public async Task EndAsync()
    {
        try
        {
            while (await _events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), _ct))
            {
                // What was under way.
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            Assert.NotNull(cut);
        }
    }

    /// <summary>Reads on to the next snapshot or frame and takes it in.</summary>
    public async Task<string> TakeAsync()
    {
        while (true)
        {
            var item = await NextAsync();
            if (item.EventType == "heartbeat")
                continue;
            Assert.DoesNotContain('\n', item.Data);
            Seen.Add(item.EventType);
            LastId = item.EventId;
            LastData = JsonNode.Parse(item.Data)!;
            Model.Take(item.EventType, LastData.AsObject());
            return item.EventType;
        }
    }

    public async Task TakeUntilAsync(long seq)
    {
        while (Model.Seq < seq)
            await TakeAsync();
        Assert.Equal(seq, Model.Seq);
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
