using System.Diagnostics;
using System.Globalization;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A made-up network of any size that speaks docs/protocol.md (web/dev/mockServer.mjs), on a free port, with the built page.</summary>
internal sealed class MockNetworks : IAsyncDisposable
{
    private const int StartSeconds = 20;
    private readonly Process _process;

    private MockNetworks(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<MockNetworks> StartAsync(int clusters, CancellationToken cancellation)
    {
        PageServer.BuiltPage();
        var port = AnvilProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        string[] arguments = [RepositoryRoot.Combine("web", "dev", "mockServer.mjs"), "--port", port, "--clusters", clusters.ToString(CultureInfo.InvariantCulture), "--networks", "1"];
        var process = Process.Start(new ProcessStartInfo("node", arguments)) ?? throw new InvalidOperationException("node did not start.");
        var networks = new MockNetworks(process, new Uri($"http://127.0.0.1:{port}"));
        using var http = new HttpClient(new SocketsHttpHandler());
        try
        {
            await Eventually.HoldsAsync("the made-up network", async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(networks.Address, "/api/v1/time"), cancellation);
                    return answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}";
                }
                catch (HttpRequestException e)
                {
                    return e.Message;
                }
            }, StartSeconds, cancellation);
            return networks;
        }
        catch
        {
            await networks.DisposeAsync();
            throw;
        }
    }

    /// <summary>Changes how it is: <c>halt</c>, <c>go</c>, <c>staleprice</c>, <c>freshprice</c>.</summary>
    public async Task TellAsync(string word, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var answer = await http.PostAsync(new Uri(Address, $"/mock/{word}"), null, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
