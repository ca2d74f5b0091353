using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>All that a keeper decides from, at one block.</summary>
/// <param name="Block">The head, with the token's price at it.</param>
/// <param name="Rules">The network's.</param>
/// <param name="CriticalBps">The critical threshold in force.</param>
/// <param name="FreshSince">When the contract last noted that its price had returned, unix second.</param>
/// <param name="PriceSeen"><c>updatedAt</c> of the price that the contract noted last; null where nobody tells.</param>
/// <param name="Standings">What the contract says of those clusters that were asked about.</param>
/// <param name="Can">The actions that the manifest has.</param>
/// <param name="UnderWay">What we sent and is not mined.</param>
internal sealed record KeeperView(
    Block Block,
    NetworkRules Rules,
    BigInteger CriticalBps,
    BigInteger FreshSince,
    BigInteger? PriceSeen,
    IReadOnlyList<Standing> Standings,
    IReadOnlySet<ActKind> Can,
    IReadOnlySet<Deed> UnderWay);
