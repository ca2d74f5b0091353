namespace Isotherm.Server.Auth.Callers;

/// <summary>How long sessions last.</summary>
internal static class SessionTimes
{
    /// <summary>A session that is not used ends after this.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(24);

    /// <summary>Any session ends after this.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(14);

    /// <summary>One of a contract wallet, whose answer can change, ends after this.</summary>
    public static readonly TimeSpan MostOfContract = TimeSpan.FromHours(24);

    /// <summary>How long a contract wallet's yes is believed.</summary>
    public static readonly TimeSpan WalletCheck = TimeSpan.FromMinutes(5);

    /// <summary>How long before its end a stream is ended, so that its coming back renews the session.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromHours(2);

    /// <summary>A setup code is good for this long.</summary>
    public static readonly TimeSpan SetupCode = TimeSpan.FromHours(24);
}
