using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Isotherm.Testing;

namespace Isotherm.Bench.Live;

/// <summary>The server as users run it: its own process, on a free port, with the built page and a new data directory.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly string _data;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    private ServerUnderTest(Process process, string data, Uri address)
    {
        (_process, _data, Address) = (process, data, address);
        // What it writes must be read, or it stops at a full pipe.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Time from the process's start to the first heatmap of a server that has caught up.</summary>
    public TimeSpan FirstHeatmap { get; private set; }

    /// <summary>Resident memory in megabytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts it and waits until it has given a heatmap, and where it follows a chain until it has caught up.</summary>
    /// <param name="manifest">Its one network.</param>
    /// <param name="record">Writes the recording that the manifest names beside it; null for a chain.</param>
    /// <param name="ct">Cancels the wait.</param>
    public static async Task<ServerUnderTest> StartAsync(string manifest, Action<string>? record, CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("isotherm-bench-").FullName;
        record?.Invoke(data);
        return await StartAsync(manifest, data, record is null, [], ct);
    }

    /// <summary>Starts it on a chain with accounts that are there before it.</summary>
    /// <param name="manifest">Its one network.</param>
    /// <param name="accounts">Writes them into the data directory that it is given.</param>
    /// <param name="more">More arguments.</param>
    /// <param name="ct">Cancels the wait.</param>
    public static async Task<ServerUnderTest> StartAsync(string manifest, Func<string, Task> accounts, IReadOnlyList<string> more, CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("isotherm-bench-").FullName;
        await accounts(Path.Combine(data, "journal"));
        return await StartAsync(manifest, data, true, more, ct);
    }

    /// <summary>The network as the API tells it.</summary>
    public async Task<JsonElement> NetworkAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/api/v1/networks/demo"));
        using var response = await _http.SendAsync(request, ct);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(ct));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static async Task<ServerUnderTest> StartAsync(string manifest, string data, bool isChain, IReadOnlyList<string> more, CancellationToken ct)
    {
        var file = Path.Combine(data, "manifest.json");
        await File.WriteAllTextAsync(file, manifest, ct);
        var port = AnvilProcess.FreePort();
        var binary = RepositoryRoot.Combine("artifacts", "bin", "Isotherm.Server", "release", "Isotherm.Server");
        string[] arguments = ["--manifest", file, "--data", Path.Combine(data, "journal"), "--port", port.ToString(CultureInfo.InvariantCulture), "--web", RepositoryRoot.Combine("web", "dist"), .. more];
        var started = TimeProvider.System.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"'{binary}' did not start.");
        var server = new ServerUnderTest(process, data, new Uri($"http://127.0.0.1:{port}"));
        while ((isChain && !await server.AnswersAsync("/health/ready", ct)) || !await server.AnswersAsync("/api/v1/networks/demo/heatmap", ct))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException("The server did not become ready.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
        }

        server.FirstHeatmap = TimeProvider.System.GetElapsedTime(started);
        return server;
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
            using var response = await _http.SendAsync(request, ct);
            await response.Content.CopyToAsync(Stream.Null, ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }
}
