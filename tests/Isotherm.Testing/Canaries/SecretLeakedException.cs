namespace Isotherm.Testing.Canaries;

/// <summary>A secret was heard where it does not belong.</summary>
public sealed class SecretLeakedException(string message) : Exception(message);
