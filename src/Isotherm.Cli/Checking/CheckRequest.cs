namespace Isotherm.Cli.Checking;

/// <summary>What <c>manifest check</c> is asked to do.</summary>
/// <param name="Files">Manifests; at least one.</param>
/// <param name="Node">The node to ask about each of them; null for none.</param>
/// <param name="UseEndpoints">Ask each manifest's own endpoints, the first that answers.</param>
/// <param name="AsJson">One JSON document instead of lines.</param>
internal sealed record CheckRequest(IReadOnlyList<string> Files, Uri? Node, bool UseEndpoints, bool AsJson);
