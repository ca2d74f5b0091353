namespace Isotherm.Server.Auth.Messages;

/// <summary>A sign-in message (ERC-4361), parsed. Strings are as written.</summary>
internal sealed record SignInMessage
{
    /// <summary>The scheme before the domain; null where there is none.</summary>
    public string? Scheme { get; init; }

    /// <summary>An RFC 3986 authority.</summary>
    public required string Domain { get; init; }

    /// <summary>0x and 40 hex digits.</summary>
    public required string Address { get; init; }

    /// <summary>What the wallet's owner was shown; null for none.</summary>
    public string? Statement { get; init; }

    /// <summary>An RFC 3986 URI.</summary>
    public required string Uri { get; init; }

    /// <summary>Digits; only 1 is known.</summary>
    public required string Version { get; init; }

    /// <summary>Digits.</summary>
    public required string ChainId { get; init; }

    /// <summary>At least 8 letters and digits.</summary>
    public required string Nonce { get; init; }

    /// <summary>When the message was made.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From when it is void; null: never by itself.</summary>
    public DateTimeOffset? ExpirationTime { get; init; }

    /// <summary>From when it is good; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Null for none; may be empty.</summary>
    public string? RequestId { get; init; }

    /// <summary>RFC 3986 URIs; null where the line is missing.</summary>
    public IReadOnlyList<string>? Resources { get; init; }
}
