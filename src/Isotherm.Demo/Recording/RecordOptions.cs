namespace Isotherm.Demo.Recording;

/// <summary>What is to be recorded.</summary>
/// <param name="Network">The manifest: it gives classes, requirements by date, and block time.</param>
/// <param name="Seed">Decides everything that happens.</param>
/// <param name="Folder">Where the recording and its manifest go.</param>
/// <param name="Speed">Another speed than the manifest's; null to keep it.</param>
internal sealed record RecordOptions(string Network, ulong Seed, string Folder, double? Speed);
