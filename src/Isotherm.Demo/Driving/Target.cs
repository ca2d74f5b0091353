namespace Isotherm.Demo.Driving;

/// <summary>Whom a planned call addresses.</summary>
internal enum Target
{
    Settlement,
    Token,
    TokenFeed,
    NativeFeed,
    GasBurner,
}
