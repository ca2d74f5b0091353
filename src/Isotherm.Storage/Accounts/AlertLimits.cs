namespace Isotherm.Storage.Accounts;

/// <summary>What an account may keep; beyond it nothing is taken.</summary>
public static class AlertLimits
{
    /// <summary>Rules an account.</summary>
    public const int Rules = 200;

    /// <summary>Channels an account.</summary>
    public const int Channels = 50;

    /// <summary>Snoozes a rule.</summary>
    public const int Snoozes = 1_000;
}
