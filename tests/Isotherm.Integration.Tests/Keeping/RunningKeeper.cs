using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Isotherm.Cli;
using Isotherm.Integration.Tests.Browser;

namespace Isotherm.Integration.Tests.Keeping;

/// <summary><c>isotherm keeper --json</c> in this process, and what it has told so far.</summary>
internal sealed class RunningKeeper : IAsyncDisposable
{
    private const int Patience = 60;

    private readonly CancellationTokenSource _stop = new();
    private readonly EventWriter _output = new();
    private readonly StringWriter _error = new();

    private RunningKeeper(params string[] arguments) =>
        Ended = Task.Run(() => CommandTree.RunAsync(["keeper", .. arguments, "--json"], new Terminal(_output, _error, false, false), _stop.Token));

    /// <summary>The exit code.</summary>
    public Task<int> Ended { get; }

    /// <summary>Everything told, oldest first.</summary>
    public IReadOnlyCollection<JsonElement> Events => _output.Events;

    public string Error => _error.ToString();

    public static RunningKeeper Start(params string[] arguments) => new(arguments);

    /// <summary>How often it told this of this.</summary>
    public int Count(string word, string? act = null) => Events.Count(e => Is(e, word, act));

    /// <summary>Waits until it told something so often.</summary>
    public Task ToldAsync(string word, string? act, int times, CancellationToken ct) => Eventually.HoldsAsync(
        $"{times} × {word} {act}",
        () => Task.FromResult(Count(word, act) >= times ? null : $"told:\n{string.Join('\n', Events.Select(e => e.GetRawText()))}\n{Error}"),
        Patience,
        ct);

    /// <summary>What it told of this, oldest first.</summary>
    public JsonElement[] Of(string word, string? act = null) => [.. Events.Where(e => Is(e, word, act))];

    /// <summary>Ctrl-C; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await Ended.WaitAsync(TimeSpan.FromSeconds(Patience));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    private static bool Is(JsonElement told, string word, string? act) =>
        told.GetProperty("event").GetString() == word && (act is null || (told.TryGetProperty("act", out JsonElement found) && found.GetString() == act));

    private sealed class EventWriter : TextWriter
    {
        private readonly ConcurrentQueue<JsonElement> _events = new();

        public override Encoding Encoding => Encoding.UTF8;

        public IReadOnlyCollection<JsonElement> Events => _events;

        public override void WriteLine(string? value) => _events.Enqueue(JsonElement.Parse(value!));
    }
}
