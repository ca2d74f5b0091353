using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Auditing;

/// <summary>
/// Asks the views of a manifest's contract over connections of its own, by block hash (EIP-1898), so that a node of another chain
/// or on another branch has no answer instead of a wrong one. An endpoint that fails makes room for the next one.
/// </summary>
public sealed class ContractAuditor : IContractAuditor
{
    private readonly ContractViews _views;
    private readonly ContractAuditorOptions _options;
    private readonly TimeProvider _time;
    private readonly JsonRpcClient[] _endpoints;
    private readonly string[] _contracts;
    private int _current;

    /// <summary>Makes an auditor; nothing is sent yet. One question at a time.</summary>
    /// <param name="manifest">The network; it has views.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The manifest has no views, or the budget is too small for one cluster.</exception>
    public ContractAuditor(Manifest manifest, ContractAuditorOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(options);
        _views = manifest.Views ?? throw new ArgumentException($"The manifest of '{manifest.Id}' has no views.", nameof(manifest));
        _options = options;
        _time = time;
        _contracts = [.. new[] { _views.Ratio, _views.Requirement, _views.Queue?.View }.OfType<ContractView>().Select(v => v.Address).Distinct()];
        Views = _views.Names;
        MostClusters = (options.CallBudget - _contracts.Length) / Views.Count;
        if (MostClusters < 1)
        {
            throw new ArgumentException($"A budget of {options.CallBudget} calls is too small; expected at least {Views.Count + _contracts.Length}.", nameof(options));
        }

        _endpoints = [.. manifest.Chain.Endpoints.Select(e => new JsonRpcClient(e.Http, options.Rpc, time))];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Views { get; }

    /// <inheritdoc />
    public int MostClusters { get; }

    /// <inheritdoc />
    public async Task<ContractAnswers> AskAsync(BlockRef block, IReadOnlyList<ClusterId> clusters, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clusters.Count, MostClusters);
        var question = new Question(_endpoints[_current], block.Hash, _options, _time);
        var asked = clusters.Select(cluster => Ask(question, cluster)).ToArray();
        await question.SendAsync(cancellation).ConfigureAwait(false);
        var codeless = await CodelessAsync(question, cancellation).ConfigureAwait(false);
        if (question.HasFailed)
        {
            _current = (_current + 1) % _endpoints.Length;
        }

        return new ContractAnswers([.. asked.Select(a => Read(a, question, codeless))], question.Sent);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var endpoint in _endpoints)
        {
            endpoint.Dispose();
        }
    }

    private Asked Ask(Question question, ClusterId cluster) =>
        new(cluster, question.Add(_views.Ratio, cluster), question.Add(_views.Requirement, cluster), question.Add(_views.Queue?.View, cluster));

    // Contracts that answered nothing and have no code at the block: there, an empty answer says that the state is gone.
    private async Task<HashSet<string>> CodelessAsync(Question question, CancellationToken cancellation)
    {
        var silent = _contracts.Where(question.HasEmptyAnswer).ToArray();
        var codes = silent.Select(question.AddCode).ToArray();
        await question.SendAsync(cancellation).ConfigureAwait(false);
        return [.. silent.Where((_, i) => question.Result(codes[i]).ValueOrNull is not { ValueKind: JsonValueKind.String } code || code.GetString() is not { Length: > 2 })];
    }

    private ClusterStatement Read(Asked asked, Question question, HashSet<string> codeless)
    {
        ViewAnswer? Answer(ContractView? view, int? call, Func<RpcResult, ViewAnswer> read) => (view, call) switch
        {
            (null, _) => null,
            (_, null) => new ViewAnswer.Unavailable($"cluster {asked.Cluster} does not fit the parameter of {view.Function.Canonical}"),
            (_, { } index) when ViewReader.IsEmpty(question.Result(index)) && codeless.Contains(view.Address) =>
                new ViewAnswer.Unavailable($"no code at {view.Address} at this block: the node has dropped its state, or the contract is gone"),
            (_, { } index) => read(question.Result(index)),
        };

        return new ClusterStatement(
            asked.Cluster,
            Answer(_views.Ratio, asked.Ratio, result => ViewReader.Number(_views.Ratio!, result)),
            Answer(_views.Requirement, asked.Requirement, result => ViewReader.Number(_views.Requirement!, result)),
            Answer(_views.Queue?.View, asked.Queue, result => ViewReader.Place(_views.Queue!, result)));
    }

    // Places of a cluster's calls within the question.
    private sealed record Asked(ClusterId Cluster, int? Ratio, int? Requirement, int? Queue);
}
