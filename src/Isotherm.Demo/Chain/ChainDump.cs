using System.IO.Compression;
using Isotherm.Chains.Evm;

namespace Isotherm.Demo.Chain;

/// <summary>Keeps the node's state in a file that the node's <c>--load-state</c> reads.</summary>
internal static class ChainDump
{
    /// <summary>Asks for the state and puts it in place safely. Anvil answers with gzip and wants plain JSON back.</summary>
    /// <exception cref="NodeException">The node does not answer.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(EvmNode node, string path, CancellationToken cancellation)
    {
        var answer = await node.AskAsync("anvil_dumpState", [], cancellation).ConfigureAwait(false);
        var packed = Hex.TryDecode(answer.GetString(), out var bytes) ? bytes : throw new NodeException("anvil_dumpState: the answer is not hex data.");
        await SafeFile.WriteAsync(path, (file, token) => UnpackAsync(packed, file, token), cancellation).ConfigureAwait(false);
    }

    private static async Task UnpackAsync(byte[] packed, Stream file, CancellationToken cancellation)
    {
        using var source = new MemoryStream(packed);
        var unpacked = new GZipStream(source, CompressionMode.Decompress);
        await using (unpacked.ConfigureAwait(false))
        {
            await unpacked.CopyToAsync(file, cancellation).ConfigureAwait(false);
        }
    }
}
