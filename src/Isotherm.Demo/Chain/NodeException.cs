namespace Isotherm.Demo.Chain;

/// <summary>The node did not give what a step needs. The message is one sentence for people.</summary>
internal sealed class NodeException(string message) : Exception(message);
