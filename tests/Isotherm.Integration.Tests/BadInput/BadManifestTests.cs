using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>One server with a good network and many bad manifests: each bad one is one clear error with its place, and the good network goes on.</summary>
public sealed class BadManifestTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Manifests_that_cannot_be_read_are_refused_one_line_each_and_the_good_network_goes_on()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        Folder folder = new(data.Path, network.Contracts.ManifestText());
        (string File, string Line, string Message)[] bad =
        [
            folder.Bad("types", m => m["maxAge"] = "60", "/maxAge", "expected a whole number from 1 to 31536000, found '60'"),
            folder.Bad("effect", m => Effect(m, "Cured")["effect"] = "queue.flee", "/events/15/effects/0/effect", "unknown effect 'queue.flee'"),
            folder.Bad("overlap", m => Event(m, "Staked")["effects"]!.AsArray().Add(Effect(m, "Unstaked").DeepClone()), "/events/9/effects/1", "'collateral.set' of 'nodeId' clashes with 'collateral.set' of the same event"),
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
        Folder folder = new(data.Path, network.Contracts.ManifestText());
        string nobody = "0x" + new string('9', 40);
        (string File, string Line, string Message)[] bad =
        [
            folder.Bad("chain", m => m["chain"]!["chainId"] = 99, "/chain/chainId", "is on chain 31337; expected chain 99"),
            folder.Bad("code", m => m["contracts"]!["settlement"]!["address"] = nobody, "/contracts/settlement/address", $"has no contract at {nobody}; expected 'settlement' there"),
            folder.Bad("token", m => m["token"]!["decimals"] = 6, "/token/decimals", "has 18 decimals; expected 6"),
            folder.Bad("feed", m => m["feeds"]!["native"]!["decimals"] = 18, "/feeds/native/decimals", "has 8 decimals; expected 18"),
            folder.Bad("event", m => Event(m, "Cured")["signature"] = "event Cured(uint128 indexed clusterId, address indexed by)", "/events/15/signature", "has no event Cured(uint128,address)"),
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
        Assert.Contains("can't be written", closed.GetProperty("problem").GetString(), StringComparison.Ordinal);
        await GoesOnAsync(server, network);
    }

    // Mines, and waits until the good network has published that block.
    private static async Task GoesOnAsync(ServerProcess server, SmallNetwork network)
    {
        JsonElement before = await server.HealthyAtAsync((await network.Contracts.Node.HeadAsync(Ct)).Hash, Ct);
        JsonElement after = await server.HealthyAtAsync(await network.AnswerAsync(SmallNetwork.Usd(8), Ct), Ct);
        Assert.True(after.GetProperty("seq").GetInt64() > before.GetProperty("seq").GetInt64());
    }

    private static JsonNode Event(JsonNode manifest, string name) =>
        manifest["events"]!.AsArray().Single(e => e!["signature"]!.GetValue<string>().StartsWith($"event {name}(", StringComparison.Ordinal))!;

    private static JsonNode Effect(JsonNode manifest, string name) => Event(manifest, name)["effects"]![0]!;

    /// <summary>Manifest files beside each other, each a variation of a good one under an id of its own.</summary>
    private sealed class Folder
    {
        private readonly string _path;
        private readonly string _sound;

        public Folder(string path, string sound)
        {
            (_path, _sound) = (path, sound);
            Good = Write("good", m => m["id"] = "demo");
        }

        public string Good { get; }

        public string Write(string id, Action<JsonNode> change)
        {
            JsonNode manifest = JsonNode.Parse(_sound)!;
            manifest.AsObject().Remove("$schema");
            manifest["id"] = id;
            change(manifest);
            string file = Path.Combine(_path, id + ".json");
            File.WriteAllText(file, manifest.ToJsonString(Indented));
            return file;
        }

        /// <summary>A bad one, with the line on which its fault stands as the written file has it.</summary>
        public (string File, string Line, string Message) Bad(string id, Action<JsonNode> change, string pointer, string message)
        {
            string file = Write(id, change);
            return (file, $"{LineOf(File.ReadAllLines(file), pointer)}", message);
        }

        public (string File, string Line, string Message) Missing(string id) => (Path.Combine(_path, id + ".json"), "1", "is not there; expected a manifest file");

        // Walks down the indented text: a member is a line that starts with its name, an item the n-th line at its depth that opens one.
        private static int LineOf(string[] lines, string pointer)
        {
            int line = 0;
            string[] parts = pointer.Split('/')[1..];
            for (int depth = 1; depth <= parts.Length; depth++)
            {
                string indent = new(' ', 2 * depth);
                string part = parts[depth - 1];
                int wanted = int.TryParse(part, out int index) ? index : 0;
                string start = indent + (int.TryParse(part, out _) ? "{" : $"\"{part}\":");
                for (int seen = -1; seen < wanted;)
                {
                    if (lines[++line].StartsWith(start, StringComparison.Ordinal))
                        seen++;
                }
            }

            return line + 1;
        }
    }
}
