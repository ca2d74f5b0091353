using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>
/// A back-test as it goes on, for who asks for <c>application/x-ndjson</c>: a JSON object a line, how far it is, and at the end the
/// answer or a problem. Who no longer wants it closes the connection.
/// </summary>
internal static class BackTestLines
{
    private const string Format = "application/x-ndjson";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether a request asks for lines by name.</summary>
    public static bool AreAskedFor(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(static accept => accept.MediaType.Equals(Format, StringComparison.OrdinalIgnoreCase) && accept.Quality is not 0);

    /// <summary>Writes them until the end.</summary>
    /// <param name="response">Nothing is written so far.</param>
    /// <param name="run">Begins what is waited for.</param>
    /// <param name="done">Blocks judged so far.</param>
    /// <param name="blocks">Of how many.</param>
    /// <param name="time">Paces the lines.</param>
    /// <param name="ct">The request's own.</param>
    public static async Task<IResult> WriteAsync(
        HttpResponse response, Func<Task<(BackTestAnswer? Answer, ProblemResult? Problem)>> run, Func<int> done, int blocks, TimeProvider time, CancellationToken ct)
    {
        var outcome = run();
        response.ContentType = Format;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var told = -1;
        while (!outcome.IsCompleted)
        {
            if (told < 0 || done() > told)
                await WriteAsync(response, new BackTestProgressLine(told = Math.Max(0, done()), blocks), WireJson.Default.BackTestProgressLine, ct);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(outcome, Task.Delay(Pause, time, end.Token));
            await end.CancelAsync();
        }

        var (answer, problem) = await outcome;
        if (answer is not null)
            await WriteAsync(response, new BackTestAnswerLine(answer), WireJson.Default.BackTestAnswerLine, ct);
        else
            await WriteAsync(response, new BackTestProblemLine(problem!.Body), WireJson.Default.BackTestProblemLine, ct);
        return Results.Empty;
    }

    private static async Task WriteAsync<T>(HttpResponse response, T line, JsonTypeInfo<T> type, CancellationToken ct)
    {
        await response.Body.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(line, type), (byte)'\n'], ct);
        await response.Body.FlushAsync(ct);
    }
}
