using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Alerts.Channels;

/// <summary>One thing that is wrong with a channel.</summary>
/// <param name="Pointer">Where, an RFC 6901 pointer into the body.</param>
/// <param name="Message">What. Never repeats a secret.</param>
/// <param name="Expected">What was expected.</param>
[SuppressMessage("Naming", "CA1720", Justification = "RFC 6901 calls it a pointer.")]
public sealed record ChannelProblem(string Pointer, string Message, string Expected);
