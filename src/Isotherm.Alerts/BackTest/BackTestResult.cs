using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.BackTest;

/// <summary>What a rule would have done over recorded history.</summary>
/// <param name="Blocks">Blocks judged.</param>
/// <param name="Firings">In the order in which they began; at most <see cref="BackTestRun.MaxFirings"/>.</param>
/// <param name="FiringCount">All of them.</param>
/// <param name="Messages">The first messages, at most <see cref="BackTestRun.MaxMessages"/>.</param>
/// <param name="MessageCount">All of them, for each channel.</param>
public sealed record BackTestResult(int Blocks, IReadOnlyList<Firing> Firings, int FiringCount, IReadOnlyList<AlertMessage> Messages, int MessageCount);
