using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>Turns a block's logs into facts by the manifest.</summary>
internal sealed class FactDecoder(Manifest manifest)
{
    private readonly Dictionary<(string Address, string Topic), EventBinding> _bindings = manifest.Events.ToDictionary(e => (e.Address, e.Event.Topic));

    /// <summary>Facts of a block of this time (unix seconds) in log order, or the one log that is not what its signature says: nothing is skipped or guessed.</summary>
    public Fetched<IReadOnlyList<Fact>> Decode(IReadOnlyList<EvmLog> logs, long timestamp)
    {
        var facts = new List<Fact>();
        foreach (var log in logs)
        {
            if (!_bindings.TryGetValue((log.Address, log.Topic), out var binding))
            {
                continue;
            }

            if (binding.Event.Decode(log.Topics, log.Data) is not AbiDecoded.Values values)
            {
                var reason = ((AbiDecoded.Malformed)binding.Event.Decode(log.Topics, log.Data)).Reason;
                return new Trouble(TroubleKind.Refused, $"Log {log.Index} of block {log.BlockNumber} does not decode as '{binding.Event.Canonical}' of {binding.Contract} ({log.Address}): {reason}; expected the manifest's signature to be the contract's.");
            }

            facts.AddRange(binding.Effects.Select(e => e.ToFact(values, timestamp)));
        }

        return facts;
    }
}
