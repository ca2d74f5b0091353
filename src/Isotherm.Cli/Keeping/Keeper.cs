using System.Globalization;
using System.Numerics;
using Isotherm.Chains.Auditing;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>
/// A keeper's rounds, one a head: what became of our transactions, what the contract's views say, what is to be done, simulate, and
/// send. Each round decides from the chain alone, so that it goes on after a reorganisation, a restart or another keeper's work.
/// </summary>
/// <param name="manifest">The network.</param>
/// <param name="request">Limits.</param>
/// <param name="from">The sending account, lower-case 0x-hex.</param>
/// <param name="signer">Who signs; null to send nothing.</param>
/// <param name="node">The node.</param>
/// <param name="auditor">Asks the contract's views.</param>
/// <param name="voice">Hears what is done.</param>
/// <param name="depth">Blocks that a reorganisation may undo.</param>
internal sealed class Keeper(Manifest manifest, KeeperRequest request, string from, ISigner? signer, KeeperNode node, IContractAuditor auditor, KeeperVoice voice, int depth)
{
    private readonly Roll _roll = new(manifest.Rules, depth);
    private readonly Rota _rota = new(request.MostAsked);
    private readonly Errands _errands = new(Math.Max(1, manifest.Chain.Confirmations));
    private readonly IReadOnlySet<ActKind> _can = Actions(manifest.Actions!);

    /// <summary>What was to be done and could not be, or failed: for the exit code.</summary>
    public int Undone { get; private set; }

    /// <summary>Transactions that wait to be mined.</summary>
    public int Waiting => _errands.Waiting;

    /// <summary>Takes a step of the chain; at a head, a round follows.</summary>
    /// <param name="step">The follower's.</param>
    /// <param name="maySend">False where only what was sent is still to be seen through.</param>
    /// <param name="cancellation">Ends the round.</param>
    /// <returns>Whether there was a whole round.</returns>
    public async Task<bool> TakeAsync(ChainStep step, bool maySend, CancellationToken cancellation)
    {
        _roll.Take(step);
        if (step is not ChainStep.Extend { AtHead: true } || _roll.Block is not { } block || !await SeeThroughAsync(block, cancellation))
        {
            return false;
        }

        return !maySend || await RoundAsync(block, cancellation);
    }

    private async Task<bool> RoundAsync(Block block, CancellationToken cancellation)
    {
        if (await StandingsAsync(block, cancellation) is not { } standings)
        {
            return false;
        }

        var seen = manifest.Actions!.TouchPrice is { } touch ? await node.PriceSeenAsync(touch, block.Header.Hash, cancellation) : null;
        var now = _roll.Now;
        var plan = KeeperPlan.Of(new KeeperView(block, manifest.Rules, now.CriticalBps, now.FreshSince, seen, standings, _can, _errands.UnderWay));
        foreach (var (deed, why) in plan.Waiting)
        {
            voice.TellOnce(Event(block, "waiting", deed, why));
        }

        if (plan.Deeds.Count > 0)
        {
            await DoAsync(block, plan.Deeds, cancellation);
        }

        return true;
    }

    // ---- what became of what was sent

    private async Task<bool> SeeThroughAsync(Block block, CancellationToken cancellation)
    {
        if (_errands.All.Count == 0)
        {
            return true;
        }

        var errands = _errands.All.ToArray();
        if (await node.FatesAsync([.. errands.Select(e => e.Hash)], cancellation) is not { } fates)
        {
            voice.Problem(block.Header.Number, $"{node.Name} does not tell what became of {errands.Length} transactions; asked again at the next block");
            return false;
        }

        for (var i = 0; i < errands.Length; i++)
        {
            if (_errands.Take(errands[i], fates[i].Receipt, fates[i].IsKnown, _roll.Now, block.Header.Ref) is { } news)
            {
                Tell(block, errands[i], news);
            }
        }

        return true;
    }

