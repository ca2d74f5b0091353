using Isotherm.Chains.Auditing;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;
using Isotherm.Server.Auditing;

namespace Isotherm.Integration.Tests.Auditing;

/// <summary>The self-audit over a history with reorganisations, with a budget for every cluster at every block: it never cries wolf.</summary>
public sealed class AuditParityTests(ITestOutputHelper output)
{
    private const int Seed = 31_415;
    private const int Blocks = 160;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_cluster_is_ever_in_dispute_with_the_contract_that_it_was_read_from()
    {
        Coverage coverage = new(Seed);
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        ReferenceNetwork network = await ReferenceNetwork.DeployAsync(node, 8, Ct);
        Manifest manifest = network.Manifest();
        coverage.Expect(manifest);
        using DataDirectory data = new();
        using ContractAuditor auditor = new(manifest, new ContractAuditorOptions { CallBudget = 3_000, TimeLimit = TimeSpan.FromSeconds(60) }, TimeProvider.System);
        await using FollowedNetwork followed = await FollowedNetwork.OpenAsync(manifest, data.Path, Ct);
        Dictionary<Zone, int> zones = [];
        int compared = 0;
        History history = new(network.Node, new Script(network, Seed), followed, coverage)
        {
            OnStep = async step =>
            {
                if (step is not ChainStep.Extend)
                    return;
                NetworkPicture picture = followed.Picture!;
                compared += await HoldAsync(auditor, picture);
                foreach (Zone zone in picture.Zones.ToArray())
                    zones[zone] = zones.GetValueOrDefault(zone) + 1;
            },
        };

        await history.PlayAsync(Blocks, Ct);

        output.WriteLine($"seed {Seed}: {compared} comparisons; {string.Join(", ", zones.OrderBy(z => z.Key).Select(z => $"{z.Key} {z.Value}"))}");
        Assert.True(compared > 2_000, $"only {compared} comparisons");
        Assert.True(coverage.Reorganisations >= 5, $"{coverage.Reorganisations} reorganisations");
        Assert.Superset(new HashSet<Zone> { Zone.Green, Zone.Yellow, Zone.Red, Zone.Unknown, Zone.Exempt }, zones.Keys.ToHashSet());
    }

    private static async Task<int> HoldAsync(ContractAuditor auditor, NetworkPicture picture)
    {
        ContractAnswers answers = await auditor.AskAsync(picture.Block, [.. picture.Rows.Select(row => row.Terms.Id)], Ct);
        for (int i = 0; i < picture.Rows.Count; i++)
        {
            Finding finding = AuditComparison.Judge(picture.Rows[i], picture.Market, answers.Clusters[i]);
            string found = finding is Finding.Disagreed disagreed ? string.Join("; ", disagreed.Differences) : finding.ToString();
            Assert.True(finding is Finding.Agreed, $"block {picture.Block}, cluster {picture.Rows[i].Terms.Id}: {found} (seed {Seed})");
        }

        return picture.Rows.Count;
    }
}
