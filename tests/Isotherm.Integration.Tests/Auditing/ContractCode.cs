using System.Globalization;
using System.Numerics;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Auditing;

/// <summary>The settlement contract's code on a node, to be changed under a network that is being followed.</summary>
/// <param name="Node">The node.</param>
/// <param name="Address">The contract.</param>
/// <param name="Deployed">Its code as deployed, 0x-hex.</param>
internal sealed record ContractCode(LocalNode Node, string Address, string Deployed)
{
    public static async Task<ContractCode> OfAsync(ReferenceNetwork network, CancellationToken ct) =>
        new(network.Node, network.Settlement, (await network.Node.AskAsync("eth_getCode", [network.Settlement, "latest"], ct)).GetString()!);

    /// <summary>Puts another value into the place of a constant that the constructor fixed (an immutable: PUSH32 and its word).</summary>
    public async Task ChangeAsync(BigInteger constant, BigInteger to, CancellationToken ct)
    {
        string changed = Deployed.Replace(Push32(constant), Push32(to), StringComparison.Ordinal);
        Assert.NotEqual(Deployed, changed);
        await Node.AskAsync("anvil_setCode", [Address, changed], ct);
    }

    /// <summary>Puts the deployed code back.</summary>
    public async Task RestoreAsync(CancellationToken ct) => await Node.AskAsync("anvil_setCode", [Address, Deployed], ct);

    private static string Push32(BigInteger word) => "7f" + word.ToString("x64", CultureInfo.InvariantCulture);
}
