using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Isotherm.Testing;

/// <summary>A local EVM node on a free port, for one test; disposing kills that process and removes its cache.</summary>
public sealed class AnvilProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _cache;

    private AnvilProcess(Process process, int port, string cache)
    {
        _process = process;
        _cache = cache;
        Url = new Uri($"http://127.0.0.1:{port}");
        WsUrl = new Uri($"ws://127.0.0.1:{port}");
        Port = port;
    }

    /// <summary>JSON-RPC over HTTP.</summary>
    public Uri Url { get; }

    /// <summary>JSON-RPC over WebSocket.</summary>
    public Uri WsUrl { get; }

    /// <summary>The process, for a test that freezes it.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The binary of the repository's npm packages, else the one on PATH.</summary>
    /// <exception cref="InvalidOperationException">Neither is there; the message says what to do.</exception>
    public static string Binary { get; } = FindBinary();

    /// <summary>Starts Anvil and waits until it listens.</summary>
    /// <param name="arguments">More arguments, for example <c>--block-time 1</c>; <c>--port</c> picks the port.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened; the message has its output.</exception>
    public static async Task<AnvilProcess> StartAsync(params string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--port");
        var port = at >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : FreePort();
        var cache = Directory.CreateTempSubdirectory("isotherm-anvil-").FullName;
        string[] own = at >= 0 ? ["--cache-path", cache] : ["--port", port.ToString(CultureInfo.InvariantCulture), "--cache-path", cache];
        var start = new ProcessStartInfo(Binary, [.. own, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{Binary}' did not start.");
        var lines = Channel.CreateBounded<string>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });
        process.OutputDataReceived += (_, e) => Note(e.Data, lines.Writer);
        process.ErrorDataReceived += (_, e) => Note(e.Data is null ? "" : e.Data, lines.Writer);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var output = new List<string>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var line in lines.Reader.ReadAllAsync(limit.Token).ConfigureAwait(false))
        {
            output.Add(line);
            if (line.StartsWith("Listening on", StringComparison.Ordinal))
            {
                return new AnvilProcess(process, port, cache);
            }
        }

        process.Dispose();
        Directory.Delete(cache, recursive: true);
        throw new InvalidOperationException($"Anvil ended before it listened:\n{string.Join('\n', output)}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
        Directory.Delete(_cache, recursive: true);
    }

    /// <summary>A TCP port that nothing listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Note(string? line, ChannelWriter<string> lines)
    {
        // Null ends the stream: the process closed its standard output.
        if (line is null)
        {
            lines.TryComplete();
        }
        else
        {
            lines.TryWrite(line);
        }
    }

    private static string FindBinary()
    {
        var local = RepositoryRoot.Combine("contracts", "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        var candidates = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(p => p.Length > 0).Select(p => Path.Combine(p, "anvil")).Prepend(local);
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Anvil is neither in contracts/node_modules (run `npm ci` in contracts/) nor on PATH.");
    }
}
