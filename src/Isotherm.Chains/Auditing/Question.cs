using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Auditing;

/// <summary>Calls at one block's hash to one endpoint, sent in batches under one time limit. The first failed batch ends it.</summary>
internal sealed class Question(JsonRpcClient rpc, string blockHash, ContractAuditorOptions options, TimeProvider time)
{
    private readonly List<RpcCall> _calls = [];
    private readonly List<string> _contracts = [];
    private readonly List<RpcResult> _results = [];
    private readonly long _started = time.GetTimestamp();
    private RpcResult.Failed? _failure;

    /// <summary>Calls sent.</summary>
    public int Sent { get; private set; }

    /// <summary>The endpoint failed; what it had not answered by then has no answer.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Adds a view's call; its place, or null where there is nothing to call.</summary>
    public int? Add(ContractView? view, ClusterId cluster) =>
        view?.CallData(cluster) is { } data ? Add(view.Address, new RpcCall("eth_call", new { to = view.Address, data }, new { blockHash })) : null;

    /// <summary>Adds the question for a contract's code.</summary>
    public int AddCode(string contract) => Add(contract, new RpcCall("eth_getCode", contract, new { blockHash }));

    /// <summary>The result at a place.</summary>
    public RpcResult Result(int place) => place < _results.Count ? _results[place] : _failure!;

    /// <summary>Whether a view of this contract returned nothing at all.</summary>
    public bool HasEmptyAnswer(string contract) => _results.Where((result, i) => _contracts[i] == contract && ViewReader.IsEmpty(result)).Any();

    /// <summary>Sends what was added and not sent so far.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Left(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        while (_failure is null && _results.Count < _calls.Count)
        {
            var part = _calls.Skip(_results.Count).Take(options.Rpc.MaxBatch).ToArray();
            try
            {
                Sent += part.Length;
                var results = await rpc.BatchAsync(part, either.Token).ConfigureAwait(false);
                _failure = results.OfType<RpcResult.Failed>().FirstOrDefault();
                _results.AddRange(results);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                _failure = new RpcResult.Failed(RpcFailure.TimedOut, $"{rpc.Name} did not answer within {options.TimeLimit.TotalSeconds:0.###} s");
            }
        }
    }

    private int Add(string contract, RpcCall call)
    {
        _contracts.Add(contract);
        _calls.Add(call);
        return _calls.Count - 1;
    }

    private TimeSpan Left()
    {
        var left = options.TimeLimit - time.GetElapsedTime(_started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
