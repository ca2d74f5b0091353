using System.Diagnostics;
using System.Globalization;
using System.Net;
using Isotherm.Testing;

namespace Isotherm.Bench.Restart;

/// <summary>Starts the real server on a journal and measures until its heatmap is answered; then kills it, as a crash would.</summary>
internal sealed class ServerStart(string manifestFile, string data)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(5);

    /// <summary>From the start of the process to the last byte of the first heatmap.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer in two minutes.</exception>
    public async Task<TimeSpan> MeasureAsync()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = RepositoryRoot.Combine("artifacts", "bin", "Isotherm.Server", configuration, "Isotherm.Server.dll");
        string port = AnvilProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new("dotnet", [program, "--manifest", manifestFile, "--data", data, "--port", port])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri("http://127.0.0.1:" + port), Timeout = Limit };
        long began = TimeProvider.System.GetTimestamp();
        using Process server = Process.Start(start)!;
        try
        {
            server.BeginOutputReadLine();
            while (TimeProvider.System.GetElapsedTime(began) < Limit && !server.HasExited)
            {
                if (await AnswersAsync(http))
                    return TimeProvider.System.GetElapsedTime(began);
                await Task.Delay(AskEvery, TimeProvider.System);
            }
        }
        finally
        {
            if (!server.HasExited)
                server.Kill();
            await server.WaitForExitAsync();
        }

        throw new InvalidOperationException($"The server gave no heatmap: {await server.StandardError.ReadToEndAsync()}");
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri("/api/v1/networks/demo/heatmap", UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // not listening so far
        }
    }
}
