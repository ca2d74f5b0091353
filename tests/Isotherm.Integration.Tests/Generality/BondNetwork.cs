using System.Numerics;
using System.Text;
using Isotherm.Chains.Manifests;
using Isotherm.Integration.Tests.Network;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>The second contract on a local node, with tokens handed out and nothing listed yet.</summary>
internal sealed record BondNetwork(LocalNode Node, string Token, string Bonds, ulong StartBlock)
{
    public const int CooldownSeconds = 25;

    private const int Farmers = 6;

    public string Steward => Node.Accounts[20];

    public string Treasury => Node.Accounts[21];

    public string Keeper => Node.Accounts[22];

    /// <summary>Those who open farms.</summary>
    public IEnumerable<string> FarmerAccounts => Node.Accounts.Skip(23).Take(Farmers);

    public static async Task<BondNetwork> DeployAsync(LocalNode node, CancellationToken ct)
    {
        (string steward, string treasury) = (node.Accounts[20], node.Accounts[21]);
        string token = (await node.CreateAsync(steward, [Artifact.Creation("DemoToken", SettlementAbi.NewToken, steward)], ct))[0];
        string bonds = (await node.CreateAsync(steward, [Artifact.Creation("RigBonds", BondAbi.New, token, treasury, steward, CooldownSeconds)], ct))[0];
        BondNetwork network = new(node, token, bonds, (await node.HeadAsync(ct)).Number);
        await node.MineAsync(
            [
                .. network.FarmerAccounts.Append(steward).SelectMany(account => new[]
                {
                    Transaction.Of(steward, token, SettlementAbi.Mint, account, BigInteger.Pow(10, 18 + 9)),
                    Transaction.Of(account, token, SettlementAbi.Approve, bonds, (BigInteger.One << 256) - 1),
                }),
            ],
            ct);
        return network;
    }

    /// <summary>The manifest's text: the committed template with this deployment's addresses.</summary>
    public string ManifestText() => ManifestTemplate.Fill(Template, new ManifestFill
    {
        ChainId = 31337,
        BlockTimeSeconds = 1,
        StartBlock = StartBlock,
        Endpoints = [new EndpointSpec(Node.Http, Node.Ws)],
        Contracts = new Dictionary<string, string> { ["settlement"] = Bonds, ["token"] = Token },
        Feeds = new Dictionary<string, string>(),
    });

    public Manifest Manifest() => Read(ManifestText());

    public static Manifest Read(string manifest) => Assert.IsType<ManifestResult.Valid>(ManifestReader.ReadText(manifest)).Manifest;

    public static string Template => File.ReadAllText(RepositoryRoot.Combine("networks", "rig-bonds.json"));

    /// <summary>A text as bytes32, zero-padded.</summary>
    public static byte[] Bytes32(string text)
    {
        byte[] word = new byte[32];
        Encoding.UTF8.GetBytes(text, word);
        return word;
    }

    public Transaction Call(string from, Chains.Evm.Abi.AbiFunction function, params object?[] arguments) => Transaction.Of(from, Bonds, function, arguments);
}
