using System.Text.Json;
using Isotherm.Bench.Reporting;

namespace Isotherm.Bench.Map;

/// <summary>What a page's main thread did for each frame, read from Chromium's own trace.</summary>
/// <param name="Script">Milliseconds of processor time for script and garbage collection, by frame.</param>
internal sealed record FrameTrace(Samples Script)
{
    // Callbacks of one frame lie nearer to each other than this; microseconds.
    private const double OneFrame = 3_000;

    private static readonly HashSet<string> ScriptEvents =
    [
        "EvaluateScript", "EventDispatch", "FireAnimationFrame", "FireIdleCallback", "FunctionCall", "HandlePostMessage", "MajorGC", "MinorGC",
        "RunMicrotasks", "TimerFire", "V8.GCIncrementalMarking", "v8.callFunction", "v8.run",
    ];

    /// <summary>
    /// Reads a trace. The thread with the most animation frames is the page's; what runs before a frame's callbacks and after those of
    /// the frame before counts as that frame's. Of nested events only the outermost count.
    /// </summary>
    public static FrameTrace Read(IReadOnlyList<JsonElement> events)
    {
        var spans = events.Where(IsScript).Select(Span.Of).GroupBy(span => span.Thread).MaxBy(thread => thread.Count(span => span.IsFrame))?.OrderBy(span => span.Start).ToArray()
            ?? throw new InvalidDataException("The trace holds no script.");
        List<double> frames = [];
        double sum = 0, end = double.MinValue, frameEnd = double.MinValue;
        var inFrame = false;
        foreach (var span in spans)
        {
            if (span.Start < end)
                continue;
            end = span.Start + span.Length;
            if (inFrame && !(span.IsFrame && span.Start - frameEnd < OneFrame))
            {
                frames.Add(sum / 1_000);
                (sum, inFrame) = (0, false);
            }

            sum += span.Processor;
            if (span.IsFrame)
                (inFrame, frameEnd) = (true, end);
        }

        if (inFrame)
            frames.Add(sum / 1_000);
        return frames.Count > 0 ? new(new Samples(frames)) : throw new InvalidDataException("The trace holds no animation frame.");
    }

    private static bool IsScript(JsonElement e) => e.GetProperty("ph").GetString() == "X" && e.TryGetProperty("tdur", out _) && ScriptEvents.Contains(e.GetProperty("name").GetString()!);

    private readonly record struct Span((long Process, long Thread) Thread, bool IsFrame, double Start, double Length, double Processor)
    {
        public static Span Of(JsonElement e) => new(
            (e.GetProperty("pid").GetInt64(), e.GetProperty("tid").GetInt64()),
            e.GetProperty("name").GetString() == "FireAnimationFrame",
            e.GetProperty("ts").GetDouble(),
            e.GetProperty("dur").GetDouble(),
            e.GetProperty("tdur").GetDouble());
    }
}
