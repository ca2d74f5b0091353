using System.Globalization;
using Isotherm.Server.Auth.Wallets;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Auth.Messages;

/// <summary>What a well-formed message must say to be good here and now; the nonce and the signature apart.</summary>
internal static class SignInRules
{
    /// <summary>How far a wallet's clock may be ahead of ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>How long a message is good after it was made; a nonce lives as long.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int MaxResources = 10;
    private const int MaxRequestId = 128;
    private const int MaxChainDigits = 19;

    /// <summary>Null when all is well.</summary>
    /// <param name="message">Parsed.</param>
    /// <param name="origins">Where this server's page is.</param>
    /// <param name="chains">Chains that are followed.</param>
    /// <param name="now">The time.</param>
    public static SignInRefusal? Check(SignInMessage message, IReadOnlyList<PublicOrigin> origins, IReadOnlyList<ulong> chains, DateTimeOffset now) =>
        Place(message, origins) ?? Who(message, chains) ?? Times(message, now) ?? Sizes(message);

    /// <summary>The chain id; null where the digits are no canonical one.</summary>
    public static ulong? ChainOf(SignInMessage message) =>
        message.ChainId.Length <= MaxChainDigits && message.ChainId[0] != '0' ? ulong.Parse(message.ChainId, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static SignInRefusal? Place(SignInMessage message, IReadOnlyList<PublicOrigin> origins)
    {
        var own = origins.Where(origin => origin.Authority == message.Domain).ToList();
        if (own.Count == 0)
            return new(SignInReasons.Domain, $"The message is for \"{message.Domain}\"; expected {string.Join(" or ", origins.Select(static origin => origin.Authority))}. If that is this server's name, give it as --public-url.");
        if (message.Scheme is { } scheme && own.All(origin => origin.Scheme != scheme))
            return new(SignInReasons.Scheme, $"The message is for the scheme \"{scheme}\"; expected {own[0].Scheme}.");
        return own.Any(origin => (message.Scheme is null || origin.Scheme == message.Scheme) && origin.Holds(message.Uri))
            ? null
            : new(SignInReasons.Uri, $"The message's URI is \"{message.Uri}\"; expected one under {own[0]}.");
    }

    private static SignInRefusal? Who(SignInMessage message, IReadOnlyList<ulong> chains)
    {
        if (message.Version != "1")
            return new(SignInReasons.Version, $"The message's version is {message.Version}; expected 1.");
        if (WalletAddress.Parse(message.Address) is null)
            return new(SignInReasons.Checksum, $"The address {message.Address} does not have its checksum (EIP-55).");
        return ChainOf(message) is { } chain && chains.Contains(chain)
            ? null
            : new(SignInReasons.Chain, $"The message is for chain {message.ChainId}; expected {string.Join(" or ", chains)}.");
    }

    private static SignInRefusal? Times(SignInMessage message, DateTimeOffset now)
    {
        if (message.ExpirationTime <= message.IssuedAt || message.ExpirationTime <= message.NotBefore)
            return new(SignInReasons.Times, "The message expires before it begins.");
        if (message.ExpirationTime <= now)
            return new(SignInReasons.Expired, $"The message expired at {Text(message.ExpirationTime.Value)}.");
        if (message.NotBefore > now + Skew)
            return new(SignInReasons.NotYet, $"The message is not good before {Text(message.NotBefore.Value)}.");
        if (message.IssuedAt > now + Skew)
            return new(SignInReasons.IssuedLater, $"The message was issued at {Text(message.IssuedAt)}; here it is {Text(now)}. Set the clock.");
        return message.IssuedAt < now - Lifetime - Skew
            ? new(SignInReasons.IssuedEarlier, $"The message was issued at {Text(message.IssuedAt)}; here it is {Text(now)}. Ask for a new one.")
            : null;
    }

    private static SignInRefusal? Sizes(SignInMessage message)
    {
        if (message.Resources is { Count: > MaxResources } resources)
            return new(SignInReasons.Resources, $"The message names {resources.Count} resources; expected at most {MaxResources}.");
        return message.RequestId is { Length: > MaxRequestId } id
            ? new(SignInReasons.RequestId, $"The message's request id has {id.Length} characters; expected at most {MaxRequestId}.")
            : null;
    }

    private static string Text(DateTimeOffset time) => WireText.Time(time);
}
