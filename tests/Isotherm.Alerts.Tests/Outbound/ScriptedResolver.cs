using System.Net;
using Isotherm.Alerts.Outbound;

namespace Isotherm.Alerts.Tests.Outbound;

/// <summary>Answers in turn, the last answer for ever, and counts.</summary>
internal sealed class ScriptedResolver(params IPAddress[][] answers) : IHostResolver
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public ValueTask<IPAddress[]> ResolveAsync(string name, CancellationToken ct) =>
        ValueTask.FromResult(answers[Math.Min(Interlocked.Increment(ref _asked) - 1, answers.Length - 1)]);
}
