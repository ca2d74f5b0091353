using System.Diagnostics;
using System.Globalization;
using System.Net;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Crash;

/// <summary>The real server in its own process with one viewer at its stream from the moment it listens. It ends by SIGKILL.</summary>
internal sealed class ViewedServer : IAsyncDisposable
{
    private const int LinesKept = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan KnockEvery = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Task _viewing;
    private readonly Task<string> _complaint;
    private readonly Lock _changing = new();
    private readonly List<Publication> _publications = [];
    private readonly Queue<string> _log = [];
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ViewedServer(Process process, int port)
    {
        _process = process;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"), Timeout = Timeout.InfiniteTimeSpan };
        _complaint = process.StandardError.ReadToEndAsync();
        _viewing = Task.Run(ViewAsync);
    }

    /// <summary>All that its viewer was told, in order.</summary>
    public IReadOnlyList<Publication> Publications
    {
        get
        {
            lock (_changing)
                return [.. _publications];
        }
    }

    // For a failure's message.
    private string Last
    {
        get
        {
            lock (_changing)
                return $"{(_publications.Count > 0 ? _publications[^1] : null)}; its log:\n{string.Join('\n', _log)}";
        }
    }

    /// <summary>Whether its viewer had reached it.</summary>
    public bool Listens => _listening.Task.IsCompletedSuccessfully;

    /// <summary>Starts a server that saves its state every few blocks.</summary>
    public static ViewedServer Start(string manifestFile, string data, int snapshotEvery)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = RepositoryRoot.Combine("artifacts", "bin", "Isotherm.Server", configuration, "Isotherm.Server.dll");
        Assert.True(File.Exists(program), $"{program} is missing: build src/Isotherm.Server in the same configuration");
        int port = AnvilProcess.FreePort();
        string[] arguments =
        [
            program, "--manifest", manifestFile, "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture),
            "--snapshot-every", snapshotEvery.ToString(CultureInfo.InvariantCulture),
        ];
        Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        ViewedServer server = new(process, port);
        process.OutputDataReceived += (_, e) => server.Hear(e.Data);
        process.BeginOutputReadLine();
        return server;
    }

    /// <summary>Waits until its viewer has reached it.</summary>
    public Task ListeningAsync(CancellationToken ct) => AliveAsync(_listening.Task.WaitAsync(ct), "it never listened", ct);

    /// <summary>Waits until it has published such a state.</summary>
    public async Task PublishedAsync(Func<Publication, bool> wanted, string what, CancellationToken ct)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task next;
            lock (_changing)
            {
                if (_publications.Any(wanted))
                    return;
                next = _published.Task;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"{what} was not published; the last was {Last}");
            await AliveAsync(next, $"{what} was not published; the last was {Last}", ct);
        }
    }

    /// <summary>SIGKILL; then reads what had been sent to the viewer.</summary>
    public async Task KillAsync()
    {
        bool ended = _process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync();
        await _viewing.WaitAsync(Patience);
        Assert.False(ended, $"it ended by itself: {await _complaint.WaitAsync(Patience)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _viewing.WaitAsync(Patience);
        _process.Dispose();
        _http.Dispose();
    }

    private async Task AliveAsync(Task awaited, string complaint, CancellationToken ct)
    {
        Task reached = awaited.WaitAsync(ct);
        await Task.WhenAny(reached, _process.WaitForExitAsync(ct), Task.Delay(Patience, TimeProvider.System, ct));
        ct.ThrowIfCancellationRequested();
        Assert.True(reached.IsCompleted, _process.HasExited ? $"it ended by itself: {await _complaint.WaitAsync(Patience, ct)}" : complaint);
    }

    private async Task ViewAsync()
    {
        while (!_process.HasExited)
        {
            try
            {
                using HttpResponseMessage response = await _http.GetAsync(
                    new Uri("/api/v1/networks/demo/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                _listening.TrySetResult();
                await ReadAsync(new StreamReader(await response.Content.ReadAsStreamAsync()));
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                await Task.Delay(KnockEvery, TimeProvider.System); // not listening so far, or killed
            }
        }
    }

    private async Task ReadAsync(StreamReader stream)
    {
        (string? id, string? data) = (null, null);
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            if (line.Length > 0)
                continue;
            if (id is not null && data is not null)
                Note(Publication.Parse(id, data)); // an empty line ends an event: one that a kill cut short does not count
            (id, data) = (null, null);
        }
    }

    private void Hear(string? line)
    {
        lock (_changing)
        {
            _log.Enqueue(line ?? "(end)");
            if (_log.Count > LinesKept)
                _log.Dequeue();
        }
    }

    private void Note(Publication publication)
    {
        lock (_changing)
        {
            _publications.Add(publication);
            _published.TrySetResult();
            _published = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
