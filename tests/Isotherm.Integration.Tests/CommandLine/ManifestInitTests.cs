using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Network;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.CommandLine;

/// <summary>A draft that was made from an ABI and a node alone is one that the fold follows as it follows the committed manifest.</summary>
public sealed partial class ManifestInitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_from_abi_and_node_gives_the_picture_that_the_committed_manifest_gives()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        await network.MineAsync(Ct, network.Settlement(network.Contracts.Admin, SettlementAbi.SetThresholds, 16_000, 11_000));
        string file = Path.Combine(data.Path, "draft.json");

        Ran init = await Ran.Async(
            "manifest", "init", "--abi", RepositoryRoot.Combine("contracts", "artifacts", "SettlementLayer.json"),
            "--address", network.Contracts.Settlement, "--node", node.Http.ToString(), "--id", "demo", "--output", file);
        Ran check = await Ran.Async("manifest", "check", file, "--node", node.Http.ToString());

        Assert.Equal((0, 0), (init.Code, check.Code));
        Manifest committed = network.Contracts.Manifest();
        Manifest drafted = Assert.IsType<ManifestResult.Valid>(ManifestReader.Read(file)).Manifest;
        Assert.Equal(committed.Rules with { BlockTimeSeconds = drafted.Rules.BlockTimeSeconds }, drafted.Rules);
        Assert.Equal(committed.Chain.StartBlock, drafted.Chain.StartBlock);
        Assert.Equal((committed.TokenFeed, committed.NativeFeed), (drafted.TokenFeed, drafted.NativeFeed));
        NetworkPicture expected = await PictureAsync(committed, node, Path.Combine(data.Path, "committed"));
        NetworkPicture found = await PictureAsync(drafted, node, Path.Combine(data.Path, "drafted"));
        Assert.Equal(SmallNetwork.Clusters, found.Rows.Count);
        Assert.Equal(expected.StateHash, found.StateHash);
    }

    [Fact]
    public async Task A_node_without_the_contract_or_without_an_answer_gives_no_draft()
    {
        using DataDirectory data = new();
        string file = Path.Combine(data.Path, "draft.json");
        string[] init = ["manifest", "init", "--abi", RepositoryRoot.Combine("contracts", "artifacts", "SettlementLayer.json"), "--address", "0x" + new string('9', 40), "--output", file, "--node"];

        Ran silent = await Ran.Async([.. init, $"http://127.0.0.1:{AnvilProcess.FreePort()}"]);
        Assert.Equal(2, silent.Code);
        Assert.Contains("expected a node that answers", silent.Error, StringComparison.Ordinal);

        await using LocalNode node = await LocalNode.StartAsync(Ct);
        Ran empty = await Ran.Async([.. init, node.Http.ToString()]);
        Assert.Equal(2, empty.Code);
        Assert.Contains($"has no contract at 0x{new string('9', 40)}", empty.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Every_command_of_the_guide_does_what_it_says()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        string[] commands = Guide(await File.ReadAllTextAsync(RepositoryRoot.Combine("docs", "manifest.md"), Ct));
        Prepare(data.Path, network.Contracts.ManifestText());

        (int code, string said) = await ScriptAsync(data.Path, string.Join('\n', commands[..^1]).Replace("http://127.0.0.1:8545", node.Http.ToString(), StringComparison.Ordinal));

        Assert.True(code == 0, said);
        Assert.Contains("21 events mapped, 3 left out", said, StringComparison.Ordinal);
        Assert.Contains("my-network.json: ok: 'my-network', 2 contracts, 21 events\n", said, StringComparison.Ordinal);
        Assert.Contains("my-network.json: ok: 'my-network', 2 contracts, 21 events, agrees with ", said, StringComparison.Ordinal);

        // The guide's last command would build the server in the reader's folder and stay: this is the built one, on a free port.
        Assert.Equal("dotnet run -c Release --project src/Isotherm.Server -- --manifest my-network.json --data data --port 5081", commands[^1].Trim());
        await using ServerProcess server = ServerProcess.Start([Path.Combine(data.Path, "my-network.json")], data.Path);
        string head = (await node.HeadAsync(Ct)).Hash;
        JsonElement body = await server.AnswerAsync("/api/v1/networks/my-network", n => n.GetProperty("head") is { ValueKind: JsonValueKind.Object } at && at.GetProperty("hash").GetString() == head, $"block {head}", Ct);
        Assert.Equal("My network", body.GetProperty("name").GetString());
    }

    private static async Task<NetworkPicture> PictureAsync(Manifest manifest, LocalNode node, string directory)
    {
        await using FollowedNetwork followed = await FollowedNetwork.OpenAsync(manifest, directory, Ct);
        NodeBlock head = await node.HeadAsync(Ct);
        await followed.ReachAsync(new BlockRef(head.Number, head.Hash), _ => Task.CompletedTask, Ct);
        return followed.Picture!;
    }

    private static string[] Guide(string document)
    {
        string section = document[document.IndexOf("## From a contract to a manifest in ten minutes", StringComparison.Ordinal)..];
        string[] commands = [.. CodeBlock().Matches(section).Select(m => m.Groups["code"].Value)];
        Assert.Equal(4, commands.Length);
        return commands;
    }

    // What the reader has: the repository's command and artefacts, and what ./run left of the demo.
    private static void Prepare(string folder, string manifest)
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, "contracts"), RepositoryRoot.Combine("contracts"));
        File.CreateSymbolicLink(Path.Combine(folder, "isotherm"), RepositoryRoot.Combine("isotherm"));
        Directory.CreateDirectory(Path.Combine(folder, ".isotherm", "demo"));
        File.WriteAllText(Path.Combine(folder, ".isotherm", "demo", "manifest.json"), JsonNode.Parse(manifest)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static async Task<(int Code, string Said)> ScriptAsync(string folder, string script)
    {
        ProcessStartInfo start = new("bash", ["-euo", "pipefail", "-c", $"exec 2>&1\n{script}"]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, said);
    }

    [GeneratedRegex(@"^ *```sh\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex CodeBlock();
}
