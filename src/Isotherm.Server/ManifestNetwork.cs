namespace Isotherm.Server;

/// <summary>A network as its manifest describes it.</summary>
internal static class ManifestNetwork
{
    /// <summary>Reads it; null after saying on standard error what is wrong.</summary>
    public static NetworkDefinition? Read(string file, string data, TimeProvider time) =>
        throw new NotSupportedException($"{file} {data} {time}");
}
