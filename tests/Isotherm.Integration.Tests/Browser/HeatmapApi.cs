using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The server's HTTP API for one network, as any program would read it.</summary>
internal sealed class HeatmapApi(Uri address, string network = "demo") : IDisposable
{
    private readonly string _network = $"api/v1/networks/{network}/";
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Null when the server has caught up with the chain.</summary>
    public async Task<string?> NotReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("health/ready", UriKind.Relative), cancellation);
            return answer.StatusCode == HttpStatusCode.OK ? null : await answer.Content.ReadAsStringAsync(cancellation);
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
    }

    /// <summary>The heatmap of a block: <c>latest</c>, <c>confirmed</c> or a number.</summary>
    public async Task<ApiHeatmap> HeatmapAsync(string block, CancellationToken cancellation) =>
        await _http.GetFromJsonAsync<ApiHeatmap>(new Uri($"{_network}heatmap?block={block}", UriKind.Relative), JsonSerializerOptions.Web, cancellation)
        ?? throw new InvalidDataException("The heatmap is JSON null.");

    /// <summary>The heatmap as CSV: a dictionary by column for each line.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> CsvAsync(string block, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_network}heatmap?block={block}", UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await _http.SendAsync(request, cancellation);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => Row(columns, line))];
    }

    /// <summary>What the server says of a stress of a block; <paramref name="body"/> as docs/protocol.md has it.</summary>
    public async Task<JsonElement> StressAsync(long block, string body, CancellationToken cancellation)
    {
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await _http.PostAsync(new Uri($"{_network}stress?block={block}", UriKind.Relative), content, cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    /// <summary>When the token's and the native token's price were last told, at the newest block.</summary>
    public async Task<(DateTimeOffset Token, DateTimeOffset Native)> OracleTimesAsync(CancellationToken cancellation)
    {
        var inputs = (await _http.GetFromJsonAsync<JsonElement>(new Uri($"{_network}heatmap?block=latest", UriKind.Relative), cancellation)).GetProperty("inputs");
        return (inputs.GetProperty("tokenPrice").GetProperty("updatedAt").GetDateTimeOffset(), inputs.GetProperty("nativePrice").GetProperty("updatedAt").GetDateTimeOffset());
    }

    /// <summary>The liquidation ladder of a block.</summary>
    public async Task<JsonElement> LadderAsync(long block, CancellationToken cancellation) =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri($"{_network}ladder?block={block}", UriKind.Relative), cancellation);

    /// <summary>The liquidation queue of a block.</summary>
    public async Task<JsonElement> QueueAsync(long block, CancellationToken cancellation) =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri($"{_network}queue?block={block}", UriKind.Relative), cancellation);

    /// <summary>The newest events of the queue's history.</summary>
    public async Task<JsonElement> QueueHistoryAsync(CancellationToken cancellation) =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri($"{_network}queue/history?limit=100", UriKind.Relative), cancellation);

    public void Dispose() => _http.Dispose();

    // No name in these tests needs quotes.
    private static Dictionary<string, string> Row(string[] columns, string line)
    {
        var fields = line.Split(',');
        Assert.Equal(columns.Length, fields.Length);
        return columns.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second);
    }
}