    private void Tell(Block block, Errand errand, ErrandNews news)
    {
        voice.Forget(errand.Deed);
        Undone += news is ErrandNews.Reverted or ErrandNews.Lost ? 1 : 0;
        var told = news switch
        {
            ErrandNews.Done done => Event(block, "done", errand.Deed, $"mined in block {done.Receipt.Block.Number}, {Used(done.Receipt)}") with
            {
                Gas = done.Receipt.GasUsed,
                Cost = done.Receipt.Cost,
                Seized = errand.Deed.Kind == ActKind.Liquidate ? done.Cluster?.Seized : null,
                Bounty = errand.Deed.Kind == ActKind.Liquidate ? done.Cluster?.Bounty : null,
            },
            ErrandNews.DoneByAnother other => Event(block, "done-by-another", errand.Deed, $"somebody was before us in block {other.Receipt.Block.Number}, {Used(other.Receipt)}") with { Gas = other.Receipt.GasUsed, Cost = other.Receipt.Cost },
            ErrandNews.Reverted reverted => Event(block, "reverted", errand.Deed, $"the contract refused it in block {reverted.Receipt.Block.Number}, {Used(reverted.Receipt)}; decided anew") with { Gas = reverted.Receipt.GasUsed, Cost = reverted.Receipt.Cost },
            ErrandNews.Orphaned orphaned => Event(block, "orphaned", errand.Deed, $"block {orphaned.From.Number} that held it was orphaned; it waits again"),
            ErrandNews.Lost lost => Event(block, "lost", errand.Deed, lost.From is { } block0 ? $"block {block0.Number} that held it was orphaned, and the node has dropped it; decided anew" : "the node has dropped it; decided anew"),
            _ => throw new InvalidOperationException($"ErrandNews is closed; found {news.GetType().Name}."),
        };
        voice.Tell(told with { Transaction = errand.Hash });
    }

    private static string Used(Receipt receipt) => string.Create(CultureInfo.InvariantCulture,
        $"{receipt.GasUsed} gas{(receipt.Cost is { } cost ? $", {KeeperVoice.Amount(cost, 9)} gwei" : "")}");

    // ---- what the contract says

    private async Task<IReadOnlyList<Standing>?> StandingsAsync(Block block, CancellationToken cancellation)
    {
        var asked = _rota.Choose(_roll.Now);
        var answers = new List<ClusterStatement>(asked.Count);
        foreach (var part in asked.Chunk(auditor.MostClusters))
        {
            answers.AddRange((await auditor.AskAsync(block.Header.Ref, part, cancellation)).Clusters);
        }

        var silent = answers.Select(a => a.Queue).OfType<ViewAnswer.Unavailable>().ToArray();
        voice.Problem(block.Header.Number, silent.Length > 0 ? $"{silent.Length} of {answers.Count} clusters gave no answer: {silent[0].Why}; asked again at the next block" : null);
        var standings = answers.Select(Standing).ToArray();
        _rota.Note(standings);
        return answers.Count > 0 && silent.Length == answers.Count ? null : standings;
    }

    private Standing Standing(ClusterStatement told)
    {
        var entry = _roll.Now.Clusters[told.Cluster];
        return new Standing(told.Cluster, entry.Name, (told.Queue as ViewAnswer.Place)?.State, (told.Ratio as ViewAnswer.Number)?.Value, entry.Deadline);
    }

    // ---- simulate and send

    private async Task DoAsync(Block block, IReadOnlyList<(Deed Deed, string Why)> deeds, CancellationToken cancellation)
    {
        var header = block.Header;
        var fee = Fee.Of(header.BaseFee, header.BaseFee is null ? await node.GasPriceAsync(cancellation) : 0, request.Tip, request.MaxFee);
        var ready = new List<(Deed Deed, string Why, string To, string Data, BigInteger Gas)>();
        foreach (var (deed, why) in deeds.Take(request.MostWaiting - _errands.Waiting))
        {
            var (to, data) = Call(deed);
            var (gas, refusal) = await node.SimulateAsync(from, to, data, cancellation);
            if (gas is not { } needed)
            {
                Hold(block, "refused", deed, $"the simulation says no: {refusal}; tried again at the next block");
            }
            else if (needed > request.MaxGas)
            {
                Hold(block, "held", deed, $"it takes {needed} gas, above --max-gas {request.MaxGas}");
            }
            else if (fee is Fee.TooDear dear)
            {
                Hold(block, "held", deed, $"{why}; the next block may ask for {KeeperVoice.Amount(dear.Needed, 9)} gwei, above --max-fee-gwei {KeeperVoice.Amount(request.MaxFee, 9)}");
            }
            else
            {
                // A quarter more: what others do before us in the block may make it dearer.
                ready.Add((deed, why, to, data, BigInteger.Min(needed + (needed / 4), request.MaxGas)));
            }
        }

        if (ready.Count == 0 || fee is not Fee.Pay pay)
        {
            return;
        }

        if (!await node.IsCanonicalAsync(header.Number, header.Hash, cancellation))
        {
            voice.Tell(new KeeperEvent(header.Number, header.Timestamp, "held", "the chain was reorganised between simulation and sending: decided anew"));
            return;
        }

        if (signer is null)
        {
            foreach (var (deed, why, _, _, gas) in ready)
            {
                voice.TellOnce(Event(block, "would-send", deed, why) with { Gas = gas, MaxFee = pay.Most });
            }

            return;
        }

        await SendAsync(block, ready, pay, signer, cancellation);
    }

