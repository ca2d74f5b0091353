namespace Isotherm.Integration.Tests.Network;

/// <summary>The local node did not do what a test told it to.</summary>
internal sealed class NodeRefusal(string message) : Exception(message);
