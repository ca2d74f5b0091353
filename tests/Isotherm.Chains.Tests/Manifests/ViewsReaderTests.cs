using System.Numerics;
using System.Text.Json.Nodes;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Tests.Manifests;

public sealed class ViewsReaderTests
{
    private const string Queue = """{ "signature": "function q(uint256) view returns (uint8 s, uint64 f, int64 d)", "states": ["none", "grace"], "state": "s" }""";

    [Fact]
    public void The_reference_manifest_names_the_three_views_of_its_contract()
    {
        var views = DemoManifest.Manifest.Views!;
        Assert.Equal(["ratio", "requirement", "queue"], views.Names);
        Assert.Equal(("ratioOf(uint256)", "requirementOf(uint256)", "queueOf(uint256)"), (views.Ratio!.Function.Canonical, views.Requirement!.Function.Canonical, views.Queue!.View.Function.Canonical));
        Assert.Equal(Enum.GetValues<QueueState>(), views.Queue.States);
        Assert.Equal((0, 1, 2), (views.Queue.State, views.Queue.FlaggedAt, views.Queue.Deadline));
        Assert.All([views.Ratio, views.Requirement, views.Queue.View], view => Assert.Equal(DemoManifest.Settlement, view.Address));
    }

    [Fact]
    public void A_manifest_without_views_has_none() => Assert.Null(Valid(null).Views);

    [Fact]
    public void One_view_is_enough_and_may_be_of_another_contract()
    {
        var views = Valid("""{ "ratio": { "contract": "token", "signature": "function r(address) view returns (uint128)" } }""").Views!;
        Assert.Equal(["ratio"], views.Names);
        Assert.Equal((DemoManifest.Token, null, null), (views.Ratio!.Address, views.Requirement, views.Queue));
    }

    [Theory]
    [InlineData("uint256", "000000000000000000000000000000000000000000000000000000000000012c")]
    [InlineData("address", "000000000000000000000000000000000000000000000000000000000000012c")]
    [InlineData("bytes32", "000000000000000000000000000000000000000000000000000000000000012c")]
    [InlineData("bytes4", "0000012c00000000000000000000000000000000000000000000000000000000")]
    public void A_clusters_id_is_encoded_as_the_parameter_wants_it(string type, string word)
    {
        var view = Valid($$"""{ "ratio": { "signature": "function r({{type}}) view returns (uint256)" } }""").Views!.Ratio!;
        Assert.EndsWith(word, view.CallData(new ClusterId(300)), StringComparison.Ordinal);
        Assert.Equal(2 + 8 + 64, view.CallData(new ClusterId(300))!.Length);
    }

    [Fact]
    public void An_id_that_does_not_fit_the_parameter_gives_no_call()
    {
        var view = Valid("""{ "ratio": { "signature": "function r(uint8) view returns (uint256)" } }""").Views!.Ratio!;
        Assert.NotNull(view.CallData(new ClusterId(255)));
        Assert.Null(view.CallData(new ClusterId(256)));
        Assert.Null(view.CallData(new ClusterId(BigInteger.MinusOne)));
    }

    [Theory]
    [InlineData("{}", "/views", "expected at least one of ratio, requirement, queue")]
    [InlineData("""{ "rate": {} }""", "/views/rate", "unknown field 'rate'; expected one of ratio, requirement, queue")]
    [InlineData("""{ "ratio": { "signature": "event r(uint256)" } }""", "/views/ratio/signature", "function")]
    [InlineData("""{ "ratio": { "signature": "function r(uint256) view" } }""", "/views/ratio/signature", "expected one output of type uintN, found none")]
    [InlineData("""{ "ratio": { "signature": "function r(uint256) view returns (uint256 a, bool b)" } }""", "/views/ratio/signature", "found uint256 a, bool b")]
    [InlineData("""{ "requirement": { "signature": "function r(uint256) view returns (int256)" } }""", "/views/requirement/signature", "expected one output of type uintN, found int256")]
    [InlineData("""{ "ratio": { "signature": "function r() view returns (uint256)" } }""", "/views/ratio/signature", "expected one parameter, an id (uintN, address or bytesN), found r()")]
    [InlineData("""{ "ratio": { "signature": "function r(string) view returns (uint256)" } }""", "/views/ratio/signature", "expected one parameter")]
    [InlineData("""{ "ratio": { "contract": "oracle", "signature": "function r(uint256) view returns (uint256)" } }""", "/views/ratio/contract", "'oracle' is not one of the contracts settlement, token")]
    [InlineData("""{ "queue": Q, "states": ["none", "asleep"] }""", "/views/queue/states/1", "expected one of none, grace, due, blocked, recovered, liquidated, found 'asleep'")]
    [InlineData("""{ "queue": Q, "states": [] }""", "/views/queue/states", "expected a list of 1 to 32, found 0 items")]
    [InlineData("""{ "queue": Q, "state": "x" }""", "/views/queue/state", "q has no output 'x'; expected one of uint8 s, uint64 f, int64 d")]
    [InlineData("""{ "queue": Q, "state": "f" }""", "/views/queue/state", "expected an output of type uint8, uint16 or uint24; 'f' is uint64")]
    [InlineData("""{ "queue": Q, "deadline": "d" }""", "/views/queue/deadline", "expected an output of type uintN; 'd' is int64")]
    [InlineData("[]", "/views", "expected an object, found a list")]
    public void A_mistake_is_one_message_with_its_place(string views, string path, string message)
    {
        var invalid = Assert.IsType<ManifestResult.Invalid>(ManifestReader.ReadText(Text(views)));
        Assert.Equal(path, Assert.Single(invalid.Problems, p => p.Message.Contains(message, StringComparison.Ordinal)).Path);
    }

    private static Manifest Valid(string? views)
    {
        var result = ManifestReader.ReadText(Text(views));
        Assert.True(result is ManifestResult.Valid, string.Join('\n', (result as ManifestResult.Invalid)?.Problems.Select(p => p.ToString()) ?? []));
        return ((ManifestResult.Valid)result).Manifest;
    }

    // "Q, field: value" is the good queue view with one field changed.
    private static string Text(string? views)
    {
        var manifest = JsonNode.Parse(DemoManifest.Json)!.AsObject();
        manifest.Remove("views");
        if (views is not null && views.Contains("Q, ", StringComparison.Ordinal))
        {
            var queue = JsonNode.Parse(Queue)!.AsObject();
            foreach (var (name, value) in JsonNode.Parse("{" + views[(views.IndexOf("Q, ", StringComparison.Ordinal) + 3)..])!.AsObject())
            {
                queue[name] = value?.DeepClone();
            }

            manifest["views"] = new JsonObject { ["queue"] = queue };
        }
        else if (views is not null)
        {
            manifest["views"] = JsonNode.Parse(views);
        }

        return manifest.ToJsonString();
    }
}