    private async Task SendAsync(Block block, List<(Deed Deed, string Why, string To, string Data, BigInteger Gas)> ready, Fee.Pay fee, ISigner by, CancellationToken cancellation)
    {
        if (await node.NoncesAsync(from, cancellation) is not { } nonces)
        {
            Undone++;
            voice.Problem(block.Header.Number, $"{node.Name} does not tell the nonce of {from}; asked again at the next block");
            return;
        }

        // Sent by an earlier run, by hand, or by a call whose answer was lost: it may well be the same.
        if (nonces.Pending - nonces.Mined > (ulong)_errands.Waiting)
        {
            Undone++;
            voice.Problem(block.Header.Number, $"{nonces.Pending - nonces.Mined - (ulong)_errands.Waiting} transactions of {from} wait that this run does not know; nothing is sent until they are mined");
            return;
        }

        for (var i = 0; i < ready.Count; i++)
        {
            var (deed, why, to, data, gas) = ready[i];
            var nonce = nonces.Pending + (ulong)i;
            switch (await by.SendAsync(new TransactionRequest(manifest.Chain.ChainId, from, to, data, gas, fee, nonce), cancellation))
            {
                case SendResult.Sent sent:
                    _errands.Add(new Errand(deed, sent.Hash, block.Header.Number));
                    voice.Tell(Event(block, "sent", deed, why) with { Transaction = sent.Hash, Nonce = nonce, Gas = gas, MaxFee = fee.Most });
                    break;
                case SendResult.Refused refused:
                    Hold(block, "refused", deed, $"{refused.Why}; tried again at the next block");
                    return; // the nonces behind it would be left hanging
                case SendResult.Unanswered unanswered:
                    Hold(block, "refused", deed, $"{unanswered.Why}; the account's nonce will tell");
                    return;
            }
        }
    }

    private (string To, string Data) Call(Deed deed)
    {
        var actions = manifest.Actions!;
        if (deed.Kind == ActKind.TouchPrice)
        {
            return (actions.TouchPrice!.Address, Chains.Evm.Hex.Encode(actions.TouchPrice.Function.Encode()));
        }

        var action = (deed.Kind switch { ActKind.Flag => actions.Flag, ActKind.Cure => actions.Cure, _ => actions.Liquidate })!;
        return (action.Address, action.CallData(deed.Cluster!.Value) ?? throw new InvalidOperationException($"Cluster {deed.Cluster} was registered by this contract and does not fit {action.Function.Canonical}."));
    }

    private void Hold(Block block, string word, Deed deed, string why)
    {
        Undone++;
        voice.TellOnce(Event(block, word, deed, why));
    }

    private KeeperEvent Event(Block block, string word, Deed deed, string words) => new(block.Header.Number, block.Header.Timestamp, word, words)
    {
        Deed = deed,
        Name = deed.Cluster is { } cluster ? _roll.Now.Clusters.GetValueOrDefault(cluster)?.Name : null,
    };

    private static HashSet<ActKind> Actions(ContractActions actions) =>
    [
        .. actions.Flag is null ? [] : new[] { ActKind.Flag },
        .. actions.Cure is null ? [] : new[] { ActKind.Cure },
        .. actions.Liquidate is null ? [] : new[] { ActKind.Liquidate },
        .. actions.TouchPrice is null ? [] : new[] { ActKind.TouchPrice },
    ];
}
