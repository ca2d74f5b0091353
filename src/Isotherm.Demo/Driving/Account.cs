namespace Isotherm.Demo.Driving;

/// <summary>Numbers of the node's unlocked accounts. Those after the operators' stay free for people to play with.</summary>
internal static class Account
{
    public const int Admin = 0;
    public const int Oracle = 1;
    public const int Rewards = 2;
    public const int Penalties = 3;
    public const int Treasury = 4;
    public const int Keeper = 5;
    public const int GasBurner = 6;
    public const int FirstOperator = 7;
}
