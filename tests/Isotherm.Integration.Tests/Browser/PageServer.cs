using System.Diagnostics;
using Isotherm.Testing;
using Isotherm.Testing.Canaries;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The server as users run it: its own process, on a free port, with the built page and a data directory of its own.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const int StartSeconds = 40;
    private const int MostLogLines = 20_000;

    private readonly Process _process;
    private readonly string _data;
    private readonly List<string> _log = [];

    private PageServer(Process process, string data, Uri address)
    {
        _process = process;
        _data = data;
        Address = address;
        Api = new HeatmapApi(address);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public HeatmapApi Api { get; }

    /// <summary>The secrets that its browsers had; its end fails when one stands in the log.</summary>
    public CanaryWatch Canaries { get; } = new();

    /// <summary>What it wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return string.Join('\n', _log);
        }
    }

    /// <summary>The page, as built; a test of the page cannot do without.</summary>
    public static string BuiltPage()
    {
        var page = RepositoryRoot.Combine("web", "dist");
        Assert.True(File.Exists(Path.Combine(page, "index.html")), "web/dist is not built: run `npm ci` and `npm run build` in web/.");
        return page;
    }

    /// <summary>Starts it on a manifest and waits until it has caught up with the chain.</summary>
    public static Task<PageServer> StartAsync(string manifest, CancellationToken cancellation) => StartAsync([manifest], cancellation);

    /// <summary>Starts it on one network a manifest, in this order, and waits until all have caught up.</summary>
    /// <param name="manifests">Their text.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="options">What else is on its command line.</param>
    public static async Task<PageServer> StartAsync(IReadOnlyList<string> manifests, CancellationToken cancellation, params IReadOnlyList<string> options)
    {
        var data = Directory.CreateTempSubdirectory("isotherm-server-").FullName;
        var port = AnvilProcess.FreePort();
        List<string> arguments = ["--data", Path.Combine(data, "journal"), "--port", $"{port}", "--web", BuiltPage(), .. options];
        for (var i = 0; i < manifests.Count; i++)
        {
            var file = Path.Combine(data, $"manifest-{i}.json");
            await File.WriteAllTextAsync(file, manifests[i], cancellation);
            arguments.AddRange(["--manifest", file]);
        }

        var start = new ProcessStartInfo(Binary(), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var server = new PageServer(process, data, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await Eventually.HoldsAsync("the server to be ready", () => server.NotReadyAsync(cancellation), StartSeconds, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Watches the session that a page is signed in by.</summary>
    public async Task KeepSessionAsync(IPage page)
    {
        var session = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name.EndsWith("isotherm-session", StringComparison.Ordinal));
        Canaries.Keep(SecretKind.SessionToken, session.Value);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Api.Dispose();
        Directory.Delete(_data, recursive: true);
        Canaries.HearProcess(Log);
        Canaries.Check();
    }

    private async Task<string?> NotReadyAsync(CancellationToken cancellation)
    {
        if (_process.HasExited)
            Assert.Fail($"the server ended with code {_process.ExitCode}:\n{Log}");
        return await Api.NotReadyAsync(cancellation) is { } why ? $"{why}\n{Log}" : null;
    }

    private void Note(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.Count < MostLogLines)
                _log.Add(line);
        }
    }

    // Built beside the tests, in the same configuration.
    private static string Binary()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return RepositoryRoot.Combine("artifacts", "bin", "Isotherm.Server", configuration, "Isotherm.Server");
    }
}
