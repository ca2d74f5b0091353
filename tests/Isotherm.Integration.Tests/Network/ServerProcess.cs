using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Isotherm.Testing;
using Isotherm.Testing.Canaries;

namespace Isotherm.Integration.Tests.Network;

/// <summary>The real server in its own process. Disposing kills that process, and fails a test in which a secret was heard.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly StringBuilder _said = new();

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
        _http = new HttpClient(new CanaryHandler(Canaries, new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }))
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"),
            Timeout = TimeSpan.FromSeconds(20),
        };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public CanaryWatch Canaries { get; } = new();

    /// <summary>The server's files as it sees them, also those of a disk that only it has mounted.</summary>
    public string Root => $"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/root";

    /// <summary>All that it printed so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>Starts a server on a manifest's text, written beside the data directory.</summary>
    /// <param name="manifest">The manifest's text.</param>
    /// <param name="data">The directory.</param>
    /// <param name="port">Null for a free one.</param>
    /// <param name="mount">A shell command that mounts a disk before the server starts, in a mount namespace of its own (Linux; needs no privilege where user namespaces are allowed).</param>
    public static ServerProcess Start(string manifest, string data, int? port = null, string? mount = null)
    {
        string file = Path.Combine(data, "manifest.json");
        File.WriteAllText(file, manifest);
        return Start([file], data, port, mount);
    }

    /// <summary>Starts a server on manifest files, with more options where there are any.</summary>
    public static ServerProcess Start(IReadOnlyList<string> files, string data, int? port = null, string? mount = null, params string[] more)
    {
        int at = port ?? AnvilProcess.FreePort();
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = RepositoryRoot.Combine("artifacts", "bin", "Isotherm.Server", configuration, "Isotherm.Server.dll");
        Assert.True(File.Exists(program), $"{program} is missing: build src/Isotherm.Server in the same configuration");
        string[] command = ["dotnet", program, .. files.SelectMany(file => new[] { "--manifest", file }), "--data", Path.Combine(data, "journals"), "--port", at.ToString(CultureInfo.InvariantCulture), .. more];
        if (mount is not null)
            command = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh", .. command];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new(Process.Start(start)!, at);
    }

    /// <summary>Waits until the server ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct).WaitAsync(Patience, ct);
        return _process.ExitCode;
    }

    /// <summary>Whether it ends by itself within some time.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan time, CancellationToken ct)
    {
        await Task.WhenAny(_process.WaitForExitAsync(ct), Task.Delay(time, TimeProvider.System, ct));
        return _process.HasExited;
    }

    /// <summary>Waits until it has failed so often, by its own count in <c>/metrics</c>.</summary>
    public async Task FailedTimesAsync(int times, CancellationToken ct)
    {
        long started = TimeProvider.System.GetTimestamp();
        int failures = 0;
        while (failures < times)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"{failures} failures were counted, expected {times}");
            string metrics = await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative), ct);
            string? line = metrics.Split('\n').FirstOrDefault(l => l.StartsWith("isotherm_faults", StringComparison.Ordinal));
            failures = line is null ? 0 : (int)double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].TrimStart().Split(' ')[0], CultureInfo.InvariantCulture);
            await Task.Delay(LookEvery, TimeProvider.System, ct);
        }
    }

    /// <summary>Waits until <c>GET /api/v1/networks/demo</c> says a problem with these words.</summary>
    /// <returns>The whole sentence.</returns>
    public async Task<string> ProblemAsync(string words, CancellationToken ct)
    {
        JsonElement network = await NetworkAsync(n => Problem(n)?.Contains(words, StringComparison.OrdinalIgnoreCase) == true, $"a problem with '{words}'", ct);
        string problem = Problem(network)!;
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>Waits until the network has no problem and its head is this block.</summary>
    public Task<JsonElement> HealthyAtAsync(string blockHash, CancellationToken ct, string network = "demo") => NetworkAsync(
        n => Problem(n) is null && n.GetProperty("head") is { ValueKind: JsonValueKind.Object } head && head.GetProperty("hash").GetString() == blockHash,
        $"no problem at block {blockHash}",
        ct,
        network);

    /// <summary>The heatmap; it must be there.</summary>
    public async Task<JsonElement> HeatmapAsync(CancellationToken ct, string network = "demo") =>
        JsonDocument.Parse(await GetAsync($"/api/v1/networks/{network}/heatmap", ct)).RootElement;

    /// <summary>Waits until the self-audit has compared this block.</summary>
    /// <returns>The member <c>audit</c> of <c>GET /api/v1/networks/demo/audit</c>.</returns>
    public async Task<JsonElement> AuditedAtAsync(string blockHash, CancellationToken ct)
    {
        long started = TimeProvider.System.GetTimestamp();
        JsonElement audit = default;
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            audit = JsonDocument.Parse(await GetAsync("/api/v1/networks/demo/audit", ct)).RootElement.GetProperty("audit");
            if (audit.GetProperty("block") is { ValueKind: JsonValueKind.Object } block && block.GetProperty("hash").GetString() == blockHash)
                return audit;
            await Task.Delay(LookEvery, TimeProvider.System, ct);
        }

        throw new TimeoutException($"expected an audit of block {blockHash}; the last one: {audit}\n{Said}");
    }

    /// <summary>The body of a path that must be there.</summary>
    public async Task<string> GetAsync(string path, CancellationToken ct)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative), ct);
        string body = await response.Content.ReadAsStringAsync(ct);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {body}");
        return body;
    }

    /// <summary>The status code of a path.</summary>
    public async Task<HttpStatusCode> StatusOfAsync(string path, CancellationToken ct)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative), ct);
        return response.StatusCode;
    }

    /// <summary>The answer to a request of any form, whatever its status.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => _http.SendAsync(request, ct);

    /// <summary>Asks a path until its answer is as wanted.</summary>
    public async Task<JsonElement> AnswerAsync(string path, Func<JsonElement, bool> isReached, string wanted, CancellationToken ct)
    {
        long started = TimeProvider.System.GetTimestamp();
        string last = "nothing";
        while (TimeProvider.System.GetElapsedTime(started) < Patience && !_process.HasExited)
        {
            try
            {
                last = await _http.GetStringAsync(new Uri(path, UriKind.Relative), ct);
                JsonElement network = JsonDocument.Parse(last).RootElement;
                if (isReached(network))
                    return network;
            }
            catch (HttpRequestException e)
            {
                last = e.Message; // not listening so far
            }

            await Task.Delay(LookEvery, TimeProvider.System, ct);
        }

        throw new TimeoutException($"expected {wanted}; the server's last word: {last}\n{Said}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        Canaries.HearProcess(Said);
        Canaries.Check();
    }

    private Task<JsonElement> NetworkAsync(Func<JsonElement, bool> isReached, string wanted, CancellationToken ct, string network = "demo") =>
        AnswerAsync($"/api/v1/networks/{network}", isReached, wanted, ct);

    private static string? Problem(JsonElement network) =>
        network.TryGetProperty("problem", out JsonElement problem) ? problem.GetString() : null;

    private void Hear(object sender, DataReceivedEventArgs e)
    {
        lock (_said)
            _said.AppendLine(e.Data);
    }
}
