using System.Text.Json;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>One server with a good network and many bad manifests: each bad one is one clear error with its place, and the good network goes on.</summary>
public sealed class BadManifestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Manifests_that_cannot_be_read_are_refused_one_line_each_and_the_good_network_goes_on()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        ManifestFolder folder = new(data.Path, network.Contracts.ManifestText());
        (string File, string Line, string Message)[] bad =
        [
            folder.Bad("types", m => m["maxAge"] = "60", "/maxAge", "expected a whole number from 1 to 31536000, found '60'"),
            folder.Bad("effect", m => ManifestFolder.Effect(m, "Cured")["effect"] = "queue.flee", "/events/15/effects/0/effect", "unknown effect 'queue.flee'"),
            folder.Bad("overlap", m => ManifestFolder.Event(m, "Staked")["effects"]!.AsArray().Add(ManifestFolder.Effect(m, "Unstaked").DeepClone()), "/events/9/effects/1", "'collateral.set' of 'nodeId' clashes with 'collateral.set' of the same event"),
            folder.Bad("currency", m => m["feeds"]!.AsObject().Remove("token"), "/feeds", "expected a feed 'token', since the requirement is in USD"),
            folder.Bad("unit", m => m["requirement"]!["baseDecimals"] = 18, "/requirement/baseDecimals", "expected 8: a requirement in USD counts USD with 8 decimals"),
            folder.Bad("newer", m => m["schemaVersion"] = 2, "/schemaVersion", "schemaVersion 2 is newer than this program"),
            folder.Bad("twin", m => m["id"] = "demo", "/id", "'demo' is already the id of good.json:3"),
            folder.Missing("gone"),
        ];

        await using ServerProcess server = ServerProcess.Start([folder.Good, .. bad.Select(b => b.File)], data.Path);
        await GoesOnAsync(server, network);

        JsonElement list = await server.AnswerAsync("/api/v1/networks", _ => true, "an answer", Ct);
        Assert.Equal("demo", Assert.Single(list.GetProperty("networks").EnumerateArray()).GetProperty("id").GetString());
        JsonElement[] refused = [.. list.GetProperty("refused").EnumerateArray()];
        Assert.Equal(bad.Select(b => Path.GetFileName(b.File)), refused.Select(r => r.GetProperty("file").GetString()));
        Assert.DoesNotContain(data.Path, list.GetRawText(), StringComparison.Ordinal);
        string[] said = server.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach ((string file, string line, string message) in bad)
        {
            string shown = Assert.Single(refused.Single(r => r.GetProperty("file").GetString() == Path.GetFileName(file)).GetProperty("problems").EnumerateArray()).GetString()!;
            Assert.StartsWith($"{Path.GetFileName(file)}:{line}: ", shown, StringComparison.Ordinal);
            Assert.Contains(message, shown, StringComparison.Ordinal);
            string told = Assert.Single(said, s => s.StartsWith(file, StringComparison.Ordinal));
            Assert.Equal($"{file}{shown[Path.GetFileName(file).Length..]}".Replace("good.json", folder.Good, StringComparison.Ordinal), told);
        }
    }

    [Fact]
    public async Task Manifests_that_the_node_contradicts_say_so_in_their_own_network_and_the_good_one_goes_on()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        ManifestFolder folder = new(data.Path, network.Contracts.ManifestText());
        string nobody = "0x" + new string('9', 40);
        (string File, string Line, string Message)[] bad =
        [
            folder.Bad("chain", m => m["chain"]!["chainId"] = 99, "/chain/chainId", "is on chain 31337; expected chain 99"),
            folder.Bad("code", m => m["contracts"]!["settlement"]!["address"] = nobody, "/contracts/settlement/address", $"has no contract at {nobody}; expected 'settlement' there"),
            folder.Bad("token", m => m["token"]!["decimals"] = 6, "/token/decimals", "has 18 decimals; expected 6"),
            folder.Bad("feed", m => m["feeds"]!["native"]!["decimals"] = 18, "/feeds/native/decimals", "has 8 decimals; expected 18"),
            folder.Bad("event", m => ManifestFolder.Event(m, "Cured")["signature"] = "event Cured(uint128 indexed clusterId, address indexed by)", "/events/15/signature", "has no event Cured(uint128,address)"),
        ];
        string blocked = folder.Write("blocked", m => m["name"] = "A network whose journal cannot be opened");
        Directory.CreateDirectory(Path.Combine(data.Path, "journals"));
        await File.WriteAllTextAsync(Path.Combine(data.Path, "journals", "blocked"), "no folder", Ct);

        await using ServerProcess server = ServerProcess.Start([folder.Good, .. bad.Select(b => b.File), blocked], data.Path);
        await GoesOnAsync(server, network);

        foreach ((string file, string line, string message) in bad)
        {
            string id = Path.GetFileNameWithoutExtension(file);
            JsonElement body = await server.AnswerAsync($"/api/v1/networks/{id}", n => n.GetProperty("problem").ValueKind == JsonValueKind.String, "a problem", Ct);
            string problem = body.GetProperty("problem").GetString()!;
            Assert.Contains(message, problem, StringComparison.Ordinal);
            Assert.Contains($"({id}.json:{line}, ", problem, StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Null, body.GetProperty("head").ValueKind);
        }

        JsonElement closed = await server.AnswerAsync("/api/v1/networks/blocked", _ => true, "an answer", Ct);
        string said = closed.GetProperty("problem").GetString()!;
        Assert.Contains("'blocked' can't be written", said, StringComparison.Ordinal);
        Assert.DoesNotContain(data.Path, said, StringComparison.Ordinal);
        await GoesOnAsync(server, network);
    }

    // Mines, and waits until the good network has published that block.
    private static async Task GoesOnAsync(ServerProcess server, SmallNetwork network)
    {
        JsonElement before = await server.HealthyAtAsync((await network.Contracts.Node.HeadAsync(Ct)).Hash, Ct);
        JsonElement after = await server.HealthyAtAsync(await network.AnswerAsync(SmallNetwork.Usd(8), Ct), Ct);
        Assert.True(after.GetProperty("seq").GetInt64() > before.GetProperty("seq").GetInt64());
    }
}
