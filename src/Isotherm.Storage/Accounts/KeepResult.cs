namespace Isotherm.Storage.Accounts;

/// <summary>What became of a wish to keep something.</summary>
public enum KeepResult
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>There is none of that id that is the account's.</summary>
    Unknown,

    /// <summary>The account has as many as <see cref="AlertLimits"/> allows.</summary>
    TooMany,
}
