using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>A transaction of ours that was sent.</summary>
/// <param name="Deed">What it does.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="SentAt">The head's number then.</param>
/// <param name="MinedIn">The block that holds it; null while none does.</param>
internal sealed record Errand(Deed Deed, string Hash, ulong SentAt, BlockRef? MinedIn = null);
