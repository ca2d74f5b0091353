namespace Isotherm.Storage.Accounts;

/// <summary>What the audit log tells of.</summary>
public static class AuditActions
{
    /// <summary>A wallet signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>A sign-in was refused; the detail is the reason.</summary>
    public const string SignInRefused = "sign-in-refused";

    /// <summary>A session was ended by its browser.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>A session was ended from another one.</summary>
    public const string SessionRevoked = "session-revoked";

    /// <summary>A contract wallet no longer says yes to what opened the session.</summary>
    public const string WalletWithdrew = "wallet-withdrew";

    /// <summary>A key was made.</summary>
    public const string KeyMade = "key-made";

    /// <summary>A key was revoked.</summary>
    public const string KeyRevoked = "key-revoked";

    /// <summary>The setup code made an account the admin.</summary>
    public const string AdminMade = "admin-made";

    /// <summary>A wrong, used or expired setup code.</summary>
    public const string SetupRefused = "setup-refused";

    /// <summary>An alert rule was made; the subject is its id.</summary>
    public const string RuleMade = "rule-made";

    /// <summary>An alert rule was replaced; the detail also says when that turned it on or off.</summary>
    public const string RuleChanged = "rule-changed";

    /// <summary>An alert rule was deleted.</summary>
    public const string RuleDeleted = "rule-deleted";

    /// <summary>A rule was silenced; the detail says for which cluster and until when.</summary>
    public const string RuleSnoozed = "rule-snoozed";

    /// <summary>A snooze was ended.</summary>
    public const string SnoozeEnded = "snooze-ended";

    /// <summary>A channel was made; the subject is its id.</summary>
    public const string ChannelMade = "channel-made";

    /// <summary>A channel was replaced; as with rules.</summary>
    public const string ChannelChanged = "channel-changed";

    /// <summary>A channel was deleted.</summary>
    public const string ChannelDeleted = "channel-deleted";

    /// <summary>The server turned a channel off; the detail is the reason.</summary>
    public const string ChannelDisabled = "channel-disabled";

    /// <summary>A delivery was asked for once more; the subject is its id.</summary>
    public const string DeliveryReplayed = "delivery-replayed";
}
