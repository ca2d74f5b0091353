using System.Globalization;
using System.Text.Json.Nodes;
using Isotherm.Domain;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>
/// A settlement contract of quite another shape, followed by its manifest alone: over a seeded history with reorganisations, at each
/// block that arrives, what Isotherm says is what the contract's own views say at that block's hash; and no effect can be left out.
/// </summary>
public sealed class GeneralityTests(BondHistory history, ITestOutputHelper output) : IClassFixture<BondHistory>
{
    /// <summary>Every effect of networks/rig-bonds.json: event, place among its effects, name.</summary>
    public static TheoryData<string, int, string> Effects
    {
        get
        {
            TheoryData<string, int, string> effects = [];
            foreach (JsonNode? binding in JsonNode.Parse(BondNetwork.Template)!["events"]!.AsArray())
            {
                JsonArray listed = binding!["effects"]!.AsArray();
                for (int i = 0; i < listed.Count; i++)
                    effects.Add((string)binding["signature"]!, i, (string)listed[i]!["effect"]!);
            }

            return effects;
        }
    }

    [Fact]
    public void Every_farm_and_rig_equals_the_contract_at_every_block()
    {
        output.WriteLine(history.Coverage.ToString());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"zones crossed by time alone: {history.CrossedByTimeAlone}; {history.Took.TotalSeconds:F1} s"));

        Assert.True(history.Disagreement is null, history.Disagreement);
        Assert.True(history.Coverage.Blocks >= 240, $"{history.Coverage.Blocks} blocks");
        Assert.True(history.Coverage.Reorganisations >= 20, $"{history.Coverage.Reorganisations} reorganisations");
        Assert.InRange(history.Coverage.DeepestReorganisation, 31, 32);
        Assert.DoesNotContain(history.Coverage.Events, e => e.Value == 0);
        Assert.Equal([Zone.Green, Zone.Yellow, Zone.Red, Zone.Exempt, Zone.Liquidated], history.Coverage.Zones.Keys);
        // Without a price nothing can block: all other states are there.
        Assert.Equal([QueueState.None, QueueState.Grace, QueueState.Due, QueueState.Recovered, QueueState.Liquidated], history.Coverage.QueueStates.Keys);
        Assert.Equal([-1, 0, 1], history.Coverage.AtCritical.Keys);
        Assert.True(history.CrossedByTimeAlone > 0, "no zone was crossed by what accrued alone");
    }

    [Fact]
    public void The_recorded_history_folds_again_to_what_the_contract_said() =>
        Assert.Null(Refold.FirstDisagreement(history.Steps, BondNetwork.Read(history.Manifest)));

    [Theory]
    [MemberData(nameof(Effects))]
    public void Without_any_one_effect_the_manifest_no_longer_agrees_with_the_contract(string signature, int place, string effect)
    {
        JsonNode manifest = JsonNode.Parse(history.Manifest)!;
        JsonNode binding = manifest["events"]!.AsArray().Single(e => (string)e!["signature"]! == signature)!;
        JsonArray effects = binding["effects"]!.AsArray();
        Assert.Equal(effect, (string)effects[place]!["effect"]!);
        effects.RemoveAt(place);
        if (effects.Count == 0)
            manifest["events"]!.AsArray().Remove(binding);

        string? disagreement = Refold.FirstDisagreement(history.Steps, BondNetwork.Read(manifest.ToJsonString()));

        Assert.True(disagreement is not null, $"the history agrees with the contract without {effect} of {signature}");
        output.WriteLine(disagreement);
    }
}
