using System.Globalization;

namespace Isotherm.Integration.Tests.Crash;

/// <summary>What the kills met.</summary>
internal sealed class KillCounts(int seed)
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly Dictionary<Phase, int> _kills = Enum.GetValues<Phase>().ToDictionary(p => p, _ => 0);

    public int Kills => _kills.Values.Sum();

    public int Publications { get; set; }

    /// <summary>Kills after which the journal's last entry was a rewind without its blocks.</summary>
    public int BetweenRewindAndBlocks { get; set; }

    public int Replays { get; set; }

    public long Entries { get; set; }

    public int this[Phase phase] => _kills[phase];

    public void Killed(Phase phase) => _kills[phase]++;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"0 lost in {Kills} kills ({string.Join(", ", _kills.Select(k => $"{k.Value} {k.Key}"))}; {BetweenRewindAndBlocks} between a rewind and its blocks), seed {seed}: {Publications} publications held, {Entries} entries gapless, {Replays} equal replays, {TimeProvider.System.GetElapsedTime(_started).TotalSeconds:0} s");
}
