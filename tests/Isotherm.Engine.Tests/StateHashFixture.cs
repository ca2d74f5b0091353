using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Testing;

namespace Isotherm.Engine.Tests;

/// <summary>tests/fixtures/state-hash.json, from which the page's tests recompute the hash too.</summary>
public sealed class StateHashFixture
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_committed_bodies_are_those_of_this_engine()
    {
        JsonNode fixture = new JsonObject { ["bodies"] = new JsonArray([.. Pictures().Select(HeatmapTerms.Of)]) };

        string expected = fixture.ToJsonString(Readable);

        string path = FixturePath();
        Assert.True(File.Exists(path) && File.ReadAllText(path).TrimEnd() == expected, $"{path} should read:\n{expected}");
    }

    [Fact]
    public void A_reader_of_the_wire_computes_the_same_hash()
    {
        JsonArray bodies = JsonNode.Parse(File.ReadAllText(FixturePath()))!["bodies"]!.AsArray();

        Assert.Equal(4, bodies.Count);
        Assert.All(bodies, body => Assert.Equal((string)body!["stateHash"]!, WireHash.Of(body)));
    }

    /// <summary>A calm block, an outage with last known ratios (one negative), a block after it with a liquidation, one with disputes.</summary>
    private static IEnumerable<NetworkPicture> Pictures()
    {
        NetworkState state = new(Scenario.Rules(GasModel.Modelled));
        BigInteger far = (BigInteger.One << 200) + 7;
        state.Next(
        [
            new Fact.ClassDefined(Scenario.H100, "H100"),
            new Fact.RequirementSet(Scenario.H100, 40_000_000_000),
            new Fact.DemandSet(Scenario.H100, 10_000),
            new Fact.ClassDefined(new(2), "RTX\u20094090 – café"),
            new Fact.DemandSet(new(2), 12_500),
            new Fact.GracePeriodSet(60),
            .. Scenario.Cluster(1, 1, Scenario.OneGpu * 2),
            .. Scenario.Cluster(2, 2, Scenario.OneGpu),
            new Fact.RewardsSet(new(2), 1_234_567_890_123_456_789),
            .. Scenario.Cluster(3, 3, 0),
            new Fact.ClusterRegistered(new(far), "0x00000000000000000000000000000000000000bb", new(2), "far", ""),
            new Fact.NodeAdded(new(4), new(far), 8),
            new Fact.CollateralSet(new(4), BigInteger.One << 130),
            new Fact.QueueEntered(new(2), Scenario.Start, Scenario.Start + 60),
        ]);
        yield return state.Picture!;

        Block outage = Scenario.After(state.Picture, seconds: 61);
        outage = outage with { TokenPrice = Scenario.TokenPrice(Scenario.Start), NativePrice = null, Header = outage.Header with { BaseFee = null } };
        yield return state.Apply(outage, []).Picture;

        long back = outage.Header.Timestamp + 2;
        yield return state.Next(new Fact.PriceResumed(back), new Fact.Liquidated(new(2), "0xcc", Scenario.OneGpu, 1), new Fact.ThresholdsSet(16_000, 12_345)).Picture;

        yield return state.Next(new Fact.AuditFailed(new(1)), new Fact.AuditFailed(new(2))).Picture;
    }

    private static string FixturePath() => RepositoryRoot.Combine("tests", "fixtures", "state-hash.json");
}
