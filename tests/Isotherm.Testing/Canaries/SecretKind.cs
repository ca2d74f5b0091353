namespace Isotherm.Testing.Canaries;

/// <summary>What a secret opens.</summary>
public enum SecretKind
{
    /// <summary>A session, by its cookie.</summary>
    SessionToken,

    /// <summary>An account, within an API key's scopes.</summary>
    ApiKey,

    /// <summary>The admin's place.</summary>
    SetupCode,

    /// <summary>A webhook's signature.</summary>
    SigningSecret,

    /// <summary>A mail server or an Alertmanager.</summary>
    Password,

    /// <summary>A Telegram bot.</summary>
    BotToken,

    /// <summary>A PagerDuty service.</summary>
    RoutingKey,

    /// <summary>A Slack or Discord channel, by its address.</summary>
    SecretAddress,
}
