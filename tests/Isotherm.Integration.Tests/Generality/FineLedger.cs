using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>Penalties as Isotherm recorded them, summed by node on the chain as it stands.</summary>
internal sealed class FineLedger
{
    private readonly Stack<(ulong Block, IReadOnlyList<Fact> Facts)> _blocks = [];
    private readonly Dictionary<BigInteger, BigInteger> _totals = [];

    public IReadOnlyDictionary<BigInteger, BigInteger> Totals => _totals;

    public void Extend(ulong block, IReadOnlyList<Fact> facts)
    {
        _blocks.Push((block, facts));
        Add(facts, 1);
    }

    public void Rewind(ulong to)
    {
        while (_blocks.TryPeek(out var top) && top.Block > to)
            Add(_blocks.Pop().Facts, -1);
    }

    private void Add(IReadOnlyList<Fact> facts, int sign)
    {
        foreach (Fact.Penalised fine in facts.OfType<Fact.Penalised>())
            _totals[fine.Node.Value] = _totals.GetValueOrDefault(fine.Node.Value) + (sign * (fine.FromRewards + fine.FromCollateral));
    }
}
