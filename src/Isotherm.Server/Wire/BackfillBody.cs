namespace Isotherm.Server.Wire;

/// <summary>Progress of catching up; block numbers.</summary>
internal sealed record BackfillBody(ulong From, ulong To, ulong At);
