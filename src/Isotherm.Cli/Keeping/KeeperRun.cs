using Isotherm.Chains;
using Isotherm.Chains.Auditing;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Cli.Keeping;

/// <summary>Reads the manifest, sees that node, contract and account fit, and keeps the queue until it is told to stop.</summary>
internal static class KeeperRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Effects = ["cluster.register", "cluster.liquidate", "queue.enter", "queue.leave", "thresholds.set", "price.resume"];

    // An account that nobody holds, for simulations of a dry run: tokens may not go to the zero address.
    private const string Nobody = "0x000000000000000000000000000000000000dead";

    /// <summary>Keeps, and reports to the terminal.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(KeeperRequest request, Terminal terminal, TimeProvider time, CancellationToken cancellation)
    {
        if (Read(request, terminal) is not { } manifest)
        {
            return ExitCode.Unusable;
        }

        using var rpc = new JsonRpcClient(manifest.Chain.Endpoints[0].Http, null, time);
        using var signing = request.Signer is { } url ? new JsonRpcClient(url, null, time) : null;
        var node = new KeeperNode(rpc);
        ISigner signer = signing is null ? new UnlockedAccount(rpc) : new ExternalSigner(signing, rpc);
        var (chain, problem) = await node.ChainIdAsync(cancellation);
        if (chain != manifest.Chain.ChainId)
        {
            return Refuse(terminal, problem ?? $"{node.Name} is on chain {chain}; expected chain {manifest.Chain.ChainId}, as the manifest says{manifest.Source.Place("/chain/chainId")}");
        }

        var (from, complaint) = await AccountAsync(request, signer, cancellation);
        if (from is null)
        {
            return Refuse(terminal, complaint!);
        }

        var voice = new KeeperVoice(terminal, request.AsJson, manifest.Rules.TokenSymbol, manifest.Rules.TokenDecimals);
        voice.Tell(new KeeperEvent(null, null, "ready", request.DryRun
            ? $"keeps '{manifest.Id}' at {node.Name}; a dry run: nothing is sent"
            : $"keeps '{manifest.Id}' at {node.Name} as {from}{(signing is null ? "" : $", signed by {signer.Name}")}; at most {KeeperVoice.Amount(request.MaxFee, 9)} gwei and {request.MaxGas} gas a transaction"));
        return await KeepAsync(manifest, request, from, request.DryRun ? null : signer, node, voice, time, cancellation);
    }

    private static Manifest? Read(KeeperRequest request, Terminal terminal)
    {
        switch (ManifestReader.Read(request.Manifest))
        {
            case ManifestResult.Invalid invalid:
                foreach (var problem in invalid.Problems)
                {
                    terminal.Say($"{request.Manifest}:{problem.Line}: {problem.Path}: {problem.Message}");
                }

                return null;
            case ManifestResult.Valid { Manifest: var manifest }:
                var missing = manifest.Recorded is not null ? "a recording has no queue to keep; expected a network with a chain"
                    : manifest.Actions is null ? "there are no 'actions', so that nothing can be done; expected flag, cure or liquidate (docs/keeper.md)"
                    : manifest.Views is not { Queue: not null } ? "there is no view 'queue', so that the contract cannot be asked; expected it among 'views'"
                    : manifest.Actions.Flag is not null && manifest.Views.Ratio is null ? "there is no view 'ratio', so that nobody can tell whom to flag; expected it among 'views'"
                    : null;
                if (missing is not null)
                {
                    terminal.Say($"isotherm: {request.Manifest}: {missing}.");
                    return null;
                }

                return request.Node is { } node ? manifest with { Chain = manifest.Chain with { Endpoints = [new EndpointSpec(node, null)] } } : manifest;
            default:
                throw new InvalidOperationException("ManifestResult is closed.");
        }
    }

    private static async Task<(string? From, string? Complaint)> AccountAsync(KeeperRequest request, ISigner signer, CancellationToken cancellation)
    {
        if (request.DryRun)
        {
            return (request.From ?? Nobody, null);
        }

        var accounts = await signer.AccountsAsync(cancellation);
        return (request.From, accounts) switch
        {
            ({ } from, null) => (from, null), // one that does not tell will say so when it is to sign
            ({ } from, { } held) when held.Contains(from) => (from, null),
            ({ } from, { } held) => (null, $"{signer.Name} does not hold {from}; expected one of its {held.Count} accounts, or --signer"),
            (null, [var only]) => (only, null),
            (null, { } held) => (null, $"{signer.Name} holds {held.Count} accounts; expected --from to name one, or --signer"),
            _ => (null, $"{signer.Name} does not tell its accounts; expected --from"),
        };
    }

    private static async Task<int> KeepAsync(
        Manifest manifest, KeeperRequest request, string from, ISigner? signer, KeeperNode node, KeeperVoice voice, TimeProvider time, CancellationToken cancellation)
    {
        var views = manifest.Views! with { Requirement = null };
        var options = new ContractAuditorOptions { CallBudget = 2 + (2 * Math.Min(request.MostAsked, 500)), TimeLimit = TimeSpan.FromSeconds(10) };
        using var auditor = new ContractAuditor(manifest with { Views = views }, options, time);
        var following = new ChainFollowerOptions();
        await using var follower = new ChainFollower(Narrow(manifest), following, time, NullLogger<ChainFollower>.Instance);
        var keeper = new Keeper(manifest, request, from, signer, node, auditor, voice, following.Window);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var progress = new Progress(time);
        var watching = WatchAsync(follower, voice, progress, request.Once ? request.Patience : null, stop);
        var wasRound = false;
        try
        {
            await foreach (var step in follower.FollowAsync([], manifest.Chain.GenesisHash, stop.Token))
            {
                progress.Note();
                wasRound |= await keeper.TakeAsync(step, maySend: !(request.Once && wasRound), stop.Token);
                if (request.Once && wasRound && keeper.Waiting == 0)
                {
                    return keeper.Undone == 0 ? ExitCode.Ok : ExitCode.Problems;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            var waiting = keeper.Waiting == 0 ? "" : $"; {keeper.Waiting} transactions wait to be mined";
            voice.Tell(new KeeperEvent(follower.Status.LastYielded?.Number, null, "stopped", cancellation.IsCancellationRequested ? $"as told{waiting}" : $"nothing came for {request.Patience.TotalSeconds:0} s{waiting}"));
        }
        finally
        {
            await stop.CancelAsync();
            await watching;
        }

        return cancellation.IsCancellationRequested && !request.Once ? ExitCode.Ok : wasRound ? ExitCode.Problems : ExitCode.Unusable;
    }

    // Only what a keeper reads: the fewer logs, the sooner it is at the head. Gas is the chain's own here, not the token feed's.
    private static Manifest Narrow(Manifest manifest) => manifest with
    {
        Events = [.. manifest.Events.Where(e => e.Effects.Any(f => Effects.Contains(f.Kind.Name)))],
        NativeFeed = null,
    };

    private static async Task WatchAsync(ChainFollower follower, KeeperVoice voice, Progress progress, TimeSpan? patience, CancellationTokenSource stop)
    {
        string? problem = null;
        while (!stop.IsCancellationRequested)
        {
            if (follower.Status.Problem != problem)
            {
                problem = follower.Status.Problem;
                voice.Problem(follower.Status.LastYielded?.Number, problem);
            }

            if (progress.Silence > patience)
            {
                await stop.CancelAsync();
            }

            await Task.Delay(Look, progress.Time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static int Refuse(Terminal terminal, string why)
    {
        terminal.Say($"isotherm: {why.TrimEnd('.')}.");
        return ExitCode.Unusable;
    }

    // When the chain last gave something; read by the watch beside.
    private sealed class Progress(TimeProvider time)
    {
        private long _at = time.GetTimestamp();

        public TimeProvider Time => time;

        public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _at));

        public void Note() => Interlocked.Exchange(ref _at, time.GetTimestamp());
    }
}
