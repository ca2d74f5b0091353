using System.Numerics;
using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Network;

/// <summary>The reference contracts on a local node, with tokens handed out and nothing registered yet.</summary>
internal sealed record ReferenceNetwork(LocalNode Node, string Token, string TokenFeed, string NativeFeed, string Burner, string Settlement, ulong StartBlock, int TokenFeedDecimals)
{
    public const int WarningBps = 15_000;
    public const int CriticalBps = 12_000;
    public const int GraceSeconds = 40;
    public const int MaxAgeSeconds = 60;
    public const int RecoverySeconds = 20;
    public const int TokenDecimals = 18;

    private const int Operators = 8;

    public string Admin => Node.Accounts[0];

    public string Oracle => Node.Accounts[1];

    public string Treasury => Node.Accounts[2];

    public string Keeper => Node.Accounts[3];

    /// <summary>Those who register clusters.</summary>
    public IEnumerable<string> OperatorAccounts => Node.Accounts.Skip(4).Take(Operators);

    /// <summary>Deploys; feeds of the given decimals, without an answer so far.</summary>
    public static async Task<ReferenceNetwork> DeployAsync(LocalNode node, int tokenFeedDecimals, CancellationToken ct)
    {
        (string admin, string oracle, string treasury) = (node.Accounts[0], node.Accounts[1], node.Accounts[2]);
        IReadOnlyList<string> parts = await node.CreateAsync(
            admin,
            [
                Artifact.Creation("DemoToken", SettlementAbi.NewToken, admin),
                Artifact.Creation("PriceFeed", SettlementAbi.NewFeed, tokenFeedDecimals, "GRID / USD", oracle),
                Artifact.Creation("PriceFeed", SettlementAbi.NewFeed, 8, "ETH / USD", oracle),
                Artifact.Creation("GasBurner"),
            ],
            ct);
        object?[] parameters = [WarningBps, CriticalBps, GraceSeconds, MaxAgeSeconds, RecoverySeconds, 120_000, 500];
        string settlement = (await node.CreateAsync(
            admin, [Artifact.Creation("SettlementLayer", SettlementAbi.NewSettlement, parts[0], parts[1], parts[2], treasury, admin, parameters)], ct))[0];
        NodeBlock deployed = await node.HeadAsync(ct);
        ReferenceNetwork network = new(node, parts[0], parts[1], parts[2], parts[3], settlement, deployed.Number, tokenFeedDecimals);
        foreach (string account in network.OperatorAccounts.Append(admin))
        {
            await node.MineAsync(
                [
                    Transaction.Of(admin, network.Token, SettlementAbi.Mint, account, BigInteger.Pow(10, 18 + 9)),
                    Transaction.Of(account, network.Token, SettlementAbi.Approve, settlement, (BigInteger.One << 256) - 1),
                ],
                ct);
        }

        return network;
    }

    /// <summary>The manifest's text: the committed template with this deployment's addresses.</summary>
    public string ManifestText(string? genesis = null, ulong chainId = 31337, double blockTime = 1)
    {
        string text = ManifestTemplate.Fill(File.ReadAllText(RepositoryRoot.Combine("networks", "reference.json")), new ManifestFill
        {
            ChainId = chainId,
            GenesisHash = genesis,
            BlockTimeSeconds = blockTime,
            StartBlock = StartBlock,
            Endpoints = [new EndpointSpec(Node.Http, Node.Ws)],
            Contracts = new Dictionary<string, string> { ["settlement"] = Settlement, ["token"] = Token },
            Feeds = new Dictionary<string, string> { ["token"] = TokenFeed, ["native"] = NativeFeed },
        });
        JsonNode manifest = JsonNode.Parse(text)!;
        manifest["feeds"]!["token"]!["decimals"] = TokenFeedDecimals;
        return manifest.ToJsonString();
    }

    /// <summary>The same, read.</summary>
    public Manifest Manifest() => Assert.IsType<ManifestResult.Valid>(ManifestReader.ReadText(ManifestText())).Manifest;
}
