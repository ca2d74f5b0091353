using System.Numerics;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>
/// Why a ratio moved since the block before: each input is put to its new value alone, and the one that moves the ratio most is
/// named with its figures. For an unknown ratio, the reason.
/// </summary>
internal static class Causes
{
    internal static string Of(ClusterTerms now, ClusterReading reading, Market market, ClusterTerms? before, Market? marketBefore)
    {
        if (reading.Zone == Zone.Unknown)
            return OfUnknown(reading.UnknownReason, now, market);
        if (reading.Zone == Zone.Liquidated)
            return "Its collateral was taken.";
        if (before is null || marketBefore is null)
            return "";
        if (Ratio.Of(before, marketBefore).Ratio is not { } from || reading.Ratio is not { } to)
            return "";
        if (from == to)
            return "Its ratio did not move in this block.";
        var best = "";
        BigInteger most = -1;
        foreach (var (terms, at, words) in Alone(now, market, before, marketBefore))
        {
            // Only what moved it the way it went is a cause.
            var moved = (Ratio.Of(terms, at).Ratio ?? from) - from;
            if (moved.Sign == (to - from).Sign && BigInteger.Abs(moved) > most)
                (most, best) = (BigInteger.Abs(moved), words);
        }

        return best;
    }

    /// <summary>What is wrong with the token's price, or that it is usable.</summary>
    internal static string OfFeed(Market market) => FeedVerdicts.OfToken(market) switch
    {
        FeedVerdict.Missing => "The token price is missing.",
        FeedVerdict.NotPositive => "The token price is not positive.",
        FeedVerdict.TooLarge => "The token price is out of range.",
        FeedVerdict.FromTheFuture => "The token price is dated after the block.",
        FeedVerdict.Stale when market.TokenPrice is { UpdatedAt: > 0 } price =>
            $"The token price is {market.Block.Timestamp - price.UpdatedAt} s old, more than {market.Rules.MaxAgeSeconds} s.",
        FeedVerdict.Stale => "The token feed never answered.",
        _ => "The token price is usable.",
    };

    private static string OfUnknown(UnknownReason reason, ClusterTerms terms, Market market)
    {
        var why = reason switch
        {
            UnknownReason.TokenPrice => OfFeed(market),
            UnknownReason.Gas => "The price of gas is not known.",
            UnknownReason.AssetsOutOfRange => "Its assets are out of range.",
            UnknownReason.RequirementOutOfRange => "Its requirement or a threshold is out of range.",
            UnknownReason.RequirementMissing => "Its GPU class has no requirement or demand yet.",
            UnknownReason.Disputed => "Our figures disagree with the contract's own.",
            _ => "An input is missing.",
        };
        return terms.LastKnown is { } last
            ? $"{why} Last ratio {FixedPoint.Print(BigInteger.Max(0, last.Ratio))[..^14]} at block {last.Block}.{Distance(last.Ratio, market)}"
            : why;
    }

    /// <summary>How far the price had to fall, as far as the ratio goes with it.</summary>
    private static string Distance(BigInteger ratio18, Market market)
    {
        var critical18 = market.CriticalBps * BigInteger.Pow(10, 14);
        if (market.Rules.Requirement != RequirementUnit.Usd || ratio18.Sign <= 0)
            return "";
        return ratio18 <= critical18
            ? " It was below critical then."
            : $" The price had {Amounts.Percent(ratio18, critical18)} to fall to critical then.";
    }

    private static IEnumerable<(ClusterTerms Terms, Market Market, string Words)> Alone(ClusterTerms now, Market market, ClusterTerms before, Market marketBefore)
    {
        var rules = market.Rules;
        string Token(BigInteger amount) => $"{Amounts.Token(BigInteger.Abs(amount), rules.TokenDecimals)} {rules.TokenSymbol}";
        if (market.TokenPrice is { } price && marketBefore.TokenPrice is { } was && price.Value != was.Value)
        {
            yield return (before, marketBefore with { TokenPrice = price with { UpdatedAt = was.UpdatedAt } },
                $"The {rules.TokenSymbol} price {Verb(was.Value, price.Value)} {Amounts.Percent(was.Value, price.Value)}, from {Amounts.Print(was.Value, was.Decimals, 8)} to {Amounts.Print(price.Value, price.Decimals, 8)} USD.");
        }

        if (GasCost.PerNode(market) is { } gas && GasCost.PerNode(marketBefore) is { } gasBefore && gas != gasBefore)
        {
            yield return (before, marketBefore with { Block = marketBefore.Block with { BaseFee = market.Block.BaseFee }, NativePrice = market.NativePrice is { } native && marketBefore.NativePrice is { } nativeBefore ? native with { UpdatedAt = nativeBefore.UpdatedAt } : market.NativePrice },
                $"Gas to settle a node {Verb(gasBefore, gas)} {Amounts.Percent(gasBefore, gas)}, to {Token(gas)}.");
        }

        if (before.Collateral != now.Collateral)
            yield return (before with { Collateral = now.Collateral }, marketBefore, $"Collateral {Verb(before.Collateral, now.Collateral)} by {Token(now.Collateral - before.Collateral)}.");
        if (before.Rewards != now.Rewards)
            yield return (before with { Rewards = now.Rewards }, marketBefore, $"Rewards {Verb(before.Rewards, now.Rewards)} by {Token(now.Rewards - before.Rewards)}.");
        if (before.Gpus != now.Gpus || before.Nodes != now.Nodes)
            yield return (before with { Gpus = now.Gpus, Nodes = now.Nodes }, marketBefore, $"It went from {before.Nodes} nodes and {before.Gpus} GPUs to {now.Nodes} and {now.Gpus}.");
        if (Find(market, now.Class) is { } cls && Find(marketBefore, now.Class) is { } clsBefore)
        {
            if (cls.DemandBps is { } demand && clsBefore.DemandBps is { } demandBefore && demand != demandBefore)
                yield return (before, With(marketBefore, clsBefore with { DemandBps = demand }), $"Demand for {cls.Name} {Verb(demandBefore, demand)} from {RuleWords.Bps(demandBefore)}× to {RuleWords.Bps(demand)}×.");
            if (cls.Base is { } required && clsBefore.Base is { } requiredBefore && required != requiredBefore)
                yield return (before, With(marketBefore, clsBefore with { Base = required }), $"The base requirement of {cls.Name} {Verb(requiredBefore, required)} from {Amounts.Requirement(requiredBefore, market)} to {Amounts.Requirement(required, market)}.");
        }
    }

    private static string Verb(BigInteger before, BigInteger now) => now < before ? "fell" : "rose";

    private static GpuClass? Find(Market market, ClassId cls) => market.Classes.FirstOrDefault(one => one.Id == cls);

    private static Market With(Market market, GpuClass cls) => market with { Classes = [.. market.Classes.Select(one => one.Id == cls.Id ? cls : one)] };
}
