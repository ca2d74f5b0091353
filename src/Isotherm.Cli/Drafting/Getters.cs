using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>Getters by the names that settlement contracts give them.</summary>
internal static class Getters
{
    /// <summary>Numbers that a manifest takes from the contract, with the getters that may give them.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Numbers = new Dictionary<string, string[]>
    {
        ["warningBps"] = ["warningBps", "warningThresholdBps"],
        ["criticalBps"] = ["criticalBps", "criticalThresholdBps", "liquidationThresholdBps"],
        ["maxAge"] = ["maxAge", "maxPriceAge", "stalePriceDelay"],
        ["recoveryWindow"] = ["recoveryWindow"],
        ["settlementGas"] = ["settlementGas", "gasPerNode"],
    };

    /// <summary>The collateral token.</summary>
    public static AbiFunction? Token(AbiContract contract) => Address(contract.Getter("token", "collateralToken", "stakingToken", "stakeToken", "bondToken", "asset", "underlying"));

    /// <summary>The token's price feed; a contract that has one counts requirements in USD.</summary>
    public static AbiFunction? TokenFeed(AbiContract contract) => Address(contract.Getter("tokenFeed", "priceFeed", "tokenPriceFeed", "tokenOracle", "oracle", "feed"));

    /// <summary>The gas token's price feed.</summary>
    public static AbiFunction? NativeFeed(AbiContract contract) => Address(contract.Getter("nativeFeed", "nativePriceFeed", "gasFeed", "ethFeed", "nativeOracle"));

    /// <summary>Gas to settle one node: with a feed of the gas token, the contract models gas.</summary>
    public static bool ModelsGas(AbiContract contract) => contract.Getter(Numbers["settlementGas"]) is not null && NativeFeed(contract) is not null;

    private static AbiFunction? Address(AbiFunction? getter) => getter?.Outputs[0].Type is AbiType.Address ? getter : null;
}
