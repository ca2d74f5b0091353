using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Server.Auditing;

/// <summary>How near clusters are to a threshold, by settlement ratio. Only chooses whom to ask, so doubles will do.</summary>
internal sealed class Nearness
{
    private readonly Dictionary<ClassId, double> _tokensPerGpu = [];
    private readonly double _warning;
    private readonly double _critical;

    /// <summary>Prepares a market.</summary>
    public Nearness(Market market)
    {
        (_warning, _critical) = ((double)market.WarningBps / 10_000, (double)market.CriticalBps / 10_000);
        foreach (var gpuClass in market.Classes)
        {
            var one = new ClusterTerms { Id = default, Name = "", Region = "", Operator = "", Class = gpuClass.Id, Nodes = 1, Gpus = BigInteger.One };
            if (Ratio.Of(one, market).RequiredTokens is { IsZero: false } tokens)
                _tokensPerGpu.Add(gpuClass.Id, (double)tokens);
        }
    }

    /// <summary>Distance to the nearer threshold as a share of it; infinite where there is no ratio.</summary>
    public double Of(ClusterTerms terms)
    {
        if (terms.IsLiquidated || terms.Gpus.IsZero || !_tokensPerGpu.TryGetValue(terms.Class, out var perGpu))
            return double.PositiveInfinity;
        var ratio = (double)terms.Assets / ((double)terms.Gpus * perGpu);
        return Math.Min(Math.Abs((ratio / _critical) - 1), Math.Abs((ratio / _warning) - 1));
    }
}
