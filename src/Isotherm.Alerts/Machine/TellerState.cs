using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>What a step's telling goes by.</summary>
internal sealed class TellerState
{
    internal required AlertContext Context { get; init; }

    internal required long Version { get; init; }

    /// <summary>The head's view; null when the fold stands on a block that it has no view of.</summary>
    internal required IAlertView? View { get; init; }

    /// <summary>The block before it, where it is at hand.</summary>
    internal IAlertView? Before { get; init; }

    /// <summary>The head, or where a rewind went.</summary>
    internal required ulong Number { get; init; }

    internal required DateTimeOffset Now { get; init; }

    /// <summary>Whether anything is told.</summary>
    internal required bool IsLive { get; init; }

    internal bool IsRewind { get; init; }

    internal required DataState Data { get; init; }

    internal required IReadOnlyList<Snooze> Snoozes { get; init; }

    internal required Func<string, RuleRun?> RunOf { get; init; }

    internal required System.Numerics.BigInteger CriticalBps { get; init; }

    internal long NowMilliseconds => Now.ToUnixTimeMilliseconds();

    internal bool IsCritical(RuleRun run) => Severities.IsRed(run.Rule, CriticalBps);
}
