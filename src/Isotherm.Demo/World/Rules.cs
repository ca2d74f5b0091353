namespace Isotherm.Demo.World;

/// <summary>The constants that the demo network is deployed with.</summary>
internal static class Rules
{
    public const int WarningBps = 15_000;
    public const int CriticalBps = 12_000;
    public const int GraceSeconds = 60;
    public const int MaxAgeSeconds = 60;
    public const int RecoverySeconds = 20;
    public const int SettlementGas = 120_000;
    public const int BountyBps = 500;
    public const int TokenDecimals = 18;
    public const int FeedDecimals = 8;
    public const int Confirmations = 1;
}
