using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Recorded;

/// <summary>The real server in its own process, on manifests on disk. Disposing kills that process.</summary>
internal sealed class RecordedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private RecordedServer(Process process, int port)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/api/v1/networks/"),
            Timeout = TimeSpan.FromSeconds(20),
        };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its networks' address.</summary>
    public HttpClient Http { get; }

    public static RecordedServer Start(string data, params string[] manifests)
    {
        int port = AnvilProcess.FreePort();
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = RepositoryRoot.Combine("artifacts", "bin", "Isotherm.Server", configuration, "Isotherm.Server.dll");
        Assert.True(File.Exists(program), $"{program} is missing: build src/Isotherm.Server in the same configuration");
        string[] arguments = [program, .. manifests.SelectMany(m => new[] { "--manifest", m }), "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture)];
        ProcessStartInfo start = new("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new(Process.Start(start)!, port);
    }

    /// <summary>Asks for a network until it is as wanted.</summary>
    public async Task<JsonElement> NetworkAsync(string id, Func<JsonElement, bool> isReached, CancellationToken ct)
    {
        long started = TimeProvider.System.GetTimestamp();
        string last = "nothing";
        while (TimeProvider.System.GetElapsedTime(started) < Patience && !_process.HasExited)
        {
            try
            {
                last = await Http.GetStringAsync(new Uri(id, UriKind.Relative), ct);
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

        throw new TimeoutException($"{id} never came to be as wanted; the server's last word: {last}\n{_said}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs e)
    {
        lock (_said)
            _said.AppendLine(e.Data);
    }
}
