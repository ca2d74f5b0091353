using System.Diagnostics;
using System.Globalization;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>
/// One history of the second contract on a real node, played once for all tests of its class and recorded: what the follower
/// brought, and what the contract said at each of those blocks. <c>ISOTHERM_SEED</c> and <c>ISOTHERM_BLOCKS</c> choose another.
/// </summary>
public sealed class BondHistory : IAsyncLifetime
{
    private const int UsualSeed = 7_310;
    private const int UsualBlocks = 240;

    private readonly List<RecordedStep> _steps = [];

    internal IReadOnlyList<RecordedStep> Steps => _steps;

    internal Coverage Coverage { get; } = new(Setting("ISOTHERM_SEED", UsualSeed));

    /// <summary>The manifest that was followed, with this node's addresses.</summary>
    internal string Manifest { get; private set; } = "";

    /// <summary>The first disagreement between contract and live fold; null when there was none.</summary>
    internal string? Disagreement { get; private set; }

    /// <summary>Zones that rows entered in blocks without any fact.</summary>
    internal int CrossedByTimeAlone { get; private set; }

    internal TimeSpan Took { get; private set; }

    public async ValueTask InitializeAsync()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        Stopwatch watch = Stopwatch.StartNew();
        await using LocalNode node = await LocalNode.StartAsync(ct);
        BondNetwork network = await BondNetwork.DeployAsync(node, ct);
        Manifest = network.ManifestText();
        Manifest manifest = network.Manifest();
        Coverage.Expect(manifest);
        using DataDirectory data = new();
        await using FollowedNetwork followed = await FollowedNetwork.OpenAsync(manifest, data.Path, ct);
        FineLedger fines = new();
        NetworkPicture? before = null;
        History history = new(node, new BondScript(network, Coverage.Seed), followed, Coverage)
        {
            OnStep = async step =>
            {
                if (step is ChainStep.Extend extend)
                    Compare(await RecordAsync(network, extend, ct), extend, followed.Picture!, before, fines);
                else if (step is ChainStep.Rewind rewind)
                    Record(rewind, fines);
                before = followed.Picture;
            },
            OnReorganised = () => followed.EqualsReplayAsync(manifest, ct),
        };
        await history.PlayAsync(Setting("ISOTHERM_BLOCKS", UsualBlocks), ct);
        Took = watch.Elapsed;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<BondAnswers> RecordAsync(BondNetwork network, ChainStep.Extend step, CancellationToken ct)
    {
        BondAnswers contract = await BondAnswers.ReadAsync(network, step.Block.Header.Hash, BondStewardMoves.Models, ct);
        _steps.Add(new RecordedStep.Extend(step.Block, contract));
        return contract;
    }

    private void Record(ChainStep.Rewind step, FineLedger fines)
    {
        _steps.Add(new RecordedStep.Rewind(step.To));
        fines.Rewind(step.To.Number);
    }

    private void Compare(BondAnswers contract, ChainStep.Extend step, NetworkPicture picture, NetworkPicture? before, FineLedger fines)
    {
        fines.Extend(step.Block.Header.Number, step.Facts);
        Disagreement ??= BondComparison.Difference(picture, fines.Totals, contract, Coverage);
        foreach (ClusterRow row in picture.Rows)
            Coverage.Saw(Ratio.Of(row.Terms, picture.Market));
        Coverage.Compared(picture, contract.Logs.Select(log => log.Topic));
        if (step.Facts.Count == 0 && before is not null && before.Block.Number == picture.Block.Number - 1)
            CrossedByTimeAlone += before.Zones.ToArray().Zip(picture.Zones.ToArray()).Count(zones => zones.First != zones.Second);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : usual;
}
