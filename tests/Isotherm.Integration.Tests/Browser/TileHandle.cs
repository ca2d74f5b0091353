namespace Isotherm.Integration.Tests.Browser;

/// <summary>A tile as <c>window.isotherm.tile(id)</c> tells it.</summary>
internal sealed record TileHandle(TileRect Rect, string? Ratio, string Zone, string BandColour, bool Dimmed, long Block);

/// <summary>Where a tile is, in CSS px of the page.</summary>
internal sealed record TileRect(double X, double Y, double Width, double Height);
