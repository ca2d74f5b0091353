namespace Isotherm.Storage.Accounts;

/// <summary>All rules, channels and snoozes of all accounts at one version, in the order in which they were made.</summary>
/// <param name="Version">Counts up with each change.</param>
/// <param name="Rules">Rules.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Snoozes">Snoozes, also those whose end has come.</param>
public sealed record AlertSettings(
    long Version, IReadOnlyList<StoredRule> Rules, IReadOnlyList<StoredChannel> Channels, IReadOnlyList<StoredSnooze> Snoozes);
